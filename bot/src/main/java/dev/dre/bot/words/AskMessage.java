package dev.dre.bot.words;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;

import dev.dre.operations.OpenQuestions;
import dev.dre.operations.Operation;
import dev.dre.operations.StepRun;
import dev.dre.operations.id.Subject;
import dev.dre.operations.plan.StepId;
import dev.dre.words.AskText;
import dev.dre.words.Words;
import java.util.List;

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
    StepRun run = operation.step(open.asking().step());
    String text = AskText.waiting(operation, open);
    String value =
        ButtonValue.of(operation, Subject.attempt(run.id(), run.attempt()).value()).encoded();
    return new Message(
        text.replace("*", ""),
        List.of(
            section(s -> s.text(markdownText(Words.shorten(text, 2_900)))),
            actions(List.of(Buttons.primary(Buttons.ANSWER, "Answer", value)))));
  }

  private static Message over(Operation operation, StepId id) {
    StepRun run = operation.step(id);
    String how = run.replies().isEmpty() ? "over, unanswered" : "answered by " + AskText.names(run);
    String text = "Questions: *%s*: %s.".formatted(Words.name(id), how);
    return new Message(text.replace("*", ""), List.of(section(s -> s.text(markdownText(text)))));
  }
}
