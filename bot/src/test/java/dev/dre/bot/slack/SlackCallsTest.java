package dev.dre.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How Slack answers, counted. */
class SlackCallsTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SlackCalls calls = new SlackCalls(meters);

  @Test
  void whatIsAnsweredIsCountedByItsMethod() {
    assertThat(calls.counted("chat.update", () -> "answer")).isEqualTo("answer");

    assertThat(count("chat.update", "ok")).isEqualTo(1);
  }

  @Test
  void whatIsRefusedIsCountedBySlacksWordForIt() {
    var limited = new SlackProblem("chat.update", "ratelimited", Optional.empty());

    assertThatThrownBy(
            () ->
                calls.counted(
                    "chat.update",
                    () -> {
                      throw limited;
                    }))
        .isSameAs(limited);

    assertThat(count("chat.update", "ratelimited")).isEqualTo(1);
  }

  private long count(String method, String result) {
    return meters
        .get("dre.slack.calls")
        .tag("method", method)
        .tag("result", result)
        .timer()
        .count();
  }
}
