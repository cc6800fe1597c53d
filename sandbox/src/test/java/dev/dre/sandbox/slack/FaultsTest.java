package dev.dre.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class FaultsTest extends StandInTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private static ChatPostMessageResponse post(MethodsClient api, String text) throws Exception {
    return api.chatPostMessage(r -> r.channel("C0DBOPS01").text(text));
  }

  @Test
  void slackCanBeOutOfPatienceForAWhile() throws Exception {
    var api = bolt().api();
    standIn.faults().answers("chat.postMessage", 429, 1);

    var refused = catchThrowableOfType(SlackApiException.class, () -> post(api, "one"));

    assertThat(refused.getResponse().code()).isEqualTo(429);
    assertThat(refused.getResponse().header("Retry-After")).isEqualTo("1");
    assertThat(post(api, "two").isOk()).isTrue();
    assertThat(only(alice).text()).isEqualTo("two");
  }

  @Test
  void slackCanBeDownAndThenAnswersInHtml() throws Exception {
    standIn.faults().answersFor("*", 503, Duration.ofMinutes(5));
    var url = standIn.url().resolve("/api/auth.test");

    var down = RawClient.post(url, FORM, "token=" + SlackStandIn.BOT_TOKEN);
    standIn.faults().clear();
    var up = RawClient.post(url, FORM, "token=" + SlackStandIn.BOT_TOKEN);

    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(down.body()).startsWith("<!DOCTYPE html>");
    assertThat(RawClient.json(up).path("ok").asBoolean()).isTrue();
  }

  @Test
  void slackCanRefuseByName() throws Exception {
    var api = bolt().api();
    standIn.faults().refuses("chat.postMessage", "internal_error", 1);

    assertThat(post(api, "one").getError()).isEqualTo("internal_error");
    assertThat(alice.messages("#db-ops")).isEmpty();
  }

  @Test
  void aCallCanTakeEffectAndItsAnswerBeLost() throws Exception {
    var api = bolt().api();
    standIn.faults().losesAnswers("chat.postMessage", 1);

    assertThatThrownBy(() -> post(api, "posted all the same")).isNotNull();

    assertThat(only(alice).text()).isEqualTo("posted all the same");
  }

  @Test
  void aCallCanBeSlow() throws Exception {
    var api = bolt().api();
    standIn.faults().delays("chat.postMessage", Duration.ofMillis(200), 1);

    assertThat(post(api, "late").isOk()).isTrue();
    assertThat(only(alice).text()).isEqualTo("late");
  }

  @Test
  void anEnvelopeCanArriveTwiceWithTheSameTrigger() throws Exception {
    var triggers = new CopyOnWriteArrayList<String>();
    bolt(
        app ->
            app.command(
                "/dre",
                (request, context) -> {
                  triggers.add(request.getPayload().getTriggerId());
                  return context.ack("once");
                }));
    standIn.faults().duplicatesEnvelopes(1);

    assertThat(alice.says("#db-ops", "/dre list").ok()).isTrue();

    await().until(() -> triggers.size() == 2);
    assertThat(List.copyOf(triggers)).containsOnly(triggers.getFirst());
    assertThat(only(alice).text()).isEqualTo("once");
  }

  @Test
  void acksAndEnvelopesCanGetLost() throws Exception {
    restartImpatiently();
    var heard = new CopyOnWriteArrayList<String>();
    bolt(
        app ->
            app.command(
                "/dre",
                (request, context) -> {
                  heard.add(request.getPayload().getText());
                  return context.ack();
                }));
    alice.says("#db-ops", "/dre warm-up");
    heard.clear();

    standIn.faults().dropsAcks(1);
    assertThat(alice.says("#db-ops", "/dre one").error()).contains("operation_timeout");
    standIn.faults().dropsEnvelopes(1);
    assertThat(alice.says("#db-ops", "/dre two").error()).contains("operation_timeout");

    assertThat(heard).containsExactly("one");
  }

  @Test
  void callsAreCountedWithWhatTheyAskedButNotWithTheToken() throws Exception {
    var api = bolt().api();
    post(api, "hello");

    assertThat(standIn.faults().calls("chat.postMessage"))
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.path("ok").asBoolean()).isTrue();
              assertThat(call.path("arguments").path("text").asText()).isEqualTo("hello");
              assertThat(call.toString()).doesNotContain("xoxb");
            });
  }

  @Test
  void aFaultThatIsMisspeltIsRefused() throws Exception {
    var answer =
        RawClient.post(
            standIn.url().resolve("/faults"), "application/json", "{\"methd\":\"chat.update\"}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("unknown field methd");
  }
}
