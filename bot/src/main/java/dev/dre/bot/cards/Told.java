package dev.dre.bot.cards;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * That people were told of a silence, or are about to be, and not yet that it is over.
 *
 * @param key where it is told, and of whom
 * @param since since when there is silence, as it is told
 * @param certain whether it was told; else it may have been, by a keeper that was killed at it
 * @param window where it stands in Slack; empty for a page, and where it could not be posted
 * @param about what a page says of the operation
 */
public record Told(
    String key, Instant since, boolean certain, String window, SortedMap<String, String> about) {

  public Told {
    about = Collections.unmodifiableSortedMap(new TreeMap<>(about));
  }

  static Told planned(String key, Instant since, SortedMap<String, String> about) {
    return new Told(key, since, false, "", about);
  }

  /** It stands in the thread at {@code window}; empty where there is no place for it. */
  Told in(String root) {
    return new Told(key, since, true, root, about);
  }

  /** It was sent, saying this. */
  Told saying(SortedMap<String, String> more) {
    return new Told(key, since, true, window, more);
  }
}
