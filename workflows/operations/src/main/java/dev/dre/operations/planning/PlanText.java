package dev.dre.operations.planning;

import dev.dre.approvals.Principal;
import dev.dre.config.Question;
import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.ClusterTask;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedCall;
import dev.dre.operations.plan.PlannedChange;
import dev.dre.operations.plan.PlannedEach;
import dev.dre.operations.plan.PlannedGate;
import dev.dre.operations.plan.PlannedGroup;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.PlannedRequirement;
import dev.dre.operations.plan.PlannedRollback;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.Probe;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.Zone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A plan as people read it before they start it: every command, in order. */
public final class PlanText {

  private final boolean styled;
  private final List<String> lines = new ArrayList<>();
  private Zone zone = Zone.CANCEL;
  private Optional<PlannedGroup> group = Optional.empty();

  private PlanText(boolean styled) {
    this.styled = styled;
  }

  /**
   * All of {@code plan}, in lines.
   *
   * @param styled whether headings are bold, as a terminal can show them
   */
  public static String of(Plan plan, boolean styled) {
    // Only Temporal knows what earlier operations have moved, and it was not asked.
    return new PlanText(styled)
        .text(
            plan,
            "Planned as if %s is where the inventory says: %s."
                .formatted(plan.datastore().name(), plan.datastore().cluster()));
  }

  /**
   * All of {@code plan}, in lines, for whoever has asked Temporal where its datastore is.
   *
   * @param known where the last operation has left it; empty where Temporal knows of none
   */
  public static String of(Plan plan, Optional<ClusterName> known) {
    String where =
        known.filter(plan.datastore().cluster()::equals).isPresent()
            ? "where the last operation on it has left it"
            : "where the inventory says; Temporal knows of no operation on it";
    return new PlanText(false)
        .text(
            plan,
            "Planned for %s on %s, %s."
                .formatted(plan.datastore().name(), plan.datastore().cluster(), where));
  }

  private String text(Plan plan, String where) {
    lines.add(bold(plan.summary()));
    lines.add(
        "%s · %s · plan %s"
            .formatted(
                plan.datastore().environment(),
                plan.datastore().team(),
                Digest.of(plan).substring(0, 6)));
    lines.add(where);
    lines.add("Mode %s: %s.".formatted(plan.trust().word(), plan.trust().sentence()));
    int position = 0;
    for (PlannedStep step : plan.steps()) {
      position++;
      lines.add("");
      zone(step.zone());
      group(step.group());
      step(position, step);
    }
    if (!plan.guards().isEmpty()) {
      lines.add("");
      lines.add("Guarded meanwhile:");
      plan.guards().forEach(this::guard);
    }
    if (!plan.residue().isEmpty()) {
      lines.add("");
      lines.add("However it ends, what is left behind is looked for:");
      plan.residue().forEach(job -> lines.add("    " + command(job)));
    }
    return String.join("\n", lines);
  }

  private void zone(Zone next) {
    if (next == zone) {
      return;
    }
    zone = next;
    lines.add(
        bold(
            switch (next) {
              case CANCEL -> "-- From here on an abort undoes everything.";
              case REVERSE ->
                  "-- From here on an abort is refused; a reverse operation goes back without loss.";
              case COMPLETE ->
                  "-- From here on an abort is refused: there is no prepared way back.";
            }));
    lines.add("");
  }

  private void group(Optional<PlannedGroup> next) {
    if (next.isPresent() && !next.equals(group)) {
      lines.add(
          "-- %s: the next steps at the same time, at most %d of them."
              .formatted(next.get().title(), next.get().atMost()));
      lines.add("");
    } else if (next.isEmpty() && group.isPresent()) {
      lines.add("-- Once all of them are done:");
      lines.add("");
    }
    group = next;
  }

  private void step(int position, PlannedStep step) {
    lines.add(bold("%2d. %s: %s".formatted(position, step.id(), step.title())));
    step.each().ifPresent(this::each);
    step.when().ifPresent(when -> line("if", when.text()));
    step.require().ifPresent(this::requirement);
    step.gate().ifPresent(this::gate);
    action(step.action());
    if (step.readOnly()) {
      line("", "changes nothing");
    }
    step.expected()
        .ifPresent(time -> line("", "people are told when it takes longer than " + words(time)));
    step.stall()
        .ifPresent(
            time -> line("", "people are told when it shows no progress for " + words(time)));
    step.budget()
        .ifPresent(budget -> line("", "stops writes for at most %s".formatted(words(budget))));
    if (step.retries() > 0) {
      line("", "after a failure tries again by itself, %s".formatted(times(step.retries())));
    }
    step.verify().ifPresent(job -> line("looks", command(job)));
    if (!step.unverified().isEmpty()) {
      line("looks", "nobody: " + step.unverified());
    }
    for (PlannedRollback entry : step.rollback()) {
      line("undoes", entry.undoes());
      line("", command(entry.job()));
    }
    if (!step.readOnly() && step.rollback().isEmpty()) {
      line("undoes", "nothing");
    }
  }

  private void each(PlannedEach each) {
    line(
        "each",
        "${%s} of %s, known only then; %s"
            .formatted(
                each.item(),
                each.list(),
                each.atMost() == 1
                    ? "one after the other"
                    : "at most %d at the same time".formatted(each.atMost())));
  }

  private void requirement(PlannedRequirement requirement) {
    line("needs", requirement.that().text());
    requirement.probe().ifPresent(probe -> line("", "looked at by " + command(probe)));
    line("", "otherwise: " + requirement.otherwise());
  }

  private void action(StepAction action) {
    switch (action) {
      case StepAction.RunJob run -> line("runs", command(run.job()));
      case StepAction.Watch watch -> {
        line("until", watch.until().text() + held(watch));
        line("", "looked at every %s by %s".formatted(words(watch.every()), probe(watch.probe())));
        watch.limit().ifPresent(limit -> line("", "fails after " + words(limit)));
      }
      case StepAction.Change(PlannedChange change) -> {
        line("changes", change.words());
        change.kubectl().forEach(command -> line("", "as by: " + command));
        line("", "within " + words(change.timeout()));
      }
      case StepAction.Sleep sleep -> line("waits", words(sleep.lasts()));
      case StepAction.SleepUntil until -> line("waits", "until " + until.at());
      case StepAction.SleepUntilOpen until -> line("waits", "for " + until.window().words());
      case StepAction.Approve ignored -> {}
      case StepAction.Ask ask -> ask(ask);
      case StepAction.Call call -> {
        line("calls", call.call().words());
        if (!call.call().body().isEmpty()) {
          line("", "sends " + call.call().body());
        }
      }
      case StepAction.StartWorkflow start -> {
        line("starts", "workflow %s on %s".formatted(start.type(), start.queue()));
        if (!start.input().isEmpty()) {
          line("", "with " + start.input());
        }
        line("", "a pause waits for its end, an abort cancels it");
      }
    }
  }

  private void ask(StepAction.Ask ask) {
    String of = ask.of().stream().map(Principal::words).collect(Collectors.joining(", "));
    line("asks", (ask.all() ? "all of " : "one of ") + of + ", within " + words(ask.deadline()));
    for (Question question : ask.questions()) {
      line(
          "",
          "%s: %s (%s%s)"
              .formatted(
                  question.id(),
                  question.title(),
                  question.possibleAnswers(),
                  question.otherwise().map(", default "::concat).orElse("")));
    }
  }

  private static String probe(Probe probe) {
    return switch (probe) {
      case PlannedJob job -> command(job);
      case PlannedCall call -> call.words();
    };
  }

  private static String held(StepAction.Watch watch) {
    return watch.lasts().isZero() ? "" : ", for " + words(watch.lasts()) + " without a break";
  }

  private void guard(PlannedGuard guard) {
    lines.add(
        "    %s, after %s and before %s, every %s"
            .formatted(guard.title(), guard.from(), guard.to(), words(guard.every())));
    lines.add("        looks   " + command(guard.probe()));
    guard
        .breaches()
        .forEach(
            breach ->
                lines.add(
                    "        if      %s: %s: %s"
                        .formatted(breach.when().text(), then(breach.then()), breach.says())));
    lines.add(
        "        if      nobody can look %d times in a row: %s"
            .formatted(guard.blind().after(), then(guard.blind().then())));
  }

  private static String then(PlannedGuard.Then then) {
    return then.name().toLowerCase(Locale.ROOT);
  }

  private void gate(PlannedGate gate) {
    var policy = gate.policy();
    line(
        "asks",
        "%d of %s%s%s"
            .formatted(
                policy.required(),
                policy.approversInWords(),
                policy.excludeRequester() ? ", not whoever started it" : "",
                policy.commentRequired() ? ", with a comment" : ""));
    line(
        "",
        "risk %s, policy %s, open for %s"
            .formatted(gate.risk(), policy.name(), words(policy.expiry())));
    if (!gate.evidence().isEmpty()) {
      line(
          "shows",
          gate.evidence().stream()
              .map(PlannedGate.OutputReference::toString)
              .collect(Collectors.joining(", ")));
    }
    if (!gate.consequence().isEmpty()) {
      line("says", gate.consequence());
    }
  }

  private static String times(int count) {
    return count == 1 ? "once" : "up to %d times".formatted(count);
  }

  private void line(String label, String text) {
    lines.add("    %-7s %s".formatted(label, text));
  }

  private static String command(ClusterTask task) {
    return switch (task) {
      case PlannedJob job -> command(job);
      case PlannedChange ignored -> "what the change itself says";
    };
  }

  private static String command(PlannedJob job) {
    String words = job.command().stream().map(PlanText::word).collect(Collectors.joining(" "));
    return "%s on %s".formatted(words, job.where());
  }

  /** One word, also when it is empty or has spaces in it. */
  private static String word(String word) {
    return word.isEmpty() || word.contains(" ") ? "'" + word + "'" : word;
  }

  /** {@code PT4H} is {@code 4h}. */
  private static String words(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private String bold(String text) {
    return styled ? "\u001b[1m" + text + "\u001b[0m" : text;
  }
}
