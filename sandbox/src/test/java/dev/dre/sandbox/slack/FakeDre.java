package dev.dre.sandbox.slack;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.input;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.button;
import static com.slack.api.model.block.element.BlockElements.plainTextInput;
import static com.slack.api.model.view.Views.view;
import static com.slack.api.model.view.Views.viewClose;
import static com.slack.api.model.view.Views.viewSubmit;
import static com.slack.api.model.view.Views.viewTitle;

import com.slack.api.bolt.App;
import com.slack.api.methods.MethodsClient;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.ButtonElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the page sees of dre, with nothing behind it: a card, its thread, a gate, and a dialog that
 * wants a reason.
 */
final class FakeDre {
  static final String CHANNEL = "C0DBOPS01";

  private final MethodsClient api;

  private FakeDre(MethodsClient api) {
    this.api = api;
  }

  static FakeDre with(BoltApp bolt) {
    return new FakeDre(bolt.api());
  }

  static void listen(App app) {
    app.command(
        "/dre",
        (request, context) ->
            request.getPayload().getText().equals("help")
                ? context.ack("dre runs runbooks on databases.\n• `/dre list`  what runs")
                : context.ack("I don't know that runbook. Did you mean *migrate*?"));
    app.blockAction(
        "dre_abort",
        (request, context) -> {
          String opened =
              context
                  .client()
                  .viewsOpen(r -> r.triggerId(context.getTriggerId()).view(loading()))
                  .getView()
                  .getId();
          context.client().viewsUpdate(r -> r.viewId(opened).view(abortDialog()));
          return context.ack();
        });
    app.blockAction(
        "dre_plan",
        (request, context) -> {
          context.client().viewsPush(r -> r.triggerId(context.getTriggerId()).view(plan()));
          return context.ack();
        });
    app.viewSubmission(
        "abort",
        (request, context) -> {
          String why = reason(request.getPayload().getView());
          if (why.length() < 10) {
            return context.ackWithErrors(
                Map.of("reason", "Please say a little more: the next shift reads it."));
          }
          context
              .client()
              .chatPostMessage(
                  r -> r.channel(CHANNEL).text("↩ <@U0ALICE01> aborts: “" + why + "”"));
          return context.ack();
        });
    app.blockAction(
        "dre_approve",
        (request, context) -> {
          var container = request.getPayload().getContainer();
          context
              .client()
              .chatPostEphemeral(
                  r ->
                      r.channel(CHANNEL)
                          .threadTs(container.getThreadTs())
                          .user(request.getPayload().getUser().getId())
                          .text(
                              "Not counted: you asked for this migration, so somebody else has to approve it. <@U0BOB0001> and <@U0CAROL01> of <!subteam^S0DREGRP1> can."));
          return context.ack();
        });
  }

  private static String reason(View sent) {
    return Optional.ofNullable(sent.getState().getValues().get("reason"))
        .map(block -> block.get("reason"))
        .map(ViewState.Value::getValue)
        .orElse("");
  }

  /** Answers the ts of the card. */
  String postCard() throws Exception {
    return api.chatPostMessage(
            r -> r.channel(CHANNEL).text("Migrate db-42 · Running").blocks(card(43)))
        .getTs();
  }

  void progress(String cardTs, int percent) throws Exception {
    api.chatUpdate(
        r -> r.channel(CHANNEL).ts(cardTs).text("Migrate db-42 · Running").blocks(card(percent)));
  }

  void tell(String cardTs, String line) throws Exception {
    api.chatPostMessage(r -> r.channel(CHANNEL).threadTs(cardTs).text(line));
  }

  String postGate(String cardTs) throws Exception {
    return api.chatPostMessage(
            r ->
                r.channel(CHANNEL)
                    .threadTs(cardTs)
                    .text("Approval needed: cut-over of db-42")
                    .blocks(gate()))
        .getTs();
  }

  static List<LayoutBlock> card(int percent) {
    var blocks = new ArrayList<LayoutBlock>();
    blocks.add(
        text(
            "*Migrate db-42 · cluster-a → cluster-b*    `migrate-db-42-k7f3`\n● Running · copy · started by <@U0ALICE01> <!date^%d^{date_short_pretty} {time}|then> · prod · payments"
                .formatted(Instant.now().minus(Duration.ofHours(43)).getEpochSecond())));
    int full = percent / 5;
    blocks.add(
        text(
            "`%s%s` %d %%   %d of 958 GB · 18 of 41 tables · about 2 d 6 h left"
                .formatted("▓".repeat(full), "░".repeat(20 - full), percent, 958 * percent / 100)));
    blocks.add(
        note(
            "✓ preflight 12 s   ✓ publish 2 s   ✓ subscribe 4 s   ● *copy* 1 d 19 h   ○ verify-data   ○ cut-over (approval)   ○ finish (approval)"));
    blocks.add(
        note(
            "If you pause: the copy goes on, nothing starts after it; WAL on cluster-a keeps growing.\nIf you abort: subscription, slot, publication and the target database are removed; cluster-a is not touched."));
    blocks.add(
        actions(
            List.of(
                press("dre_pause", "Pause"),
                styled("danger", press("dre_abort", "Abort")),
                press("dre_details", "Details"))));
    return blocks;
  }

  private static List<LayoutBlock> gate() {
    return List.of(
        text("*Approval needed: cut-over of db-42* (step 6 of 7)    `migrate-db-42-k7f3`"),
        text(
            "Writes stop for about a second; then db-42 lives on cluster-b. There is no prepared way back after this step."),
        note(
            "Shown to you and approved with it:   lag 0.3 s   ·   rows verified 41 of 41 tables, 0 differences"),
        note(
            "Needs 1 of <!subteam^S0DREGRP1>, not <@U0ALICE01> (who asked). Open until <!date^%d^{time}|18:02>; then the operation stands still and it can be asked again: nothing is approved by itself."
                .formatted(Instant.now().plus(Duration.ofHours(4)).getEpochSecond())),
        actions(
            List.of(
                styled("primary", press("dre_approve", "Approve")),
                styled("danger", press("dre_reject", "Reject")))));
  }

  private static View loading() {
    return view(
        v ->
            v.type("modal")
                .title(viewTitle(t -> t.type("plain_text").text("Abort")))
                .close(viewClose(c -> c.type("plain_text").text("Close")))
                .blocks(List.of(text("Asking the operation how it stands …"))));
  }

  private static View plan() {
    return view(
        v ->
            v.type("modal")
                .title(viewTitle(t -> t.type("plain_text").text("Plan 9f3a2c")))
                .blocks(List.of(text("1. *preflight* look whether the move can work"))));
  }

  private static View abortDialog() {
    return view(
        v ->
            v.type("modal")
                .callbackId("abort")
                .title(viewTitle(t -> t.type("plain_text").text("Abort")))
                .submit(viewSubmit(s -> s.type("plain_text").text("Abort")))
                .close(viewClose(c -> c.type("plain_text").text("Keep running")))
                .blocks(
                    List.of(
                        text("*Abort migrate-db-42-k7f3?*"),
                        text(
                            "Will be undone, each place by itself and the newest first: subscription dre_fwd (cluster-b) · slot and publication dre_fwd (cluster-a) · database app on cluster-b (412 GB copied so far are thrown away)."),
                        text(
                            "Not touched: db-42 on cluster-a; applications notice nothing. Takes about 1 minute."),
                        actions(List.of(press("dre_plan", "Plan 9f3a2c"))),
                        input(
                            i ->
                                i.blockId("reason")
                                    .label(plainText("Why?"))
                                    .hint(plainText("Shown in the thread."))
                                    .element(
                                        plainTextInput(
                                            p -> p.actionId("reason").multiline(true)))))));
  }

  private static LayoutBlock text(String mrkdwn) {
    return section(s -> s.text(markdownText(mrkdwn)));
  }

  private static LayoutBlock note(String mrkdwn) {
    return context(List.of(markdownText(mrkdwn)));
  }

  private static ButtonElement press(String action, String label) {
    return button(b -> b.actionId(action).text(plainText(label)).value("op"));
  }

  private static ButtonElement styled(String style, ButtonElement button) {
    button.setStyle(style);
    return button;
  }
}
