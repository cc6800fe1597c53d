package dev.dre.config;

import java.util.ArrayList;
import java.util.List;

/** Which fields of a step need each other. */
final class StepRules {

  private StepRules() {}

  static void check(Yaml yaml, String kind, boolean readOnly, String zone) {
    if (kind.equals("runbook")) {
      nested(yaml, kind, List.of("id", "title", "runbook", "when"));
    } else if (kind.equals("parallel")) {
      nested(yaml, kind, List.of("id", "title", "parallel"));
    } else if (StepKinds.THAT_LOOK.contains(kind)) {
      looks(yaml, kind);
    } else if (kind.equals("kubernetes")) {
      comesWithTheKind(yaml);
    } else if (readOnly) {
      for (String field : List.of("verify", "rollback", "no_way_back", "risk", "budget")) {
        if (yaml.get(field).present()) {
          yaml.get(field).problem("has no meaning for a step that is read_only.");
        }
      }
    } else {
      changesSomething(yaml, zone);
    }
    shownAtGate(yaml);
    runAgain(yaml);
    progress(yaml, kind);
    if (yaml.get("skippable").flag() && !zone.equals("cancel")) {
      yaml.get("skippable").problem("needs zone: cancel: what was switched is not skipped.");
    }
  }

  /** How a change of an object is looked at and undone follows from the change. */
  private static void comesWithTheKind(Yaml yaml) {
    for (String field :
        List.of("read_only", "verify", "rollback", "no_way_back", "budget", "outputs")) {
      if (yaml.get(field).present()) {
        yaml.get(field)
            .problem(
                "has no meaning for a step of the kind kubernetes: it knows how to look and how to undo.");
      }
    }
  }

  /** What its steps are, they say themselves. */
  private static void nested(Yaml yaml, String kind, List<String> own) {
    yaml.fields()
        .forEach(
            (name, field) -> {
              if (!own.contains(name)) {
                field.problem("has no meaning for a step of the kind %s: its steps say it.", kind);
              }
            });
  }

  /** Nobody can be asked in the middle of steps that run at the same time. */
  static void besideOthers(Yaml yaml, String kind) {
    if (List.of("approve", "ask", "runbook", "parallel").contains(kind)) {
      yaml.get(kind).problem("has no place beside other steps: write it before or after parallel.");
    }
    for (String field : List.of("risk", "for_each")) {
      if (yaml.get(field).present()) {
        yaml.get(field)
            .problem("has no place beside other steps: write that step before or after parallel.");
      }
    }
  }

  /** Only Jobs say how far they are. */
  private static void progress(Yaml yaml, String kind) {
    if (yaml.get("stall").present() && !List.of("job", "runbook", "parallel").contains(kind)) {
      yaml.get("stall").problem("has no meaning for a step of the kind %s.", kind);
    }
  }

  /** Kinds that change nothing: there is nothing to look after, to undo or to run again. */
  private static void looks(Yaml yaml, String kind) {
    var meaningless =
        new ArrayList<>(
            List.of(
                "read_only",
                "verify",
                "rollback",
                "no_way_back",
                "budget",
                "idempotent",
                "retries",
                "pause"));
    if (kind.equals("approve")) {
      meaningless.addAll(List.of("outputs", "expected"));
      if (!yaml.get("risk").present()) {
        yaml.get("risk").problem("is missing: it says which policy says who is asked.");
      }
    } else {
      meaningless.add("risk");
      if (kind.equals("ask")) {
        meaningless.addAll(List.of("outputs", "expected"));
      }
    }
    for (String field : meaningless) {
      if (yaml.get(field).present()) {
        yaml.get(field).problem("has no meaning for a step of the kind %s.", kind);
      }
    }
  }

  /**
   * Deny by default: a step that does not say otherwise changes something, and says how it is
   * looked at and undone.
   */
  private static void changesSomething(Yaml yaml, String zone) {
    if (!yaml.get("verify").present()) {
      yaml.get("verify")
          .problem(
              "is missing: a step that changes something says how to look whether it did, or verify: { none: why nobody can } (or it is read_only: true).");
    }
    Yaml rollback = yaml.get("rollback");
    boolean none = rollback.isScalar() && rollback.text().equals("none");
    if (!rollback.present() || rollback.list().isEmpty()) {
      rollback.problem(
          "is missing: a step that changes something says how it is undone, or rollback: none.");
    } else if (rollback.isScalar() && !none) {
      rollback.problem("\"%s\" should be a list, or none.", rollback.text());
    } else if (none && !zone.equals("complete")) {
      rollback.problem("\"none\" needs zone: complete: before that an abort undoes everything.");
    } else if (none) {
      yaml.get("no_way_back").text();
    }
    if (!none && yaml.get("no_way_back").present()) {
      yaml.get("no_way_back").problem("has a meaning with rollback: none only.");
    }
  }

  private static void shownAtGate(Yaml yaml) {
    for (String field : List.of("evidence", "consequence")) {
      if (yaml.get(field).present() && !yaml.get("risk").present()) {
        yaml.get(field).problem("has no meaning without risk: nobody is asked before this step.");
      }
    }
  }

  private static void runAgain(Yaml yaml) {
    if (yaml.get("idempotent").flag()) {
      return;
    }
    if (yaml.get("retries").number(0, 0, 100) > 0) {
      yaml.get("retries").problem("needs idempotent: true: nothing else is run again by itself.");
    }
    if (yaml.get("pause").textOr("finish").equals("redo")) {
      yaml.get("pause")
          .problem("\"redo\" needs idempotent: true: the step is stopped and run again.");
    }
  }
}
