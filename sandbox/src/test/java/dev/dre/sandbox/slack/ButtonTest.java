package dev.dre.sandbox.slack;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.asBlocks;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.option;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.asElements;
import static com.slack.api.model.block.element.BlockElements.button;
import static com.slack.api.model.block.element.BlockElements.staticSelect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.model.block.LayoutBlock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ButtonTest extends StandInTest {
  private static final List<LayoutBlock> CARD =
      asBlocks(
          section(s -> s.text(markdownText("*Migrate* db-42"))),
          actions(
              a ->
                  a.blockId("buttons")
                      .elements(
                          asElements(
                              button(
                                  b -> b.actionId("pause").text(plainText("Pause")).value("op-1")),
                              staticSelect(
                                  m ->
                                      m.actionId("step")
                                          .options(
                                              List.of(
                                                  option(plainText("Copy"), "copy"),
                                                  option(plainText("Retire"), "retire"))))))));

  private final List<BlockActionPayload> clicks = new CopyOnWriteArrayList<>();

  private BoltApp boltThatListens() throws Exception {
    return bolt(
        app -> {
          app.blockAction(
              "pause",
              (request, context) -> {
                clicks.add(request.getPayload());
                return context.ack();
              });
          app.blockAction(
              "step",
              (request, context) -> {
                clicks.add(request.getPayload());
                return context.ack();
              });
        });
  }

  @Test
  void aClickCarriesWhatTheButtonHoldsAndTheMessageItIsIn() throws Exception {
    var bolt = boltThatListens();
    bolt.api().chatPostMessage(r -> r.channel("C0DBOPS01").text("a card").blocks(CARD));

    var answer = bob.clicks(only(bob), "pause");

    assertThat(answer.error()).isEmpty();
    assertThat(answer.ok()).isTrue();
    assertThat(clicks)
        .singleElement()
        .satisfies(
            click -> {
              assertThat(click.getActions().getFirst().getValue()).isEqualTo("op-1");
              assertThat(click.getActions().getFirst().getBlockId()).isEqualTo("buttons");
              assertThat(click.getActions().getFirst().getActionTs()).isNotEmpty();
              assertThat(click.getUser().getId()).isEqualTo("U0BOB0001");
              assertThat(click.getTeam().getId()).isEqualTo("T0SANDBOX");
              assertThat(click.getContainer().isEphemeral()).isFalse();
              assertThat(click.getContainer().getMessageTs()).isEqualTo(only(bob).ts());
              assertThat(click.getMessage().getText()).isEqualTo("a card");
            });
  }

  @Test
  void aChoiceFromAMenuArrives() throws Exception {
    var bolt = boltThatListens();
    bolt.api().chatPostMessage(r -> r.channel("C0DBOPS01").text("a card").blocks(CARD));

    assertThat(alice.chooses(only(alice), "step", "retire").ok()).isTrue();

    assertThat(clicks.getFirst().getActions().getFirst().getSelectedOption().getValue())
        .isEqualTo("retire");
  }

  @Test
  void whatIsNotThereAnyMoreCannotBeClicked() throws Exception {
    var bolt = boltThatListens();
    bolt.api().chatPostMessage(r -> r.channel("C0DBOPS01").text("a card").blocks(CARD));
    var before = only(alice);
    bolt.api()
        .chatUpdate(r -> r.channel("C0DBOPS01").ts(before.ts()).text("done").blocks(asBlocks()));

    assertThat(alice.clicks(before, "pause").error())
        .isEqualTo("this message has no element pause now");
    assertThat(clicks).isEmpty();
  }

  @Test
  void aClickThatNobodyAcksIsSeenToFail() throws Exception {
    restartImpatiently();
    var bolt = bolt();
    bolt.api().chatPostMessage(r -> r.channel("C0DBOPS01").text("a card").blocks(CARD));

    assertThat(alice.clicks(only(alice), "pause").error()).isEqualTo("operation_timeout");
  }

  @Test
  void aPrivateAnswerGoesOnlyToTheClicker() throws Exception {
    var bolt =
        bolt(
            app ->
                app.blockAction(
                    "pause",
                    (request, context) -> {
                      context.respond("not counted");
                      return context.ack();
                    }));
    bolt.api().chatPostMessage(r -> r.channel("C0DBOPS01").text("a card").blocks(CARD));

    alice.clicks(only(bob), "pause");

    assertThat(alice.messages("#db-ops")).hasSize(2).last().matches(SlackMessage::ephemeral);
    assertThat(bob.messages("#db-ops")).hasSize(1);
  }

  @Test
  void theOriginalCanBeReplacedAndDeletedThroughTheResponseUrl() throws Exception {
    var bolt =
        bolt(
            app ->
                app.blockAction(
                    "pause",
                    (request, context) -> {
                      boolean first = request.getPayload().getMessage().getText().equals("a card");
                      context.respond(
                          r ->
                              first
                                  ? r.replaceOriginal(true).text("paused").blocks(CARD)
                                  : r.deleteOriginal(true));
                      return context.ack();
                    }));
    bolt.api().chatPostMessage(r -> r.channel("C0DBOPS01").text("a card").blocks(CARD));

    alice.clicks(only(alice), "pause");
    assertThat(only(bob).text()).isEqualTo("paused");

    alice.clicks(only(alice), "pause");
    assertThat(bob.messages("#db-ops")).isEmpty();
  }

  @Test
  void aClickInAPrivateMessageCarriesNoMessageAndCanReplaceIt() throws Exception {
    var bolt =
        bolt(
            app ->
                app.blockAction(
                    "pause",
                    (request, context) -> {
                      clicks.add(request.getPayload());
                      context.respond(r -> r.replaceOriginal(true).text("replaced"));
                      return context.ack();
                    }));
    bolt.api()
        .chatPostEphemeral(r -> r.channel("C0DBOPS01").user("U0ALICE01").text("psst").blocks(CARD));

    alice.clicks(only(alice), "pause");

    assertThat(clicks.getFirst().getContainer().isEphemeral()).isTrue();
    assertThat(clicks.getFirst().getMessage()).isNull();
    assertThat(only(alice).text()).isEqualTo("replaced");
    assertThat(only(alice).actions()).isEmpty();
    assertThat(bob.messages("#db-ops")).isEmpty();
  }

  @Test
  void aResponseUrlIsGoodForFiveAnswers() throws Exception {
    var codes = new CopyOnWriteArrayList<Integer>();
    bolt(
        app ->
            app.command(
                "/dre",
                (request, context) -> {
                  for (int i = 0; i < 6; i++) {
                    codes.add(context.respond("answer").getCode());
                  }
                  return context.ack();
                }));

    alice.says("#db-ops", "/dre list");

    assertThat(codes).containsExactly(200, 200, 200, 200, 200, 404);
    await().until(() -> alice.messages("#db-ops").size() == 5);
  }
}
