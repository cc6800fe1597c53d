package dev.dre.config;

import static dev.dre.config.expression.ValueType.LIST;

import dev.dre.config.Runbook.ForEach;
import dev.dre.config.Runbook.Predicate;
import dev.dre.config.Runbook.Requirement;
import dev.dre.config.Runbook.Rollback;
import dev.dre.config.Runbook.Step;
import dev.dre.config.expression.ValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Reads the steps of a runbook, one after the other. */
final class StepReader {

  /** What can be said of a step before its kind, and after it. */
  private static final List<String> FIRST = List.of("id", "title", "read_only", "risk");

  private static final List<String> THEN =
      List.of(
          "for_each",
          "when",
          "require",
          "expected",
          "stall",
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
          "consequence",
          "skippable",
          "meanwhile");

  private static final List<String> ZONES = List.of("cancel", "reverse", "complete");

  private static final Duration SHORTEST_STALL = Duration.ofMinutes(1);

  private final JobReader jobs;
  private final Templates templates;
  private final ConditionReader conditions;
  private final MessageReader messages;
  private final StepKinds kinds;
  private final NestedReader nested;
  private final Map<String, List<String>> outputsSoFar = new LinkedHashMap<>();
  private final Set<String> groups = new HashSet<>();
  private String furthestZone = "cancel";

  StepReader(
      JobReader jobs,
      CallReader calls,
      Templates templates,
      ConditionReader conditions,
      PeopleReader people,
      RunbooksReader others) {
    this.jobs = jobs;
    this.templates = templates;
    this.conditions = conditions;
    this.messages = new MessageReader(conditions, templates);
    this.nested = new NestedReader(others, templates);
    this.kinds =
        new StepKinds(jobs, calls, templates, conditions, nested, new AskReader(people, templates));
  }

  /** The steps read so far as a plan has them, in their order: without the steps around others. */
  List<String> ids() {
    return List.copyOf(outputsSoFar.keySet());
  }

  Step read(Yaml yaml) {
    Step step = forEach(yaml);
    known(step, yaml.get("id"));
    return step;
  }

  /** Each of its texts can name the entry. */
  private Step forEach(Yaml yaml) {
    Yaml each = yaml.get("for_each");
    String item = each.present() ? each.get("item").textOr("") : "";
    return item.isEmpty() ? alone(yaml) : templates.with(item, () -> alone(yaml));
  }

  /** What follows can name what {@code step} reports. */
  private void known(Step step, Yaml id) {
    switch (step.action()) {
      case Runbook.Action.Nested runbook -> {
        for (var inner : nested.steps(step.id(), runbook)) {
          furthestZone = further(inner.step().zone());
          reports(inner.id(), inner.step().outputs(), id);
        }
      }
      case Runbook.Action.Parallel parallel -> {
        group(step.id(), id);
        parallel.steps().forEach(member -> reports(member.id(), member.outputs(), id));
      }
      default -> {
        if (step.each().isPresent()) {
          group(step.id(), id);
        } else {
          reports(step.id(), step.outputs(), id);
        }
      }
    }
  }

  private Step alone(Yaml yaml) {
    yaml.only(Stream.of(FIRST, StepKinds.NAMES, THEN).flatMap(List::stream).toArray(String[]::new));
    String kind = StepKinds.kindOf(yaml);
    boolean holdsSteps = kind.equals("runbook") || kind.equals("parallel");
    String zone = holdsSteps ? furthestZone : zone(yaml.get("zone"));
    boolean readOnly = yaml.get("read_only").flag() || StepKinds.THAT_LOOK.contains(kind);
    StepRules.check(yaml, kind, readOnly, zone);
    yaml.get("evidence").list().forEach(this::evidence);
    String id = yaml.get("id").text(Form.IDENTIFIER);
    var outputs = ConditionReader.outputs(yaml.get("outputs"));
    Yaml when = yaml.get("when");
    var needed = when.present() ? Optional.of(conditions.read(when)) : Optional.<Predicate>empty();
    var requirement = requirement(yaml.get("require"));
    var each = each(yaml.get("for_each"), yaml, kind);
    var action = kind.equals("parallel") ? parallel(yaml.get(kind)) : kinds.read(yaml, outputs);
    if (action instanceof Runbook.Action.Ask ask) {
      outputs = AskReader.outputs(ask);
    }
    Yaml verify = yaml.get("verify");
    Yaml risk = yaml.get("risk");
    Yaml pause = yaml.get("pause");
    return new Step(
        id,
        templates.checked(yaml.get("title")),
        readOnly,
        risk.present() ? Optional.of(risk.oneOf("risk", Runbook.RISKS)) : Optional.empty(),
        action,
        needed,
        requirement,
        optional(yaml.get("expected")),
        stall(yaml.get("stall")),
        verify.present() && !none(verify) ? Optional.of(jobs.read(verify)) : Optional.empty(),
        none(verify) ? verify.only("none").get("none").text() : "",
        rollback(yaml.get("rollback")),
        yaml.get("idempotent").flag(),
        yaml.get("retries").number(0, 0, 100),
        pause.present() ? pause.oneOf("choice", List.of("finish", "redo")) : "finish",
        zone,
        optional(yaml.get("budget")),
        outputs,
        yaml.get("evidence").texts(),
        yaml.get("consequence").present() ? templates.checked(yaml.get("consequence")) : "",
        yaml.get("skippable").flag(),
        yaml.get("meanwhile").present() ? templates.checked(yaml.get("meanwhile")) : "",
        each);
  }

  /** None of them can name what the others report: nobody knows which of them ends first. */
  private Runbook.Action.Parallel parallel(Yaml yaml) {
    yaml.only("steps", "at_most");
    var steps = new ArrayList<Step>();
    for (Yaml member : yaml.get("steps").some("what runs at the same time")) {
      String kind = StepKinds.kindOf(member);
      StepRules.besideOthers(member, kind);
      Step step = alone(member);
      if (!steps.isEmpty() && !step.zone().equals(steps.getFirst().zone())) {
        member
            .get("zone")
            .problem("should be %s for all steps of the group.", steps.getFirst().zone());
      }
      steps.add(step);
    }
    if (steps.size() == 1) {
      yaml.get("steps").problem("should be two or more: one step is a step by itself.");
    }
    return new Runbook.Action.Parallel(steps, yaml.get("at_most").number(10, 2, 100));
  }

  private Optional<ForEach> each(Yaml yaml, Yaml step, String kind) {
    if (!yaml.present()) {
      return Optional.empty();
    }
    yaml.only("item", "in", "at_most");
    String item = yaml.get("item").text(Form.IDENTIFIER);
    if (!item.isEmpty() && templates.knowsTwice(item)) {
      yaml.get("item").problem("\"%s\" is the name of a parameter too.", item);
    }
    if (!kind.equals("job")) {
      yaml.problem("has no meaning for a step of the kind %s: only Jobs are run for each.", kind);
    }
    int atMost = yaml.get("at_most").number(1, 1, 100);
    if (atMost > 1 && step.get("risk").present()) {
      yaml.get("at_most").problem("needs a step without risk: people are asked before each.");
    }
    String list = yaml.get("in").oneOf("list of an earlier step", conditions.known(LIST));
    return Optional.of(new ForEach(item, list, atMost));
  }

  /** A name that no step of a plan has; still, no step may have it. */
  private void group(String id, Yaml yaml) {
    if (outputsSoFar.containsKey(id) || !groups.add(id)) {
      yaml.problem("\"%s\" is the id of another step too.", id);
    }
  }

  /** {@code verify: { none: why }}: nobody can look whether the step took effect. */
  private static boolean none(Yaml verify) {
    return verify.get("none").present();
  }

  /** What follows can name the outputs of the step {@code id}. */
  private void reports(String id, SortedMap<String, ValueType> outputs, Yaml yaml) {
    conditions.add(id, outputs);
    boolean taken = groups.contains(id);
    if ((outputsSoFar.put(id, List.copyOf(outputs.keySet())) != null || taken) && !id.isEmpty()) {
      yaml.problem("\"%s\" is the id of another step too.", id);
    }
  }

  private String further(String zone) {
    return ZONES.indexOf(zone) > ZONES.indexOf(furthestZone) ? zone : furthestZone;
  }

  private String zone(Yaml yaml) {
    String zone = yaml.present() ? yaml.oneOf("zone", ZONES) : "cancel";
    if (ZONES.indexOf(zone) < ZONES.indexOf(furthestZone)) {
      yaml.problem("\"%s\" comes after \"%s\": a runbook never goes back.", zone, furthestZone);
    } else {
      furthestZone = zone;
    }
    return zone;
  }

  private static Optional<Duration> optional(Yaml yaml) {
    return yaml.present() ? Optional.of(yaml.duration(Duration.ofSeconds(1))) : Optional.empty();
  }

  private static Optional<Duration> stall(Yaml yaml) {
    if (!yaml.present()) {
      return Optional.empty();
    }
    Duration stall = yaml.duration(SHORTEST_STALL);
    if (stall.compareTo(SHORTEST_STALL) < 0) {
      yaml.problem("should be at least 1m: commands take breath between two lines of progress.");
    }
    return Optional.of(stall);
  }

  private Optional<Requirement> requirement(Yaml yaml) {
    if (!yaml.present()) {
      return Optional.empty();
    }
    yaml.only("probe", "outputs", "that", "otherwise");
    Yaml probe = yaml.get("probe");
    if (yaml.get("outputs").present() && !probe.present()) {
      yaml.get("outputs").problem("has no meaning without a probe that reports them.");
    }
    var reading = ConditionReader.outputs(yaml.get("outputs"));
    return Optional.of(
        new Requirement(
            probe.present() ? Optional.of(jobs.read(probe)) : Optional.empty(),
            conditions.read(yaml.get("that"), reading),
            messages.read(yaml.get("otherwise"), reading)));
  }

  private void evidence(Yaml yaml) {
    String text = yaml.text();
    int dot = text.indexOf('.');
    if (dot < 0) {
      yaml.problem("\"%s\" should be an output of an earlier step: <step>.<output>.", text);
      return;
    }
    String step = text.substring(0, dot);
    String output = text.substring(dot + 1);
    var outputs = outputsSoFar.get(step);
    if (outputs == null) {
      yaml.problem("%s", Suggestion.unknown("earlier step", step, outputsSoFar.keySet()));
    } else if (!outputs.contains(output)) {
      yaml.problem("%s", Suggestion.unknown("output of " + step, output, outputs));
    }
  }

  private List<Rollback> rollback(Yaml yaml) {
    if (yaml.isScalar()) {
      return List.of();
    }
    var clusters = new HashSet<String>();
    return yaml.list().stream()
        .map(
            entry -> {
              entry.only("undoes", "job");
              var job = jobs.read(entry.get("job"));
              if (!job.cluster().isEmpty() && !clusters.add(job.cluster())) {
                entry
                    .get("job")
                    .get("cluster")
                    .problem("\"%s\" has an entry already: one for each cluster.", job.cluster());
              }
              return new Rollback(templates.checked(entry.get("undoes")), job);
            })
        .toList();
  }
}
