package dev.dre.operations.temporal;

import java.time.Instant;
import java.util.Optional;

/**
 * What a running Job last said. Travels as heartbeat details, so it costs no history, and another
 * worker goes on from it.
 *
 * @param fraction from 0 to 1; below 0 when the Job does not say
 * @param message for people; empty when the Job says nothing
 * @param job the Job's name; empty when it is not about one, or comes from an older release
 * @param since since when it has said the same; empty when nobody knows
 * @param problem why nobody can look at the Job now; empty when somebody just did
 */
public record JobProgress(
    double fraction, String message, String job, Optional<Instant> since, String problem) {

  /** Of which it is not known how long it has been so. */
  public JobProgress(double fraction, String message) {
    this(fraction, message, "", Optional.empty(), "");
  }

  /** Of a Job that has said nothing yet. */
  public static JobProgress nothing(String job, Instant now) {
    return new JobProgress(-1, "", job, Optional.of(now), "");
  }

  /** What it says at {@code now}; only what is new counts as progress. */
  public JobProgress says(double newFraction, String newMessage, Instant now) {
    boolean moved = newFraction != fraction || !newMessage.equals(message);
    return new JobProgress(newFraction, newMessage, job, moved ? Optional.of(now) : since, "");
  }

  /** The same, at which somebody can look again. */
  public JobProgress seen() {
    return unseen("");
  }

  /** Nobody can look, so nobody knows whether it moves. */
  public JobProgress unseen(String why) {
    return new JobProgress(fraction, message, job, since, why);
  }
}
