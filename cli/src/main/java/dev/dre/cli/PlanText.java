package dev.dre.cli;

import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedGate;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.Zone;

/** A plan for a terminal. */
final class PlanText {

  private PlanText() {}

  static String of(Plan plan) {
    var text = new StringBuilder();
    text.append("%s%n".formatted(plan.summary()));
    text.append(
        "%s · %s · plan %s%n%n"
            .formatted(
                plan.datastore().environment(),
                plan.datastore().team(),
                Digest.of(plan).substring(0, 6)));
    int position = 0;
    for (PlannedStep step : plan.steps()) {
      position++;
      append(text, position, step);
    }
    text.append("At the end, looks what is left behind:%n".formatted());
    plan.residue().forEach(job -> text.append("     %s%n".formatted(command(job))));
    return text.toString().stripTrailing();
  }

  private static void append(StringBuilder text, int position, PlannedStep step) {
    text.append("%2d. %s: %s%n".formatted(position, step.id(), step.title()));
    step.gate().ifPresent(gate -> text.append("     asks    %s%n".formatted(gate(gate))));
    text.append("     runs    %s%n".formatted(command(jobOf(step))));
    step.verify().ifPresent(job -> text.append("     looks   %s%n".formatted(command(job))));
    step.rollback()
        .forEach(
            entry ->
                text.append(
                    "     undoes  %s%n             %s%n"
                        .formatted(entry.undoes(), command(entry.job()))));
    String marks = marks(step);
    if (!marks.isEmpty()) {
      text.append("     %s%n".formatted(marks));
    }
    text.append(System.lineSeparator());
  }

  private static String marks(PlannedStep step) {
    var marks = new StringBuilder();
    if (step.readOnly()) {
      marks.append("changes nothing");
    }
    if (step.zone() != Zone.CANCEL) {
      marks.append("from here on an abort is refused");
    }
    step.budget()
        .ifPresent(
            b ->
                marks
                    .append(marks.isEmpty() ? "" : "; ")
                    .append("writes stop for at most %d s".formatted(b.toSeconds())));
    return marks.toString();
  }

  private static String gate(PlannedGate gate) {
    var policy = gate.policy();
    return "%d of %s%s (policy %s, open for %d h)"
        .formatted(
            policy.required(),
            policy.approversInWords(),
            policy.excludeRequester() ? ", not whoever asks" : "",
            policy.name(),
            policy.expiry().toHours());
  }

  private static PlannedJob jobOf(PlannedStep step) {
    return switch (step.action()) {
      case StepAction.RunJob run -> run.job();
    };
  }

  private static String command(PlannedJob job) {
    return "%s on %s".formatted(String.join(" ", job.command()), job.cluster());
  }
}
