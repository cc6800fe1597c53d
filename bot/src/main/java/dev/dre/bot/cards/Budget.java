package dev.dre.bot.cards;

import java.time.Duration;
import java.time.Instant;

/** How many edits Slack allows: a few at once, then one every so often. */
final class Budget {

  private final int burst;
  private final Duration perEdit;
  private double left;
  private Instant updated;

  /** Allows {@code burst} at once and {@code perMinute} in the long run. */
  Budget(int burst, int perMinute, Instant now) {
    this.burst = burst;
    this.perEdit = Duration.ofMinutes(1).dividedBy(perMinute);
    this.left = burst;
    this.updated = now;
  }

  /**
   * Whether an edit may be made now; if so, it is counted. {@code reserve} edits are left for what
   * matters more.
   */
  boolean take(Instant now, int reserve) {
    double earned = Duration.between(updated, now).toMillis() / (double) perEdit.toMillis();
    left = Math.min(burst, left + earned);
    updated = now;
    if (left < 1 + reserve) {
      return false;
    }
    left -= 1;
    return true;
  }

  /** Slack asked to wait. */
  void nothingBefore(Instant moment) {
    left = 0;
    updated = moment;
  }
}
