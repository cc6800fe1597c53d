package dev.dre.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Moments as people write them. */
public final class Moments {

  /** What is right, for a message. */
  public static final String FORM = "a moment such as 2026-12-01T01:00Z or 2026-12-01T01:00+01:00";

  private Moments() {}

  /** Empty when {@code text} is none. */
  public static Optional<Instant> parse(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
