package dev.dre.bot.words;

import static com.slack.api.model.block.composition.BlockCompositions.plainText;

import com.slack.api.model.block.element.ButtonElement;

/** The buttons and what they are called between Slack and the listeners. */
public final class Buttons {

  public static final String PAUSE = "dre_pause";
  public static final String RESUME = "dre_resume";
  public static final String ABORT = "dre_abort";
  public static final String DETAILS = "dre_details";
  public static final String APPROVE = "dre_approve";
  public static final String REJECT = "dre_reject";
  public static final String RETRY = "dre_retry";
  public static final String FINISH_FORWARD = "dre_finish_forward";
  public static final String GO_BACK = "dre_go_back";
  public static final String DONE = "dre_done";
  public static final String DIFFERENTLY = "dre_differently";
  public static final String SKIP = "dre_skip";
  public static final String GIVE_UP = "dre_give_up";
  public static final String ACKNOWLEDGE = "dre_acknowledge";

  private Buttons() {}

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
