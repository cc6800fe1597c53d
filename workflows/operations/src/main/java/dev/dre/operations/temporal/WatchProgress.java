package dev.dre.operations.temporal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far watching has come. Travels as heartbeat details, so that no look costs history: people
 * read from it, and another worker goes on from it.
 *
 * @param fraction from 0 to 1; below 0 when nobody can say
 * @param title what is watched, for people; empty for a step, which has a title of its own
 * @param reading what the last look saw; empty when it saw nothing
 * @param problem why the last look saw nothing; empty when it saw something
 * @param looks how many looks have begun
 * @param since when the watch began
 * @param goodSince since when it holds without a break; empty while it does not
 * @param good how many looks in a row were good
 * @param bad how many looks in a row were bad
 * @param blind how many looks in a row said nothing
 * @param errors how many of them, to the last, failed themselves
 */
public record WatchProgress(
    double fraction,
    String title,
    SortedMap<String, String> reading,
    String problem,
    int looks,
    Instant since,
    Optional<Instant> goodSince,
    int good,
    int bad,
    int blind,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int errors) {

  public WatchProgress {
    reading = Collections.unmodifiableSortedMap(new TreeMap<>(reading));
  }

  public static WatchProgress beginning(String title, Instant now) {
    return new WatchProgress(-1, title, new TreeMap<>(), "", 0, now, Optional.empty(), 0, 0, 0, 0);
  }

  /** One more look begins. */
  public WatchProgress looking() {
    return new WatchProgress(
        fraction, title, reading, problem, looks + 1, since, goodSince, good, bad, blind, errors);
  }

  /** The look has ended. */
  public WatchProgress saw(SortedMap<String, String> seen, String why) {
    return new WatchProgress(
        fraction, title, seen, why, looks, since, goodSince, good, bad, blind, errors);
  }
}
