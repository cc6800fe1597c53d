package dev.dre.config;

import dev.dre.config.Runbook.Job;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the Jobs of a runbook; what one does not say is taken from {@code defaults.job}. */
final class JobReader {

  private static final Duration TIMEOUT = Duration.ofMinutes(15);
  private static final Pattern SECRET =
      Pattern.compile(".*(PASSWORD|PASSWD|PASSPHRASE|PRIVATE_KEY)|(.*_)?(TOKEN|SECRET|API_?KEY)");

  private final Set<String> images;
  private final List<String> clusters;
  private final Templates templates;
  private final Yaml defaults;

  JobReader(Settings settings, List<String> clusters, Templates templates, Yaml defaults) {
    this.images = settings.images().keySet();
    this.clusters = clusters;
    this.templates = templates;
    this.defaults =
        defaults.only("image", "databases", "env", "volumes", "pgbouncer", "memory", "timeout");
    // Also when no Job uses them.
    databases(defaults);
    env(defaults);
    volumes(defaults);
    memory(defaults.get("memory"));
    if (defaults.get("image").present()) {
      image(defaults.get("image"));
    }
  }

  Job read(Yaml yaml) {
    if (!yaml.present()) {
      yaml.problem("is missing: what to run, and where.");
      return new Job(
          "", "", List.of(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), false, "", TIMEOUT);
    }
    yaml.only(
        "cluster", "image", "run", "databases", "env", "volumes", "pgbouncer", "memory", "timeout");
    var databases = new TreeMap<>(databases(defaults));
    databases.putAll(databases(yaml));
    var env = new TreeMap<>(env(defaults));
    env.putAll(env(yaml));
    var own = volumes(yaml);
    var volumes = new TreeMap<>(volumes(defaults));
    // One that is mounted elsewhere here is not mounted twice.
    volumes.values().removeAll(own.values());
    volumes.putAll(own);
    Yaml image = yaml.get("image");
    return new Job(
        cluster(yaml.get("cluster")),
        image(image.present() || !defaults.get("image").present() ? image : defaults.get("image")),
        yaml.get("run").some("the command and its arguments").stream()
            .map(templates::checked)
            .toList(),
        databases,
        env,
        volumes,
        (yaml.get("pgbouncer").present() ? yaml : defaults).get("pgbouncer").flag(),
        memory((yaml.get("memory").present() ? yaml : defaults).get("memory")),
        yaml.get("timeout").duration(defaults.get("timeout").duration(TIMEOUT)));
  }

  /** A cluster by its name, or by what says it when a plan is made. */
  String cluster(Yaml yaml) {
    String text = templates.checked(yaml);
    if (!text.isEmpty() && !text.contains("${") && !clusters.contains(text)) {
      yaml.problem("%s", Suggestion.unknown("cluster", text, clusters));
    }
    return text;
  }

  private String image(Yaml yaml) {
    String name = yaml.text();
    if (!name.isEmpty() && !images.contains(name)) {
      yaml.problem("%s", Suggestion.unknown("image", name, images));
    }
    return name;
  }

  private static String memory(Yaml yaml) {
    return yaml.present() ? yaml.text(Form.MEMORY) : "";
  }

  private SortedMap<String, String> databases(Yaml job) {
    var all = new TreeMap<String, String>();
    job.get("databases")
        .fields(Form.IDENTIFIER)
        .forEach((prefix, cluster) -> all.put(prefix, cluster(cluster)));
    return all;
  }

  /** Written as {@code backups: /backups}: each folder has one volume, and each volume one. */
  private static SortedMap<String, String> volumes(Yaml job) {
    var all = new TreeMap<String, String>();
    job.get("volumes")
        .fields(Form.IDENTIFIER)
        .forEach(
            (name, folder) -> {
              if (all.put(folder.text(Form.FOLDER), name) != null) {
                folder.problem("\"%s\" is the folder of another volume too.", folder.text());
              }
            });
    return all;
  }

  private SortedMap<String, String> env(Yaml job) {
    var all = new TreeMap<String, String>();
    job.get("env")
        .fields(Form.VARIABLE)
        .forEach(
            (name, value) -> {
              if (name.startsWith("DRE_")) {
                value.problem("names that begin with DRE_ belong to dre.");
              }
              if (SECRET.matcher(name).matches()) {
                value.problem(
                    "looks like a secret, and everybody can read a plan. Databases bring theirs from the Secret of their placement.");
              }
              all.put(name, templates.checked(value));
            });
    return all;
  }
}
