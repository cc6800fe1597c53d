package dev.dre.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import org.junit.jupiter.api.Test;

class RateLimitTest extends StandInTest {

  @Test
  void whoeverPostsTooFastIsToldHowLongToWait() throws Exception {
    SlackApiException refused = postUntilRefused(bolt().api());

    assertThat(refused.getResponse().code()).isEqualTo(429);
    assertThat(refused.getResponse().header("Retry-After")).isEqualTo("1");
    assertThat(refused.getError().getError()).isEqualTo("ratelimited");
  }

  @Test
  void limitsCanBeSwitchedOff() throws Exception {
    standIn.close();
    standIn = SlackStandIn.start(options().withoutRateLimits());
    var api = bolt().api();

    for (int i = 0; i < 60; i++) {
      assertThat(api.chatPostMessage(r -> r.channel("C0DBOPS01").text("again")).isOk()).isTrue();
    }
  }

  // Any client is faster than one message a second, so the burst is used up sooner or later.
  private static SlackApiException postUntilRefused(MethodsClient api) throws Exception {
    for (int i = 0; i < 200; i++) {
      try {
        api.chatPostMessage(r -> r.channel("C0DBOPS01").text("again"));
      } catch (SlackApiException e) {
        return e;
      }
    }
    throw new AssertionError("200 posts in a row were all accepted");
  }
}
