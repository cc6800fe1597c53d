package dev.dre.bot.words;

import static com.slack.api.model.block.Blocks.input;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.plainTextInput;
import static com.slack.api.model.view.Views.view;
import static com.slack.api.model.view.Views.viewClose;
import static com.slack.api.model.view.Views.viewSubmit;
import static com.slack.api.model.view.Views.viewTitle;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.words.Meaning;
import dev.dre.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The dialogs that say, before anybody clicks, what the click will do. Drawn from the state at that
 * moment.
 */
public final class Dialogs {

  /** The one input that every dialog has. */
  public static final String REASON = "reason";

  private Dialogs() {}

  /** Opened within Slack's three seconds, while the state is still being asked for. */
  public static View loading(String title) {
    return view(
        v ->
            v.type("modal")
                .title(viewTitle(t -> t.type("plain_text").text(title)))
                .close(close("Close"))
                .blocks(List.of(text("Asking the operation how it stands …"))));
  }

  public static View pause(Operation operation, ButtonValue value, Instant now) {
    return dialog(
        "Pause",
        Buttons.PAUSE,
        "Pause",
        operation.state() == State.ABORTING ? "Keep undoing" : "Keep running",
        value,
        List.of(
            text("*Pause %s?*".formatted(operation.id())),
            text("Meanwhile: " + Words.meanwhile(operation)),
            text(String.join("\n", ClockWords.ofPausing(operation, now)))),
        true);
  }

  public static View abort(Operation operation, ButtonValue value) {
    return dialog(
        "Abort",
        Buttons.ABORT,
        "Abort",
        "Keep running",
        value,
        List.of(
            text("*Abort %s?*".formatted(operation.id())),
            text("What an abort does now: " + Meaning.ofAbort(operation))),
        true);
  }

  public static View reverse(Operation operation, ButtonValue value) {
    return dialog(
        "Reverse",
        Buttons.REVERSE,
        "Stop it here",
        "Keep running",
        value,
        List.of(
            text("*Stop %s where it is?*".formatted(operation.id())),
            text(
                "It has been switched over, so nothing is undone. Once it has stopped, going back is an operation of its own, with its own approvals: `/dre %s`"
                    .formatted(Words.escape(operation.wayBack().orElse(""), 300)))),
        true);
  }

  /** Shows what is decided about: {@code shown}. */
  public static View decision(
      String title, String callback, ButtonValue value, List<LayoutBlock> shown, boolean optional) {
    return dialog(title, callback, title, "Cancel", value, shown, optional);
  }

  /** For acts that want words and nothing else. */
  public static View comment(
      String title, String action, String question, ButtonValue value, boolean optional) {
    return dialog(title, action, title, "Cancel", value, List.of(text(question)), optional);
  }

  /** Wants {@code inputs} to be filled in. */
  static View form(
      String title, String callback, ButtonValue value, String says, List<LayoutBlock> inputs) {
    var blocks = new ArrayList<LayoutBlock>();
    blocks.add(text(says));
    blocks.addAll(inputs);
    return filled(title, callback, title, "Cancel", value, blocks);
  }

  /** Says why a dialog cannot go on. */
  public static View problem(String title, String problem) {
    return view(
        v ->
            v.type("modal")
                .title(viewTitle(t -> t.type("plain_text").text(title)))
                .close(close("Close"))
                .blocks(List.of(text(problem))));
  }

  private static View dialog(
      String title,
      String callback,
      String submit,
      String close,
      ButtonValue value,
      List<LayoutBlock> says,
      boolean optional) {
    var blocks = new ArrayList<>(says);
    blocks.add(
        input(
            i ->
                i.blockId(REASON)
                    .optional(optional)
                    .label(plainText(optional ? "Why?" : "Comment"))
                    .element(
                        plainTextInput(p -> p.actionId(REASON).multiline(true).maxLength(500)))));
    return filled(title, callback, submit, close, value, blocks);
  }

  private static View filled(
      String title,
      String callback,
      String submit,
      String close,
      ButtonValue value,
      List<LayoutBlock> blocks) {
    return view(
        v ->
            v.type("modal")
                .callbackId(callback)
                .privateMetadata(value.encoded())
                .title(viewTitle(t -> t.type("plain_text").text(title)))
                .submit(viewSubmit(s -> s.type("plain_text").text(submit)))
                .close(close(close))
                .blocks(blocks));
  }

  private static ViewClose close(String text) {
    return viewClose(c -> c.type("plain_text").text(text));
  }

  private static LayoutBlock text(String mrkdwn) {
    return section(s -> s.text(markdownText(Words.shorten(mrkdwn, 2900))));
  }
}
