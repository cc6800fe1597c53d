package dev.dre.sandbox.slack.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.sandbox.slack.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private final SettableClock clock = new SettableClock();
  private final RateLimits limits = new RateLimits(clock);

  @Test
  void aMinutesWorthOfUpdatesPassesAtOnceAndThenTheyAreSpreadOut() {
    for (int i = 0; i < 50; i++) {
      assertThat(limits.ask("chat.update", "C1")).isZero();
    }

    Duration wait = limits.ask("chat.update", "C2");
    assertThat(wait).isEqualTo(Duration.ofSeconds(2));

    clock.advance(wait);
    assertThat(limits.ask("chat.update", "C1")).isZero();
  }

  @Test
  void postsToOneChannelAreLimitedToOneASecondAfterAShortBurst() {
    for (int i = 0; i < 10; i++) {
      assertThat(limits.ask("chat.postMessage", "C1")).isZero();
    }

    assertThat(limits.ask("chat.postMessage", "C1")).isEqualTo(Duration.ofSeconds(1));
    assertThat(limits.ask("chat.postMessage", "C2")).isZero();

    clock.advance(Duration.ofSeconds(1));
    assertThat(limits.ask("chat.postMessage", "C1")).isZero();
    assertThat(limits.ask("chat.postMessage", "C1")).isPositive();
  }

  @Test
  void whateverIsWaitedNeverMoreThanAMinutesWorthIsSaved() {
    clock.advance(Duration.ofHours(1));
    for (int i = 0; i < 20; i++) {
      assertThat(limits.ask("usergroups.list", "")).isZero();
    }

    assertThat(limits.ask("usergroups.list", "")).isPositive();
  }
}
