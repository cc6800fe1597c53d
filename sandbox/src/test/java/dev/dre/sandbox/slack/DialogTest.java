package dev.dre.sandbox.slack;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.asBlocks;
import static com.slack.api.model.block.Blocks.input;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.asElements;
import static com.slack.api.model.block.element.BlockElements.button;
import static com.slack.api.model.block.element.BlockElements.plainTextInput;
import static com.slack.api.model.view.Views.view;
import static com.slack.api.model.view.Views.viewClose;
import static com.slack.api.model.view.Views.viewSubmit;
import static com.slack.api.model.view.Views.viewTitle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.slack.api.bolt.App;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class DialogTest extends StandInTest {
  private final List<String> heard = new CopyOnWriteArrayList<>();

  private static View dialog(String title) {
    return view(
        v ->
            v.type("modal")
                .callbackId("abort")
                .notifyOnClose(true)
                .title(viewTitle(t -> t.type("plain_text").text(title)))
                .submit(viewSubmit(s -> s.type("plain_text").text("Abort")))
                .close(viewClose(c -> c.type("plain_text").text("Keep running")))
                .privateMetadata("op-1")
                .blocks(
                    asBlocks(
                        section(s -> s.text(plainText("Will be undone: everything"))),
                        input(
                            i ->
                                i.blockId("why")
                                    .label(plainText("Why?"))
                                    .element(plainTextInput(e -> e.actionId("text").minLength(3)))),
                        actions(
                            a ->
                                a.elements(
                                    asElements(
                                        button(
                                            b -> b.actionId("more").text(plainText("More")))))))));
  }

  private static String why(View sent) {
    return Optional.ofNullable(sent.getState().getValues().get("why"))
        .map(block -> block.get("text"))
        .map(ViewState.Value::getValue)
        .orElse("");
  }

  /** {@code /dre} opens the dialog; {@code /dre twice} tries the same trigger again. */
  private static void opening(App app, List<String> heard) {
    app.command(
        "/dre",
        (request, context) -> {
          String trigger = context.getTriggerId();
          var opened = context.client().viewsOpen(r -> r.triggerId(trigger).view(dialog("Abort?")));
          heard.add("open " + (opened.isOk() ? "ok" : opened.getError()));
          if (request.getPayload().getText().equals("twice")) {
            heard.add(
                context
                    .client()
                    .viewsOpen(r -> r.triggerId(trigger).view(dialog("Again")))
                    .getError());
          }
          return context.ack();
        });
  }

  @Test
  void aDialogIsSeenByWhoeverAskedForIt() throws Exception {
    bolt(app -> opening(app, heard));

    alice.says("#db-ops", "/dre abort");

    assertThat(heard).containsExactly("open ok");
    assertThat(alice.openView()).get().extracting(SlackView::title).isEqualTo("Abort?");
    assertThat(alice.openView().orElseThrow().shown()).contains("Will be undone: everything");
    assertThat(bob.openView()).isEmpty();
  }

  @Test
  void aTriggerOpensOneDialogOnly() throws Exception {
    bolt(app -> opening(app, heard));

    alice.says("#db-ops", "/dre twice");

    assertThat(heard).containsExactly("open ok", "exchanged_trigger_id");
  }

  @Test
  void aTriggerThatSlackNeverGaveIsRefused() throws Exception {
    var bolt = bolt();

    assertThat(bolt.api().viewsOpen(r -> r.triggerId("1.2.abc").view(dialog("Abort?"))).getError())
        .isEqualTo("invalid_trigger_id");
  }

  @Test
  void aDialogThatBreaksALimitIsRefusedWithThePlace() throws Exception {
    var bolt = bolt();

    var answer =
        bolt.api()
            .viewsOpen(r -> r.triggerId("1.2.abc").view(dialog("a title of more than 24 letters")));

    assertThat(answer.getError()).isEqualTo("invalid_arguments");
    assertThat(answer.getResponseMetadata().getMessages())
        .containsExactly("[ERROR] must be less than 25 characters [json-pointer:/view/title/text]");
  }

  @Test
  void whatIsFilledInReachesTheAppAndTheDialogCloses() throws Exception {
    bolt(
        app -> {
          opening(app, heard);
          app.viewSubmission(
              "abort",
              (request, context) -> {
                View sent = request.getPayload().getView();
                heard.add(
                    why(sent)
                        + " "
                        + sent.getPrivateMetadata()
                        + " "
                        + request.getPayload().getUser().getId());
                return context.ack();
              });
        });
    alice.says("#db-ops", "/dre abort");

    var answer = alice.submits(alice.openView().orElseThrow(), Map.of("why", "lag too high"));

    assertThat(answer.ok()).isTrue();
    assertThat(heard).last().isEqualTo("lag too high op-1 U0ALICE01");
    assertThat(alice.openView()).isEmpty();
  }

  @Test
  void slackItselfAsksForWhatIsRequired() throws Exception {
    bolt(app -> opening(app, heard));
    alice.says("#db-ops", "/dre abort");
    var open = alice.openView().orElseThrow();

    assertThat(alice.submits(open, Map.of()).errors()).containsOnlyKeys("why");
    assertThat(alice.submits(open, Map.of("why", "no")).errors().get("why")).contains("at least 3");
    assertThat(alice.openView()).isPresent();
  }

  @Test
  void theAppsErrorsKeepTheDialogOpen() throws Exception {
    bolt(
        app -> {
          opening(app, heard);
          app.viewSubmission(
              "abort",
              (request, context) ->
                  context.ack(r -> r.responseAction("errors").errors(Map.of("why", "say more"))));
        });
    alice.says("#db-ops", "/dre abort");

    var answer = alice.submits(alice.openView().orElseThrow(), Map.of("why", "because"));

    assertThat(answer.ok()).isFalse();
    assertThat(answer.responseAction()).isEqualTo("errors");
    assertThat(answer.errors()).containsEntry("why", "say more");
    assertThat(alice.openView()).isPresent();
  }

  @Test
  void anAckCanPutAnotherDialogInItsPlaceOrOnTopOrEndThemAll() throws Exception {
    bolt(
        app -> {
          opening(app, heard);
          app.viewSubmission(
              "abort",
              (request, context) -> {
                String why = why(request.getPayload().getView());
                return switch (why) {
                  case "update" ->
                      context.ack(r -> r.responseAction("update").view(dialog("Updated")));
                  case "push" -> context.ack(r -> r.responseAction("push").view(dialog("Pushed")));
                  default -> context.ack(r -> r.responseAction("clear"));
                };
              });
          app.viewClosed("abort", (request, context) -> context.ack());
        });
    alice.says("#db-ops", "/dre abort");
    var first = alice.openView().orElseThrow();

    alice.submits(first, Map.of("why", "update"));
    assertThat(alice.openView()).get().extracting(SlackView::title).isEqualTo("Updated");
    assertThat(alice.openView()).get().extracting(SlackView::id).isEqualTo(first.id());

    alice.submits(first, Map.of("why", "push"));
    var second = alice.openView().orElseThrow();
    assertThat(second.title()).isEqualTo("Pushed");
    assertThat(second.json().path("previous_view_id").asText()).isEqualTo(first.id());

    alice.closes(second);
    assertThat(alice.openView()).get().extracting(SlackView::id).isEqualTo(first.id());

    alice.submits(first, Map.of("why", "clear"));
    assertThat(alice.openView()).isEmpty();
  }

  @Test
  void theAppHearsThatADialogWasClosed() throws Exception {
    bolt(
        app -> {
          opening(app, heard);
          app.viewClosed(
              "abort",
              (request, context) -> {
                heard.add("closed " + request.getPayload().getView().getCallbackId());
                return context.ack();
              });
        });
    alice.says("#db-ops", "/dre abort");

    assertThat(alice.closes(alice.openView().orElseThrow()).ok()).isTrue();

    await().untilAsserted(() -> assertThat(heard).last().isEqualTo("closed abort"));
    assertThat(alice.openView()).isEmpty();
  }

  @Test
  void aDialogCanBeUpdatedWhileItIsOpenAndAStaleHashIsRefused() throws Exception {
    var bolt = bolt(app -> opening(app, heard));
    alice.says("#db-ops", "/dre abort");
    String id = alice.openView().orElseThrow().id();
    String hash = alice.openView().orElseThrow().json().path("hash").asText();

    var updated = bolt.api().viewsUpdate(r -> r.viewId(id).hash(hash).view(dialog("Ready")));
    var stale = bolt.api().viewsUpdate(r -> r.viewId(id).hash(hash).view(dialog("Too late")));

    assertThat(updated.isOk()).isTrue();
    assertThat(stale.getError()).isEqualTo("hash_conflict");
    assertThat(alice.openView()).get().extracting(SlackView::title).isEqualTo("Ready");
    assertThat(bolt.api().viewsUpdate(r -> r.viewId("V0").view(dialog("Gone"))).getError())
        .isEqualTo("not_found");
  }

  @Test
  void aButtonInADialogCarriesTheDialogAndCanPushAnother() throws Exception {
    bolt(
        app -> {
          opening(app, heard);
          app.blockAction(
              "more",
              (request, context) -> {
                heard.add(request.getPayload().getView().getCallbackId());
                context
                    .client()
                    .viewsPush(r -> r.triggerId(context.getTriggerId()).view(dialog("More")));
                return context.ack();
              });
        });
    alice.says("#db-ops", "/dre abort");

    alice.clicks(alice.openView().orElseThrow(), "more");
    alice.clicks(alice.openView().orElseThrow(), "more");
    alice.clicks(alice.openView().orElseThrow(), "more");

    assertThat(heard).containsExactly("open ok", "abort", "abort", "abort");
    assertThat(alice.openView()).get().extracting(SlackView::title).isEqualTo("More");
    var below = alice.openView().orElseThrow();
    assertThat(below.json().path("root_view_id").asText())
        .isNotEqualTo(below.json().path("previous_view_id").asText());
  }

  @Test
  void nobodyElseCanSubmitIt() throws Exception {
    bolt(app -> opening(app, heard));
    alice.says("#db-ops", "/dre abort");

    assertThat(bob.submits(alice.openView().orElseThrow(), Map.of("why", "mine")).error())
        .isEqualTo("this dialog is not open");
  }
}
