package dev.dre.operations.temporal;

import java.time.Instant;
import java.util.Optional;

/**
 * How far watching has come. Travels as heartbeat details, where people read {@code fraction} and
 * {@code message} as they do of a Job, and where another worker finds what it has to go on from.
 *
 * @param fraction from 0 to 1; below 0 when nobody can say
 * @param message what was seen last, for people
 * @param looks how many looks have begun
 * @param since when the watch began
 * @param goodSince since when it holds without a break; empty while it does not
 * @param good how many looks in a row were good
 * @param bad how many looks in a row were bad
 * @param blind how many looks in a row said nothing
 */
public record WatchProgress(
    double fraction,
    String message,
    int looks,
    Instant since,
    Optional<Instant> goodSince,
    int good,
    int bad,
    int blind) {

  public static WatchProgress beginning(Instant now) {
    return new WatchProgress(-1, "", 0, now, Optional.empty(), 0, 0, 0);
  }

  /** One more look begins. */
  public WatchProgress looking() {
    return new WatchProgress(fraction, message, looks + 1, since, goodSince, good, bad, blind);
  }

  /** The same, and this was seen. */
  public WatchProgress saying(String seen) {
    return new WatchProgress(fraction, seen, looks, since, goodSince, good, bad, blind);
  }
}
