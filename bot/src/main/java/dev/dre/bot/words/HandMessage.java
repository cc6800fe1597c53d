package dev.dre.bot.words;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;

import com.slack.api.model.block.element.BlockElement;
import dev.dre.operations.ByHand;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepRun;
import dev.dre.operations.Work;
import dev.dre.operations.id.Subject;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.Right;
import dev.dre.operations.plan.StepId;
import java.util.List;
import java.util.stream.Collectors;

/** In shadow: what a person is to do by hand, as the exact command that the plan would have run. */
final class HandMessage {

  private HandMessage() {}

  static boolean isWaitedFor(Operation operation, StepId step) {
    return operation.work().orElse(null) instanceof Work.ByHand(StepId waiting, int attempt)
        && waiting.equals(step);
  }

  static Message waiting(Operation operation, StepId id) {
    StepRun run = operation.step(id);
    PlannedStep step = operation.planOf(run);
    String paused =
        operation.state() == State.PAUSED ? " Paused: somebody has to resume first." : "";
    String text =
        """
        *By hand: %s* (step %d of %d): %s
        The plan would run, on %s:
        %s
        Say when it is done: then it is looked whether it took effect. Waiting for %s.%s"""
            .formatted(
                Words.name(id),
                operation.positionOf(run),
                operation.steps().size(),
                Words.escape(step.title(), 300),
                step.action().jobBehind().map(j -> j.cluster().value()).orElse("?"),
                step.action().jobBehind().map(HandMessage::command).orElse("nothing"),
                Words.holders(operation.plan(), Right.RETRY),
                paused);
    String value = ButtonValue.of(operation, Subject.attempt(id, run.attempt()).value()).encoded();
    List<BlockElement> buttons =
        List.of(
            Buttons.primary(Buttons.DONE, "Done", value),
            Buttons.button(Buttons.DIFFERENTLY, "Did it differently", value),
            Buttons.button(Buttons.SKIP, "Skip", value));
    return new Message(
        text.replace("*", ""), List.of(section(s -> s.text(markdownText(text))), actions(buttons)));
  }

  /** As somebody types it: plain variables first, secrets by their names only. */
  private static String command(PlannedJob job) {
    String variables =
        job.env().entrySet().stream()
            .map(e -> e.getKey() + "=" + quoted(e.getValue()))
            .collect(Collectors.joining(" "));
    String secrets =
        job.secrets().entrySet().stream()
            .map(
                e ->
                    "%s from %s/%s"
                        .formatted(e.getKey(), e.getValue().secret(), e.getValue().key()))
            .collect(Collectors.joining(", "));
    String words = job.command().stream().map(HandMessage::quoted).collect(Collectors.joining(" "));
    return Words.log((variables + " " + words).strip(), 1_200)
        + (secrets.isEmpty() ? "" : "\nwith " + Words.escape(secrets, 400));
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  static Message over(Operation operation, StepId id) {
    String how =
        operation
            .step(id)
            .byHand()
            .map(
                done ->
                    switch (done.how()) {
                      case AS_PLANNED -> "done as planned by " + Words.name(done.by());
                      case DIFFERENTLY -> "done differently by " + told(done);
                      case SKIPPED -> "left out by " + told(done);
                    })
            .orElse("over");
    String text = "By hand: *%s*: %s.".formatted(Words.name(id), how);
    return new Message(text.replace("*", ""), List.of(section(s -> s.text(markdownText(text)))));
  }

  private static String told(ByHand done) {
    return Words.name(done.by()) + Words.quoted(": ", done.comment());
  }
}
