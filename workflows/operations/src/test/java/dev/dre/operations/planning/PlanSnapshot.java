package dev.dre.operations.planning;

import dev.dre.operations.plan.PauseFate;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedGate;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plan as lines that a test can show. */
final class PlanSnapshot {

  private PlanSnapshot() {}

  static String of(Plan plan) {
    var lines = new ArrayList<String>();
    plan.steps().forEach(step -> append(lines, step));
    plan.guards().forEach(guard -> append(lines, guard));
    plan.residue().forEach(job -> lines.add(line("residue", job, "")));
    return lines.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
  }

  private static void append(List<String> lines, PlannedStep step) {
    switch (step.action()) {
      case StepAction.RunJob action ->
          lines.add(line(step.id().value(), action.job(), marks(step)));
      case StepAction.Watch watch ->
          lines.add(line(step.id().value(), (PlannedJob) watch.probe(), marks(step, watch)));
      case StepAction.Sleep sleep ->
          lines.add(
              "%-15s     waits %-42s%s".formatted(step.id().value(), sleep.lasts(), marks(step)));
      default -> throw new IllegalArgumentException("not shown yet: " + step.action());
    }
    step.require()
        .ifPresent(
            r -> {
              r.probe().ifPresent(job -> lines.add(line("  require", job, "")));
              lines.add("    " + r.that().text());
            });
    step.gate().ifPresent(gate -> lines.add("  gate              " + gate(gate)));
    step.verify().ifPresent(job -> lines.add(line("  verify", (PlannedJob) job, "")));
    step.rollback().forEach(entry -> lines.add(line("  undo", (PlannedJob) entry.job(), "")));
  }

  private static void append(List<String> lines, PlannedGuard guard) {
    lines.add(
        line(
            "guard",
            guard.probe(),
            "%s … %s, %s".formatted(guard.from(), guard.to(), guard.every())));
    guard
        .breaches()
        .forEach(
            b ->
                lines.add(
                    "  " + b.then().name().toLowerCase(Locale.ROOT) + " if " + b.when().text()));
  }

  private static String line(String what, PlannedJob job, String marks) {
    return "%-15s  %s  %-48s%s"
        .formatted(
            what,
            job.cluster().value().replace("cluster-", ""),
            String.join(" ", job.command()),
            marks);
  }

  private static String marks(PlannedStep step, StepAction.Watch watch) {
    return "%s for %s, every %s".formatted(marks(step), watch.lasts(), watch.every());
  }

  private static String marks(PlannedStep step) {
    var marks = new ArrayList<String>();
    if (step.readOnly()) {
      marks.add("read-only");
    }
    if (step.zone() != Zone.CANCEL) {
      marks.add(step.zone().name().toLowerCase(Locale.ROOT));
    }
    if (step.pause() == PauseFate.REDO) {
      marks.add("redo");
    }
    if (step.retries() > 0) {
      marks.add("retries " + step.retries());
    }
    step.budget().ifPresent(budget -> marks.add("budget %ds".formatted(budget.toSeconds())));
    return String.join(" ", marks);
  }

  private static String gate(PlannedGate gate) {
    return "%s: %d of %s%s, %dh, shows %s"
        .formatted(
            gate.risk(),
            gate.policy().required(),
            gate.policy().approversInWords(),
            gate.policy().excludeRequester() ? ", not the requester" : "",
            gate.policy().expiry().toHours(),
            gate.evidence().stream().map(Object::toString).collect(Collectors.joining(" ")));
  }
}
