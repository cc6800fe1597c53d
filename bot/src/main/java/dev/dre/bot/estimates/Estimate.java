package dev.dre.bot.estimates;

import dev.dre.operations.temporal.JobProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long something that runs will still take, and how anybody knows. */
public sealed interface Estimate {

  /** It goes on as it did lately. */
  record FromProgress(Duration left) implements Estimate {}

  /** It takes as long as half of {@code past}; {@code left} is empty when it has done so. */
  record FromPast(PastRuns past, Optional<Duration> left) implements Estimate {}

  /** It has said nothing new since then, so nobody can say. */
  record Standing(Instant since) implements Estimate {}

  /**
   * The best there is; empty where there is none.
   *
   * @param took how long it has taken so far
   */
  static Optional<Estimate> of(
      Pace pace, Optional<JobProgress> said, Duration took, Optional<PastRuns> past, Instant now) {
    return pace.left(now)
        .<Estimate>map(FromProgress::new)
        .or(() -> standing(pace, said, now))
        .or(() -> past.map(runs -> new FromPast(runs, left(runs, took))));
  }

  /** Other words are progress too, of which nobody knows how much it is. */
  private static Optional<Estimate> standing(Pace pace, Optional<JobProgress> said, Instant now) {
    return said.filter(progress -> progress.problem().isEmpty())
        .flatMap(JobProgress::since)
        .filter(since -> pace.stands(now) && pace.stands(since, now))
        .map(Standing::new);
  }

  private static Optional<Duration> left(PastRuns past, Duration took) {
    return Optional.of(past.median().minus(took)).filter(Duration::isPositive);
  }
}
