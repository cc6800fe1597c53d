package dev.dre.sandbox.slack.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.sandbox.slack.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimestampsTest {
  private final SettableClock clock = new SettableClock();
  private final Timestamps timestamps = new Timestamps(clock);

  @Test
  void noTwoAreTheSameInOneInstant() {
    String first = timestamps.next();
    String second = timestamps.next();

    assertThat(first).isEqualTo("1767607200.000000");
    assertThat(second).isEqualTo("1767607200.000001");
  }

  @Test
  void theyGrowEvenWhenTheClockIsSetBack() {
    timestamps.next();
    clock.advance(Duration.ofHours(-1));

    assertThat(timestamps.next()).isEqualTo("1767607200.000001");
  }

  @Test
  void theyGrowBeyondWhatARestartFinds() {
    timestamps.seen("1800000000.000005");

    assertThat(timestamps.next()).isEqualTo("1800000000.000006");
  }
}
