package dev.dre.config;

import dev.dre.config.Runbook.Job;
import dev.dre.config.Runbook.Parameter;
import dev.dre.config.Runbook.ParameterType;
import dev.dre.config.Runbook.Rollback;
import dev.dre.config.Runbook.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads one runbook, and checks what can be checked without knowing what it will be run for. */
final class RunbookReader {

  private static final Pattern STEP_ID = Pattern.compile("[a-z][a-z0-9_]{0,30}");
  private static final List<String> ZONES = List.of("cancel", "reverse", "complete");
  private static final Duration TIMEOUT = Duration.ofMinutes(15);

  private final Settings settings;
  private final Map<String, List<String>> outputsSoFar = new HashMap<>();
  private Templates templates = new Templates(List.of());
  private final Yaml jobDefaults;
  private String furthestZone = "cancel";

  private final Yaml yaml;

  RunbookReader(Settings settings, Yaml yaml) {
    this.settings = settings;
    this.yaml = yaml;
    this.jobDefaults = yaml.get("defaults").get("job");
  }

  Runbook read() {
    yaml.only(
        "runbook",
        "summary",
        "title",
        "parameters",
        "lock",
        "moves_to",
        "defaults",
        "steps",
        "residue");
    yaml.get("lock").oneOf("lock", List.of("datastore"));
    var parameters = parameters(yaml.get("parameters"));
    templates = new Templates(parameters.stream().map(Parameter::name).toList());
    parameters.forEach(
        p -> {
          var field = yaml.get("parameters").get(p.name());
          templates.check(field.get("other_than"));
          templates.check(field.get("message"));
        });
    if (parameters.stream().noneMatch(p -> p.type() == ParameterType.DATASTORE)) {
      yaml.get("parameters").problem("needs one of type datastore: it is what an operation locks.");
    }
    yaml.get("defaults").only("job");
    jobDefaults.only("image", "databases", "env", "timeout");
    var steps = yaml.get("steps").list().stream().map(this::step).toList();
    if (steps.isEmpty()) {
      yaml.get("steps").problem("has no step.");
    }
    return new Runbook(
        yaml.get("runbook").text(),
        yaml.get("summary").text(),
        templates.checked(yaml.get("title")),
        parameters,
        yaml.get("moves_to").present()
            ? Optional.of(templates.checked(yaml.get("moves_to")))
            : Optional.empty(),
        steps,
        yaml.get("residue").list().stream().map(this::job).toList());
  }

  private static List<Parameter> parameters(Yaml yaml) {
    var all = new ArrayList<Parameter>();
    yaml.fields()
        .forEach(
            (name, field) -> {
              field.only("type", "position", "other_than", "message", "default", "description");
              var types =
                  Arrays.stream(ParameterType.values())
                      .map(t -> t.name().toLowerCase(Locale.ROOT))
                      .toList();
              String type = field.get("type").oneOf("type", types);
              all.add(
                  new Parameter(
                      name,
                      ParameterType.valueOf(
                          types.contains(type) ? type.toUpperCase(Locale.ROOT) : "TEXT"),
                      field.get("position").number(0),
                      field.get("other_than").optionalText(),
                      field.get("message").textOr(""),
                      field.get("default").optionalText(),
                      field.get("description").textOr("")));
            });
    return all;
  }

  private Step step(Yaml yaml) {
    yaml.only(
        "id",
        "title",
        "read_only",
        "risk",
        "job",
        "verify",
        "rollback",
        "no_way_back",
        "idempotent",
        "retries",
        "pause",
        "zone",
        "budget",
        "outputs",
        "evidence",
        "consequence");
    String id = yaml.get("id").text();
    if (!STEP_ID.matcher(id).matches()) {
      yaml.get("id")
          .problem("\"%s\" should be letters, digits and _, at most 31, a letter first.", id);
    }
    boolean readOnly = yaml.get("read_only").flag();
    boolean idempotent = yaml.get("idempotent").flag();
    String zone = yaml.get("zone").present() ? yaml.get("zone").oneOf("zone", ZONES) : "cancel";
    changesSomething(yaml, readOnly, zone);
    runAgain(yaml, idempotent);
    if (ZONES.indexOf(zone) < ZONES.indexOf(furthestZone)) {
      yaml.get("zone")
          .problem("\"%s\" comes after \"%s\": a runbook never goes back.", zone, furthestZone);
    }
    furthestZone = zone;
    yaml.get("evidence").list().forEach(this::evidence);
    var outputs = List.copyOf(yaml.get("outputs").fields().keySet());
    yaml.get("outputs")
        .fields()
        .values()
        .forEach(o -> o.oneOf("type", List.of("text", "number", "duration", "bytes")));
    if (outputsSoFar.put(id, outputs) != null) {
      yaml.get("id").problem("\"%s\" is the id of another step too.", id);
    }
    Yaml risk = yaml.get("risk");
    return new Step(
        id,
        templates.checked(yaml.get("title")),
        readOnly,
        risk.present()
            ? Optional.of(risk.oneOf("risk", List.of("low", "medium", "high")))
            : Optional.empty(),
        job(yaml.get("job")),
        yaml.get("verify").present() ? Optional.of(job(yaml.get("verify"))) : Optional.empty(),
        rollback(yaml.get("rollback")),
        idempotent,
        yaml.get("retries").number(0),
        yaml.get("pause").present()
            ? yaml.get("pause").oneOf("choice", List.of("finish", "redo"))
            : "finish",
        zone,
        yaml.get("budget").present()
            ? Optional.of(yaml.get("budget").duration(Duration.ZERO))
            : Optional.empty(),
        outputs,
        yaml.get("evidence").texts(),
        yaml.get("consequence").present() ? templates.checked(yaml.get("consequence")) : "");
  }

  /**
   * Deny by default: a step that does not say otherwise changes something, and says how it is
   * looked at and undone.
   */
  private static void changesSomething(Yaml yaml, boolean readOnly, String zone) {
    if (readOnly) {
      for (String field : List.of("verify", "rollback", "risk", "budget")) {
        if (yaml.get(field).present()) {
          yaml.get(field).problem("has no meaning for a step that is read_only.");
        }
      }
      return;
    }
    if (!yaml.get("verify").present()) {
      yaml.get("verify")
          .problem(
              "is missing: a step that changes something says how to look whether it did (or it is read_only: true).");
    }
    Yaml rollback = yaml.get("rollback");
    boolean none = rollback.isScalar() && rollback.text().equals("none");
    if (!rollback.present()) {
      rollback.problem(
          "is missing: a step that changes something says how it is undone, or rollback: none.");
    } else if (none && (zone.equals("cancel") || !yaml.get("no_way_back").present())) {
      rollback.problem("\"none\" needs zone reverse or complete, and no_way_back with the reason.");
    }
    yaml.get("no_way_back").textOr("");
  }

  private static void runAgain(Yaml yaml, boolean idempotent) {
    if (!idempotent && yaml.get("retries").number(0) > 0) {
      yaml.get("retries").problem("needs idempotent: true: nothing else is run again by itself.");
    }
    if (!idempotent && yaml.get("pause").textOr("finish").equals("redo")) {
      yaml.get("pause")
          .problem("\"redo\" needs idempotent: true: the step is stopped and run again.");
    }
  }

  private void evidence(Yaml yaml) {
    String[] parts = yaml.text().split("\\.", 2);
    var outputs = outputsSoFar.get(parts[0]);
    if (outputs == null) {
      yaml.problem("%s", Suggestion.unknown("earlier step", parts[0], outputsSoFar.keySet()));
    } else if (parts.length < 2 || !outputs.contains(parts[1])) {
      yaml.problem(
          "%s",
          Suggestion.unknown("output of " + parts[0], parts.length < 2 ? "" : parts[1], outputs));
    }
  }

  private List<Rollback> rollback(Yaml yaml) {
    if (yaml.isScalar()) {
      if (!yaml.text().equals("none")) {
        yaml.problem("\"%s\" should be a list, or none.", yaml.text());
      }
      return List.of();
    }
    return yaml.list().stream()
        .map(
            entry -> {
              entry.only("undoes", "job");
              return new Rollback(templates.checked(entry.get("undoes")), job(entry.get("job")));
            })
        .toList();
  }

  private Job job(Yaml yaml) {
    yaml.only("cluster", "image", "run", "databases", "env", "timeout");
    Yaml image = yaml.get("image").present() ? yaml.get("image") : jobDefaults.get("image");
    if (!settings.images().containsKey(image.text())) {
      image.problem("%s", Suggestion.unknown("image", image.text(), settings.images().keySet()));
    }
    var databases = new TreeMap<String, String>();
    jobDefaults.get("databases").fields().forEach((k, v) -> databases.put(k, templates.checked(v)));
    yaml.get("databases").fields().forEach((k, v) -> databases.put(k, templates.checked(v)));
    var env = new TreeMap<String, String>();
    jobDefaults.get("env").fields().forEach((k, v) -> env.put(k, templates.checked(v)));
    yaml.get("env").fields().forEach((k, v) -> env.put(k, templates.checked(v)));
    yaml.get("run").list().forEach(templates::check);
    var run = yaml.get("run").list().stream().map(Yaml::text).toList();
    if (run.isEmpty()) {
      yaml.get("run").problem("is missing: the command and its arguments.");
    }
    Duration otherwise = jobDefaults.get("timeout").duration(TIMEOUT);
    return new Job(
        templates.checked(yaml.get("cluster")),
        image.text(),
        run,
        databases,
        env,
        yaml.get("timeout").duration(otherwise));
  }
}
