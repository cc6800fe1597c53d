package dev.dre.bot.words;

import static com.slack.api.model.block.composition.BlockCompositions.plainText;

import com.slack.api.model.block.element.ButtonElement;
import dev.dre.operations.Operation;
import java.util.Optional;

/** The buttons and what they are called between Slack and the listeners. */
public final class Buttons {

  public static final String PAUSE = "dre_pause";
  public static final String RESUME = "dre_resume";
  public static final String ABORT = "dre_abort";
  public static final String REVERSE = "dre_reverse";
  public static final String DETAILS = "dre_details";
  public static final String APPROVE = "dre_approve";
  public static final String REJECT = "dre_reject";
  public static final String RETRY = "dre_retry";
  public static final String RETRY_WITH = "dre_retry_with";
  public static final String FINISH_FORWARD = "dre_finish_forward";
  public static final String GO_BACK = "dre_go_back";
  public static final String DONE = "dre_done";
  public static final String ANSWER = "dre_answer";
  public static final String DIFFERENTLY = "dre_differently";
  public static final String SKIP = "dre_skip";
  public static final String GIVE_UP = "dre_give_up";
  public static final String ACKNOWLEDGE = "dre_acknowledge";

  private Buttons() {}

  /** The way out of an operation: undoing it, or after the switch what stops it to go back. */
  static Optional<ButtonElement> wayOut(Operation operation) {
    String value = ButtonValue.of(operation).encoded();
    return switch (operation.zone()) {
      case CANCEL -> Optional.of(danger(ABORT, "Abort", value));
      case REVERSE -> operation.wayBack().map(command -> danger(REVERSE, "Reverse", value));
      // Not offered where it would only be refused.
      case COMPLETE -> Optional.empty();
    };
  }

  /** Slack wants action ids to differ within a block: the second of a kind gets a number. */
  public static String numbered(String action, int number) {
    return number == 1 ? action : action + "_" + number;
  }

  public static ButtonElement button(String action, String text, String value) {
    return ButtonElement.builder().actionId(action).text(plainText(text)).value(value).build();
  }

  public static ButtonElement primary(String action, String text, String value) {
    ButtonElement button = button(action, text, value);
    button.setStyle("primary");
    return button;
  }

  public static ButtonElement danger(String action, String text, String value) {
    ButtonElement button = button(action, text, value);
    button.setStyle("danger");
    return button;
  }
}
