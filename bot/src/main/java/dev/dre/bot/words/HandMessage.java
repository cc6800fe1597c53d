package dev.dre.bot.words;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;

import com.slack.api.model.block.element.BlockElement;
import dev.dre.operations.ByHand;
import dev.dre.operations.Operation;
import dev.dre.operations.StepRun;
import dev.dre.operations.Work;
import dev.dre.operations.id.Subject;
import dev.dre.operations.plan.StepId;
import dev.dre.words.HandText;
import dev.dre.words.Words;
import java.util.List;

/** In shadow: what a person is to do by hand, as the exact command that the plan would have run. */
final class HandMessage {

  private HandMessage() {}

  static boolean isWaitedFor(Operation operation, StepId step) {
    return operation.work().orElse(null) instanceof Work.ByHand(StepId waiting, int attempt)
        && waiting.equals(step);
  }

  static Message waiting(Operation operation, StepId id) {
    StepRun run = operation.step(id);
    String text = HandText.waiting(operation, id);
    String value = ButtonValue.of(operation, Subject.attempt(id, run.attempt()).value()).encoded();
    List<BlockElement> buttons =
        List.of(
            Buttons.primary(Buttons.DONE, "Done", value),
            Buttons.button(Buttons.DIFFERENTLY, "Did it differently", value),
            Buttons.button(Buttons.SKIP, "Skip", value));
    return new Message(
        text.replaceFirst("^\\*([^*]*)\\*", "$1"),
        List.of(section(s -> s.text(markdownText(text))), actions(buttons)));
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
    String shown = "By hand: *%s*: %s.".formatted(Words.name(id), how);
    return new Message(
        "By hand: %s: %s.".formatted(Words.name(id), how),
        List.of(section(s -> s.text(markdownText(shown)))));
  }

  private static String told(ByHand done) {
    return Words.name(done.by()) + Words.quoted(": ", done.comment());
  }
}
