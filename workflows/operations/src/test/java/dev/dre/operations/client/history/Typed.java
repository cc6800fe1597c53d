package dev.dre.operations.client.history;

import dev.dre.operations.planning.ArgumentText;
import java.time.Instant;

/** Searches as people type them. */
final class Typed {

  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private Typed() {}

  static HistoryOptions options(String words) {
    return HistoryOptions.of(ArgumentText.parse(words));
  }

  static HistorySearch search(String words) {
    return options(words).search(NOW, 1_000);
  }
}
