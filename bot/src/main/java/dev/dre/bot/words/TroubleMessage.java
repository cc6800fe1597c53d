package dev.dre.bot.words;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.Status;
import dev.dre.operations.StepRun;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.id.Subject;
import dev.dre.operations.plan.Mode;
import dev.dre.operations.plan.StepId;
import dev.dre.words.Meaning;
import dev.dre.words.ThreadLine;
import dev.dre.words.TroubleText;
import dev.dre.words.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * Something went wrong and a person has to choose: what happened, what it means, what can be done.
 * The lines of the thread above it say what happened in full; once somebody has chosen, only those
 * are still needed.
 */
public final class TroubleMessage {

  private TroubleMessage() {}

  /** Somebody has to choose how {@code step} goes on. */
  public static Message blocked(Operation operation, StepId step) {
    Status.Trouble trouble = operation.status().trouble().orElseThrow();
    StepRun run = operation.step(step);
    String text = TroubleText.blocked(operation, step);
    return new Message(
        text.replace("*", ""), List.of(paragraph(text), actions(buttons(operation, run, trouble))));
  }

  /** It is over: whatever was offered is not offered any more. */
  public static Message settled(StepId step) {
    return without("*%s* was blocked here; that is over, see below.".formatted(Words.name(step)));
  }

  private static boolean goesBack(Operation operation, StepRun run) {
    return !operation.planOf(run).rollback().isEmpty();
  }

  private static List<BlockElement> buttons(
      Operation operation, StepRun run, Status.Trouble trouble) {
    String value =
        ButtonValue.of(operation, Subject.attempt(run.id(), run.attempt()).value()).encoded();
    var buttons = new ArrayList<BlockElement>();
    boolean byHand = operation.plan().trust() == Mode.SHADOW;
    if (trouble.because() == BlockedBecause.PARTIAL && !byHand) {
      buttons.add(Buttons.primary(Buttons.FINISH_FORWARD, "Finish forward", value));
      if (goesBack(operation, run)) {
        buttons.add(Buttons.button(Buttons.GO_BACK, "Go back", value));
      }
    }
    boolean asksAgain = operation.planOf(run).gate().isPresent();
    buttons.add(Buttons.button(Buttons.RETRY, asksAgain ? "Retry (new approval)" : "Retry", value));
    if (!byHand && RetryForm.isOfUse(operation)) {
      buttons.add(Buttons.button(Buttons.RETRY_WITH, "Retry with…", value));
    }
    if (operation.planOf(run).skippable()) {
      buttons.add(Buttons.button(Buttons.SKIP, "Skip", value));
    }
    Buttons.wayOut(operation).ifPresent(buttons::add);
    return buttons;
  }

  /** Not everything could be undone, and somebody has to say what becomes of it. */
  public static Message leftBehind(Operation operation) {
    String text = TroubleText.leftBehind(operation);
    String value = ButtonValue.of(operation).encoded();
    return new Message(
        text.replace("*", ""),
        List.of(
            paragraph(text),
            actions(
                List.of(
                    Buttons.primary(Buttons.RETRY, "Undo again", value),
                    Buttons.button(Buttons.ACKNOWLEDGE, "Acknowledge", value)))));
  }

  /** Somebody has acknowledged it, or it is being undone once more. */
  public static Message attended(Operation operation) {
    return without(
        operation.state() == State.ABORTED_NEEDS_ATTENTION
            ? "Something was left behind, and somebody has acknowledged it: %s."
                .formatted(ThreadLine.list(Meaning.left(operation)))
            : "Something was left behind here; that is over, see below.");
  }

  private static Message without(String text) {
    return new Message(text.replace("*", ""), List.of(paragraph(text)));
  }

  private static LayoutBlock paragraph(String text) {
    return section(s -> s.text(markdownText(text)));
  }
}
