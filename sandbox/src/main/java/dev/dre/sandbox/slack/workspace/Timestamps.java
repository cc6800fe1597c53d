package dev.dre.sandbox.slack.workspace;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Makes the {@code ts} that identifies a message: seconds and microseconds, never twice, always
 * growing.
 */
public final class Timestamps {
  private final InstantSource clock;
  private long lastMicros;

  public Timestamps(InstantSource clock) {
    this.clock = clock;
  }

  public String next() {
    Instant now = clock.instant();
    lastMicros = Math.max(lastMicros + 1, now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000);
    return format(lastMicros);
  }

  /**
   * No later {@code ts} is smaller than this one: a clock that was set back must not reorder
   * history.
   */
  void seen(String ts) {
    String[] parts = ts.split("\\.", 2);
    lastMicros =
        Math.max(lastMicros, Long.parseLong(parts[0]) * 1_000_000 + Long.parseLong(parts[1]));
  }

  private static String format(long micros) {
    return String.format(Locale.ROOT, "%d.%06d", micros / 1_000_000, micros % 1_000_000);
  }
}
