package dev.dre.config;

import dev.dre.approvals.Policy;
import dev.dre.approvals.Principal;
import dev.dre.config.Datastore.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads a configuration file by file, each checked against what was read before. */
final class ConfigurationReader {

  private static final List<String> RIGHTS =
      List.of("start", "resume", "abort", "retry", "acknowledge");
  private static final List<String> RISKS = List.of("low", "medium", "high");
  private static final Duration EXPIRY = Duration.ofHours(4);

  private final Path folder;
  private final List<Problem> problems = new ArrayList<>();

  ConfigurationReader(Path folder) {
    this.folder = folder;
  }

  Configuration read() {
    Yaml teamsFile = file("teams.yaml").only("teams", "groups");
    var groups = named(teamsFile.get("groups"), this::group);
    var teams = named(teamsFile.get("teams"), y -> team(y, groups));
    Settings settings = settings(file("settings.yaml"), groups);
    var clusters = named(file("clusters.yaml").only("clusters").get("clusters"), this::cluster);
    var datastores =
        named(
            file("datastores.yaml").only("datastores").get("datastores"),
            y -> datastore(y, settings, clusters, teams));
    var approvals =
        file("approvals.yaml").only("approvals").get("approvals").list().stream()
            .map(y -> approval(y, settings, groups))
            .toList();
    var runbooks = runbooks(settings);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new Configuration(settings, clusters, datastores, teams, groups, approvals, runbooks);
  }

  private Yaml file(String name) {
    return Yaml.read(folder.resolve(name), folder.resolve(name).toString(), problems);
  }

  private static <T> SortedMap<String, T> named(Yaml list, Function<Yaml, T> read) {
    var all = new TreeMap<String, T>();
    for (Yaml entry : list.list()) {
      String name = entry.get("name").text();
      if (all.put(name, read.apply(entry)) != null) {
        entry.get("name").problem("\"%s\" is here twice.", name);
      }
    }
    return all;
  }

  private Settings settings(Yaml yaml, SortedMap<String, Group> groups) {
    yaml.only("workspace", "rights", "images", "environments", "runbooks");
    var rights = new TreeMap<String, List<String>>();
    yaml.get("rights")
        .only(RIGHTS.toArray(String[]::new))
        .fields()
        .forEach(
            (right, holders) -> {
              holders.list().forEach(h -> principal(h, groups, true));
              rights.put(right, holders.texts());
            });
    var images = new TreeMap<String, String>();
    yaml.get("images").fields().forEach((name, image) -> images.put(name, image.text()));
    var folders = yaml.get("runbooks").list().stream().map(y -> runbookFolder(y)).toList();
    if (folders.isEmpty()) {
      yaml.get("runbooks").problem("names no folder, so there is nothing that could be run.");
    }
    return new Settings(
        yaml.get("workspace").text(), rights, images, yaml.get("environments").texts(), folders);
  }

  private Path runbookFolder(Yaml yaml) {
    Path path = folder.resolve(yaml.text()).normalize();
    if (!Files.isDirectory(path)) {
      yaml.problem("no folder \"%s\".", path);
    }
    return path;
  }

  private void principal(Yaml yaml, SortedMap<String, Group> groups, boolean teamOwner) {
    String text = yaml.text();
    if (teamOwner && text.equals("team:owner")) {
      return;
    }
    var principal = Principal.parse(text);
    if (principal.isEmpty()) {
      yaml.problem(
          "\"%s\" should be group:<name>, user:<Slack id>%s.",
          text, teamOwner ? " or team:owner" : "");
    } else if (principal.get().kind() == Principal.Kind.GROUP
        && !groups.containsKey(principal.get().name())) {
      yaml.problem("%s", Suggestion.unknown("group", principal.get().name(), groups.keySet()));
    }
  }

  private Group group(Yaml yaml) {
    yaml.only("name", "members", "usergroup");
    var usergroup = yaml.get("usergroup").optionalText();
    var members = yaml.get("members").texts();
    if (usergroup.isPresent() == !members.isEmpty()) {
      yaml.problem("should have either members or usergroup.");
    }
    return new Group(yaml.get("name").text(), members, usergroup);
  }

  private static Team team(Yaml yaml, SortedMap<String, Group> groups) {
    yaml.only("name", "group");
    return new Team(
        yaml.get("name").text(), yaml.get("group").oneOf("group", List.copyOf(groups.keySet())));
  }

  private Cluster cluster(Yaml yaml) {
    yaml.only("name", "jobs", "kubeconfig", "in_cluster");
    Yaml jobs = yaml.get("jobs").only("namespace", "service_account");
    Yaml kubeconfig = yaml.get("kubeconfig").only("file", "context");
    if (kubeconfig.present() == yaml.get("in_cluster").flag()) {
      yaml.problem("should have either kubeconfig or in_cluster: true.");
    }
    return new Cluster(
        yaml.get("name").text(),
        jobs.get("namespace").text(),
        jobs.get("service_account").text(),
        kubeconfig.present()
            ? Optional.of(
                new Cluster.Kubeconfig(
                    path(kubeconfig.get("file").text()), kubeconfig.get("context").text()))
            : Optional.empty());
  }

  /** {@code ~} is the home folder; anything else is relative to the configuration. */
  private Path path(String text) {
    return text.startsWith("~/")
        ? Path.of(System.getProperty("user.home"), text.substring(2))
        : folder.resolve(text).normalize();
  }

  private static Datastore datastore(
      Yaml yaml,
      Settings settings,
      SortedMap<String, Cluster> clusters,
      SortedMap<String, Team> teams) {
    yaml.only(
        "name",
        "engine",
        "team",
        "environment",
        "cluster",
        "version",
        "app_roles",
        "placements",
        "labels");
    var placements = new TreeMap<String, Placement>();
    yaml.get("placements")
        .fields()
        .forEach(
            (cluster, placement) -> {
              if (!clusters.containsKey(cluster)) {
                placement.problem("%s", Suggestion.unknown("cluster", cluster, clusters.keySet()));
              }
              placements.put(cluster, placement(placement));
            });
    Yaml cluster = yaml.get("cluster");
    String where = cluster.oneOf("cluster", List.copyOf(clusters.keySet()));
    if (clusters.containsKey(where) && !placements.containsKey(where)) {
      cluster.problem("\"%s\" has no entry in placements.", where);
    }
    yaml.get("labels").fields().values().forEach(Yaml::text);
    return new Datastore(
        yaml.get("name").text(),
        yaml.get("engine").oneOf("engine", List.of("postgres")),
        yaml.get("team").oneOf("team", List.copyOf(teams.keySet())),
        yaml.get("environment").oneOf("environment", settings.environments()),
        where,
        yaml.get("version").text(),
        yaml.get("app_roles").texts(),
        placements);
  }

  private static Placement placement(Yaml yaml) {
    yaml.only("host", "port", "database", "secret");
    return new Placement(
        yaml.get("host").text(),
        yaml.get("port").number(5432),
        yaml.get("database").text(),
        yaml.get("secret").text());
  }

  private ApprovalRule approval(Yaml yaml, Settings settings, SortedMap<String, Group> groups) {
    yaml.only("name", "environment", "risk", "require", "from", "exclude", "comment", "expire");
    yaml.get("environment").list().forEach(y -> y.oneOf("environment", settings.environments()));
    yaml.get("risk").list().forEach(y -> y.oneOf("risk", RISKS));
    yaml.get("exclude").list().forEach(y -> y.oneOf("exclusion", List.of("requester")));
    yaml.get("from").list().forEach(y -> principal(y, groups, false));
    int required = yaml.get("require").number(1);
    if (required < 1) {
      yaml.get("require")
          .problem("\"%d\" should be at least 1: nothing is approved by itself.", required);
    }
    boolean comment =
        yaml.get("comment").present()
            && yaml.get("comment")
                .oneOf("choice", List.of("optional", "required"))
                .equals("required");
    var policy =
        new Policy(
            yaml.get("name").text(),
            Math.max(1, required),
            yaml.get("from").texts().stream().flatMap(t -> Principal.parse(t).stream()).toList(),
            yaml.get("exclude").texts().contains("requester"),
            comment,
            yaml.get("expire").duration(EXPIRY));
    return new ApprovalRule(yaml.get("environment").texts(), yaml.get("risk").texts(), policy);
  }

  private SortedMap<String, Runbook> runbooks(Settings settings) {
    var all = new TreeMap<String, Runbook>();
    for (Path runbooks : settings.runbooks()) {
      for (Path file : yamlFiles(runbooks)) {
        Yaml yaml = Yaml.read(file, file.toString(), problems);
        var runbook = new RunbookReader(settings, yaml).read();
        if (all.put(runbook.name(), runbook) != null) {
          yaml.get("runbook").problem("\"%s\" is the name of another runbook too.", runbook.name());
        }
      }
    }
    return all;
  }

  private List<Path> yamlFiles(Path runbooks) {
    if (!Files.isDirectory(runbooks)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(runbooks)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      problems.add(new Problem(runbooks.toString(), 1, "", "cannot be read: " + e.getMessage()));
      return List.of();
    }
  }
}
