package dev.dre.bot.words;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepRun;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * Something went wrong and a person has to choose: what happened, what it means, what can be done.
 */
public final class TroubleMessage {

  private TroubleMessage() {}

  public static Message blocked(Operation operation, Happening.Blocked blocked) {
    String step = blocked.step().value().replace('_', '-');
    String headline = "▲ *%s*: %s.".formatted(step, StatusLine.words(blocked.because()));
    String detail =
        blocked.detail().isBlank()
            ? ""
            : "\nWhat is known: " + Words.escape(Words.shorten(blocked.detail(), 1500));
    String now =
        "\nNow: nothing runs, and nothing starts until somebody chooses. " + meaning(operation);
    var blocks = new ArrayList<LayoutBlock>();
    blocks.add(section(s -> s.text(markdownText(headline + detail + now))));
    // Drawn only while it is still so: the thread may be told later than it happened.
    boolean current =
        operation
            .currentStep()
            .filter(s -> s.id().equals(blocked.step()))
            .filter(s -> isBlocked(operation))
            .isPresent();
    if (current) {
      blocks.add(actions(choices(operation, blocked.because())));
    }
    return new Message(headline.replace("*", "") + detail, blocks);
  }

  private static boolean isBlocked(Operation operation) {
    return operation.status().trouble().isPresent();
  }

  private static String meaning(Operation operation) {
    return switch (operation.zone()) {
      case CANCEL ->
          "Nothing was switched: clients write to %s as before."
              .formatted(operation.plan().datastore().cluster());
      case REVERSE -> "The datastore has been switched over; a reverse operation goes back.";
      case COMPLETE -> "There is no prepared way back any more: it can only go on.";
    };
  }

  private static List<BlockElement> choices(Operation operation, BlockedBecause because) {
    StepRun run = operation.currentStep().orElseThrow();
    String value =
        ButtonValue.of(operation, Subject.attempt(run.id(), run.attempt()).value()).encoded();
    var buttons = new ArrayList<BlockElement>();
    if (because == BlockedBecause.PARTIAL) {
      buttons.add(Buttons.primary(Buttons.FINISH_FORWARD, "Finish forward", value));
      buttons.add(Buttons.button(Buttons.GO_BACK, "Go back", value));
    }
    boolean asksAgain = operation.planOf(run).gate().isPresent();
    buttons.add(Buttons.button(Buttons.RETRY, asksAgain ? "Retry (new approval)" : "Retry", value));
    buttons.add(Buttons.danger(Buttons.ABORT, "Abort", ButtonValue.of(operation).encoded()));
    return buttons;
  }

  public static Message leftBehind(Operation operation, Happening.LeftBehind left) {
    String text =
        "! *Needs attention*: something was left behind: %s\n%s stays locked until somebody has seen it."
            .formatted(ThreadLine.list(left.left()), operation.plan().datastore().name());
    var blocks = new ArrayList<LayoutBlock>();
    blocks.add(section(s -> s.text(markdownText(Words.shorten(text, 2900)))));
    if (operation.state() == State.NEEDS_ATTENTION) {
      String value = ButtonValue.of(operation).encoded();
      blocks.add(
          actions(
              List.of(
                  Buttons.primary(Buttons.RETRY, "Undo again", value),
                  Buttons.button(Buttons.ACKNOWLEDGE, "Acknowledge", value))));
    }
    return new Message(text.replace("*", ""), blocks);
  }
}
