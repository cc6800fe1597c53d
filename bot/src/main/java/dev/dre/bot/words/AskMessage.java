package dev.dre.bot.words;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;

import dev.dre.operations.OpenQuestions;
import dev.dre.operations.Operation;
import dev.dre.operations.Reply;
import dev.dre.operations.State;
import dev.dre.operations.StepRun;
import dev.dre.operations.id.Subject;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepId;
import java.util.List;
import java.util.stream.Collectors;

/** What a step asks people, with the button that opens the form. */
final class AskMessage {

  private AskMessage() {}

  /** {@code last}: no later message is about the same step. */
  static Message draw(Operation operation, StepId step, boolean last) {
    return operation
        .questions()
        .filter(open -> last && open.asking().step().equals(step))
        .map(open -> waiting(operation, open))
        .orElseGet(() -> over(operation, step));
  }

  private static Message waiting(Operation operation, OpenQuestions open) {
    var asking = open.asking();
    StepRun run = operation.step(asking.step());
    PlannedStep step = operation.planOf(run);
    String text =
        """
        *Questions: %s* (step %d of %d): %s
        %s
        Waiting for %s.%s %s"""
            .formatted(
                Words.name(asking.step()),
                operation.positionOf(run),
                operation.steps().size(),
                Words.escape(step.title(), 300),
                open.ask().questions().stream()
                    .map(q -> "• " + Words.escape(q.title(), 200))
                    .collect(Collectors.joining("\n")),
                waitedFor(open),
                answered(run),
                operation.state() == State.PAUSED
                    ? "Paused: answers are taken, and nothing goes on before somebody resumes."
                    : "Open until %s; then the operation stands still and it can be asked again."
                        .formatted(Words.day(asking.until())));
    String value =
        ButtonValue.of(operation, Subject.attempt(run.id(), run.attempt()).value()).encoded();
    return new Message(
        text.replace("*", ""),
        List.of(
            section(s -> s.text(markdownText(Words.shorten(text, 2_900)))),
            actions(List.of(Buttons.primary(Buttons.ANSWER, "Answer", value)))));
  }

  /** {@code one of @dre or @alice}, or each of those who are still missing. */
  private static String waitedFor(OpenQuestions open) {
    return open.ask().all()
        ? open.missing().stream().map(Words::principal).collect(Collectors.joining(" and "))
        : Words.principals(open.missing());
  }

  private static String answered(StepRun run) {
    return run.replies().isEmpty() ? "" : " Answered: %s.".formatted(names(run));
  }

  private static String names(StepRun run) {
    return run.replies().stream().map(Reply::by).map(Words::name).collect(Collectors.joining(", "));
  }

  private static Message over(Operation operation, StepId id) {
    StepRun run = operation.step(id);
    String how = run.replies().isEmpty() ? "over, unanswered" : "answered by " + names(run);
    String text = "Questions: *%s*: %s.".formatted(Words.name(id), how);
    return new Message(text.replace("*", ""), List.of(section(s -> s.text(markdownText(text)))));
  }
}
