package dev.dre.sandbox.slack;

import static com.slack.api.model.block.Blocks.asBlocks;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.bolt.response.Response;
import com.slack.api.model.block.LayoutBlock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CommandTest extends StandInTest {

  @Test
  void anAckWithTextIsSeenOnlyByWhoeverTypedTheCommand() throws Exception {
    bolt(
        app ->
            app.command(
                "/dre",
                (request, context) -> context.ack("got " + request.getPayload().getText())));

    var answer = alice.says("#db-ops", "/dre  migrate db-42 —to cluster-b ");

    assertThat(answer.error()).isEmpty();
    assertThat(answer.ok()).isTrue();
    assertThat(only(alice).text()).isEqualTo("got migrate db-42 —to cluster-b");
    assertThat(only(alice).ephemeral()).isTrue();
    assertThat(only(alice).fromBot()).isTrue();
    assertThat(bob.messages("#db-ops")).isEmpty();
  }

  @Test
  void theAppLearnsWhoTypedItAndWhere() throws Exception {
    var seen = new AtomicReference<String>();
    bolt(
        app ->
            app.command(
                "/dre",
                (request, context) -> {
                  var payload = request.getPayload();
                  seen.set(
                      String.join(
                          " ",
                          payload.getUserId(),
                          payload.getUserName(),
                          payload.getChannelId(),
                          payload.getChannelName(),
                          payload.getTeamId(),
                          payload.getCommand()));
                  return context.ack();
                }));

    assertThat(bob.says("#general", "/dre help").ok()).isTrue();

    assertThat(seen).hasValue("U0BOB0001 bob C0GENERAL general T0SANDBOX /dre");
  }

  @Test
  void aBareAckShowsNothing() throws Exception {
    bolt(app -> app.command("/dre", (request, context) -> context.ack()));

    assertThat(alice.says("#db-ops", "/dre").ok()).isTrue();
    assertThat(alice.messages("#db-ops")).isEmpty();
  }

  @Test
  void anAckCanBeForTheWholeChannel() throws Exception {
    bolt(
        app ->
            app.command(
                "/dre",
                (request, context) ->
                    context.ack(r -> r.responseType("in_channel").text("for everybody"))));

    alice.says("#db-ops", "/dre list");

    assertThat(only(bob).text()).isEqualTo("for everybody");
    assertThat(only(bob).ephemeral()).isFalse();
  }

  @Test
  void withoutAnAppTheCommandFailsAtOnce() {
    assertThat(alice.says("#db-ops", "/dre list").error())
        .isEqualTo("/dre failed with the error \"dispatch_failed\"");
  }

  @Test
  void anAppThatKnowsNoSuchCommandDoesNotAckIt() throws Exception {
    restartImpatiently();
    bolt();

    assertThat(alice.says("#db-ops", "/dre list").error())
        .isEqualTo("/dre failed with the error \"operation_timeout\"");
  }

  @Test
  void commandsNobodyOwnsAreRefused() {
    var answer = alice.says("#db-ops", "/foo bar");

    assertThat(answer.ok()).isFalse();
    assertThat(answer.error()).isEqualTo("/foo is not a valid command");
  }

  @Test
  void commandsDoNotWorkInThreads() throws Exception {
    bolt(app -> app.command("/dre", (request, context) -> context.ack("never")));
    alice.says("#db-ops", "a root");

    assertThat(alice.repliesTo(only(alice), "/dre list").error())
        .isEqualTo("/dre is not supported in threads. Sorry!");
    assertThat(alice.thread(only(alice))).hasSize(1);
  }

  @Test
  void anAckThatBreaksALimitFailsAsACommandResponse() throws Exception {
    String tooLong = "x".repeat(3001);
    List<LayoutBlock> blocks = asBlocks(section(s -> s.text(plainText(tooLong))));
    bolt(app -> app.command("/dre", (request, context) -> context.ack(blocks)));

    assertThat(alice.says("#db-ops", "/dre list").error()).contains("invalid_command_response");
  }

  @Test
  void aListenerThatFailsLooksLikeATimeout() throws Exception {
    restartImpatiently();
    bolt(app -> app.command("/dre", (request, context) -> Response.error(500)));

    assertThat(alice.says("#db-ops", "/dre list").error()).contains("operation_timeout");
  }
}
