package dev.dre.bot.cards;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BudgetTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  private final Budget budget = new Budget(3, 60, NOON);

  @Test
  void allowsABurstAndThenOneASecond() {
    assertThat(budget.take(NOON, 0)).isTrue();
    assertThat(budget.take(NOON, 0)).isTrue();
    assertThat(budget.take(NOON, 0)).isTrue();
    assertThat(budget.take(NOON, 0)).isFalse();
    assertThat(budget.take(NOON.plusSeconds(1), 0)).isTrue();
    assertThat(budget.take(NOON.plusSeconds(1), 0)).isFalse();
  }

  @Test
  void keepsTheLastOnesForWhatMattersMore() {
    assertThat(budget.take(NOON, 2)).isTrue();
    assertThat(budget.take(NOON, 2)).isFalse();
    assertThat(budget.take(NOON, 0)).isTrue();
  }

  @Test
  void allowsNothingWhileSlackAsksToWait() {
    budget.nothingBefore(NOON.plusSeconds(30));

    assertThat(budget.take(NOON.plusSeconds(29), 0)).isFalse();
    assertThat(budget.take(NOON.plusSeconds(32), 0)).isTrue();
  }
}
