package dev.dre.config;

import dev.dre.config.Runbook.Action;
import dev.dre.config.Runbook.Probe;
import dev.dre.config.expression.ValueType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds of steps, each read from the field that it is called after. */
final class StepKinds {

  /** In the order in which people are told of them. */
  static final List<String> NAMES =
      List.of(
          "job",
          "http",
          "kubernetes",
          "workflow",
          "wait",
          "check",
          "approve",
          "ask",
          "runbook",
          "parallel");

  /** Kinds that change nothing by what they are. */
  static final List<String> THAT_LOOK = List.of("wait", "check", "approve", "ask");

  // A look is a Job of its own: more often than this is a load on a cluster, not a look at it.
  private static final Duration MOST_OFTEN = Duration.ofSeconds(5);
  private static final Duration OFTEN_ENOUGH = Duration.ofMinutes(1);
  private static final int BLIND = 5;
  private static final Duration A_DAY = Duration.ofDays(1);

  private final JobReader jobs;
  private final ConditionReader conditions;
  private final NestedReader nested;
  private final CallReader calls;
  private final Templates templates;
  private final AskReader asks;
  private final ChangeReader changes;

  StepKinds(
      JobReader jobs,
      CallReader calls,
      Templates templates,
      ConditionReader conditions,
      NestedReader nested,
      AskReader asks) {
    this.jobs = jobs;
    this.calls = calls;
    this.templates = templates;
    this.conditions = conditions;
    this.nested = nested;
    this.asks = asks;
    this.changes = new ChangeReader(jobs, templates);
  }

  /** The kind of {@code step}; {@code job} when it says none or several, which is noted. */
  static String kindOf(Yaml step) {
    var written = NAMES.stream().filter(name -> step.get(name).present()).toList();
    if (written.size() > 1) {
      step.get(written.getLast())
          .problem("is one kind too many: it is %s already.", written.getFirst());
    }
    return written.isEmpty() ? "job" : written.getFirst();
  }

  /** {@code outputs}: what the step says that it reports. */
  Action read(Yaml step, Map<String, ValueType> outputs) {
    String kind = kindOf(step);
    Yaml yaml = step.get(kind);
    return switch (kind) {
      case "wait" -> wait(yaml, outputs);
      case "check" -> check(yaml, outputs);
      case "approve" -> approve(yaml);
      case "ask" -> asks.read(yaml);
      case "runbook" -> nested.read(yaml);
      case "http" -> new Action.Http(calls.read(yaml, outputs));
      case "kubernetes" -> changes.read(yaml);
      case "workflow" -> workflow(yaml);
      default -> new Action.Run(jobs.read(yaml));
    };
  }

  private Action wait(Yaml yaml, Map<String, ValueType> outputs) {
    if (yaml.get("for").present() && !yaml.get("probe").present()) {
      yaml.only("for");
      return new Action.Sleep(lasting(yaml.get("for")));
    }
    if (yaml.get("at").present()) {
      yaml.only("at");
      return new Action.SleepUntil(moment(yaml.get("at")));
    }
    if (yaml.get("window").present()) {
      yaml.only("window");
      return new Action.SleepUntilOpen(WindowReader.read(yaml.get("window")));
    }
    yaml.only("probe", "until", "every", "blind", "errors", "limit");
    return new Action.Watch(
        probe(yaml.get("probe"), outputs),
        conditions.read(yaml.get("until"), outputs),
        every(yaml.get("every")),
        Duration.ZERO,
        "",
        1,
        0,
        yaml.get("blind").number(BLIND, 1, 1_000),
        errors(yaml),
        limit(yaml));
  }

  private String moment(Yaml yaml) {
    String text = templates.checked(yaml);
    if (!text.isEmpty() && !text.contains("${") && Moments.parse(text).isEmpty()) {
      yaml.problem("\"%s\" should be %s.", text, Moments.FORM);
    }
    return text;
  }

  /** A duration, or what says it when a plan is made; empty when nothing is written. */
  private String lasting(Yaml yaml) {
    if (!yaml.present()) {
      return "";
    }
    String text = templates.checked(yaml);
    if (!text.contains("${")) {
      yaml.duration(Duration.ZERO);
    }
    return text;
  }

  private Action check(Yaml yaml, Map<String, ValueType> outputs) {
    yaml.only(
        "probe",
        "that",
        "every",
        "for",
        "initial_delay",
        "successes",
        "failures",
        "blind",
        "errors",
        "limit");
    return new Action.Watch(
        probe(yaml.get("probe"), outputs),
        conditions.read(yaml.get("that"), outputs),
        every(yaml.get("every")),
        yaml.get("initial_delay").duration(Duration.ZERO),
        lasting(yaml.get("for")),
        yaml.get("successes").number(1, 1, 1_000),
        yaml.get("failures").number(1, 1, 1_000),
        yaml.get("blind").number(BLIND, 1, 1_000),
        errors(yaml),
        limit(yaml));
  }

  /** 0 where nothing is said: as often as {@code blind}. */
  private static int errors(Yaml yaml) {
    return yaml.get("errors").present() ? yaml.get("errors").number(BLIND, 1, 1_000) : 0;
  }

  private Probe probe(Yaml yaml, Map<String, ValueType> outputs) {
    return yaml.get("http").present()
        ? calls.probe(yaml.only("http").get("http"), outputs)
        : jobs.read(yaml);
  }

  private Action workflow(Yaml yaml) {
    yaml.only("type", "queue", "input", "timeout");
    Yaml input = yaml.get("input");
    return new Action.StartWorkflow(
        yaml.get("type").text(),
        yaml.get("queue").text(),
        input.present() ? input.document(templates) : "",
        yaml.get("timeout").duration(A_DAY));
  }

  private static Optional<Duration> limit(Yaml yaml) {
    Yaml limit = yaml.get("limit");
    return limit.present() ? Optional.of(limit.duration(OFTEN_ENOUGH)) : Optional.empty();
  }

  /** From the end of one look to the next. */
  static Duration every(Yaml yaml) {
    Duration every = yaml.duration(OFTEN_ENOUGH);
    if (every.compareTo(MOST_OFTEN) < 0) {
      yaml.problem("\"%s\" should be 5s or longer: each look is a Job of its own.", yaml.text());
    }
    return every;
  }

  private static Action approve(Yaml yaml) {
    if (!yaml.isScalar() || !yaml.flag()) {
      yaml.problem("should be: approve: true. Who is asked follows from risk.");
    }
    return new Action.Approve();
  }
}
