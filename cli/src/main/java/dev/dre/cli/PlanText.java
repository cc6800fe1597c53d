package dev.dre.cli;

import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedGate;
import dev.dre.operations.plan.PlannedGate.OutputReference;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.PlannedRollback;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.Zone;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.ColorScheme;

/** A plan for a terminal: all that will be run, by whom it is approved, and how it is undone. */
final class PlanText {

  private static final String FOLLOWING = " ".repeat(13);

  private final ColorScheme colours;
  private final StringBuilder text = new StringBuilder();
  private Zone zone = Zone.CANCEL;

  private PlanText(ColorScheme colours) {
    this.colours = colours;
  }

  static String of(Plan plan, ColorScheme colours) {
    var text = new PlanText(colours);
    text.head(plan);
    for (int i = 0; i < plan.steps().size(); i++) {
      text.step(i + 1, plan.steps().get(i));
    }
    text.residue(plan.residue());
    return text.text.toString();
  }

  private void head(Plan plan) {
    var datastore = plan.datastore();
    line(bold(plan.summary()));
    line(
        "%s · %s · plan %s"
            .formatted(datastore.environment(), datastore.team(), Digest.of(plan).substring(0, 6)));
    line(
        "Planned as if %s is where the inventory says: %s."
            .formatted(datastore.name(), datastore.cluster()));
    images(plan).forEach(image -> line("Image: " + image));
    line("");
  }

  private static Stream<String> images(Plan plan) {
    return plan.steps().stream().map(PlanText::jobOf).map(PlannedJob::image).distinct();
  }

  private void step(int position, PlannedStep step) {
    line(bold("%2d. %s: %s".formatted(position, step.id(), step.title())));
    if (step.zone() != zone) {
      zone = step.zone();
      detail("zone", coloured(words(zone)));
    }
    step.gate().ifPresent(this::gate);
    detail("runs", command(jobOf(step)) + ", at most " + Words.of(jobOf(step).timeout()));
    step.verify().ifPresent(job -> detail("looks", command(job)));
    step.rollback().forEach(this::rollback);
    List<String> marks = marks(step);
    if (!marks.isEmpty()) {
      line("     " + String.join("; ", marks));
    }
    line("");
  }

  private void gate(PlannedGate gate) {
    var policy = gate.policy();
    detail(
        "asks",
        coloured(
            "%d of %s%s"
                .formatted(
                    policy.required(),
                    policy.approversInWords(),
                    policy.excludeRequester() ? ", not whoever starts it" : "")));
    line(
        FOLLOWING
            + "%s risk, policy %s, open for %s%s"
                .formatted(
                    gate.risk(),
                    policy.name(),
                    Words.of(policy.expiry()),
                    policy.commentRequired() ? ", with a comment" : ""));
    if (!gate.evidence().isEmpty()) {
      String shown =
          gate.evidence().stream().map(OutputReference::toString).collect(Collectors.joining(", "));
      line(FOLLOWING + "shown: " + shown);
    }
    if (!gate.consequence().isEmpty()) {
      line(FOLLOWING + gate.consequence());
    }
  }

  private void rollback(PlannedRollback rollback) {
    detail("undoes", rollback.undoes());
    line(FOLLOWING + command(rollback.job()));
  }

  private void residue(List<PlannedJob> jobs) {
    if (jobs.isEmpty()) {
      return;
    }
    line(bold("At the end, looks what is left behind:"));
    jobs.forEach(job -> line("     " + command(job)));
    line("");
  }

  private static List<String> marks(PlannedStep step) {
    return Stream.of(
            step.readOnly() ? "changes nothing" : "",
            step.retries() > 0 ? "run again by itself up to " + times(step.retries()) : "",
            step.budget().map(b -> "writes stop for at most " + Words.of(b)).orElse(""))
        .filter(mark -> !mark.isEmpty())
        .toList();
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  private static String words(Zone zone) {
    return switch (zone) {
      case CANCEL -> "an abort undoes everything";
      case REVERSE -> "from here on going back is an operation of its own, and abort is refused";
      case COMPLETE -> "from here on the way back is gone, and abort is refused";
    };
  }

  private static PlannedJob jobOf(PlannedStep step) {
    return switch (step.action()) {
      case StepAction.RunJob run -> run.job();
    };
  }

  private static String command(PlannedJob job) {
    return "%s on %s".formatted(Words.command(job.command()), job.cluster());
  }

  private void detail(String label, String value) {
    line("     %-8s%s".formatted(label, value));
  }

  private void line(String line) {
    text.append(line).append(System.lineSeparator());
  }

  private String bold(String plain) {
    return colours.apply(plain, List.of(Style.bold)).toString();
  }

  private String coloured(String plain) {
    return colours.apply(plain, List.of(Style.fg_yellow)).toString();
  }
}
