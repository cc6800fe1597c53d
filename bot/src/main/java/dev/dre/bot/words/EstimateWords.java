package dev.dre.bot.words;

import dev.dre.bot.estimates.Estimate;
import dev.dre.bot.estimates.PastRuns;
import dev.dre.words.Words;
import java.time.Duration;

/** How long something will still take, as people say it, and how anybody knows. */
public final class EstimateWords {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private EstimateWords() {}

  static String of(Estimate estimate) {
    return switch (estimate) {
      case Estimate.FromProgress progress -> left(progress.left()) + ", from progress";
      case Estimate.FromPast past ->
          past.left().map(left -> left(left) + ": ").orElse("") + of(past.past());
      case Estimate.Standing standing -> "no progress since " + Words.time(standing.since());
    };
  }

  private static String of(PastRuns past) {
    String shortest = took(past.shortest());
    String longest = took(past.longest());
    String which = Words.escape(past.where());
    if (past.count() == 1) {
      return "the past run %s took %s".formatted(which, longest);
    }
    return "%d past runs %s took %s"
        .formatted(
            past.count(),
            which,
            shortest.equals(longest) ? longest : "%s to %s".formatted(shortest, longest));
  }

  /** {@code 19 of 20 past runs on db-42, which took up to 42 min}. */
  public static String exceeded(PastRuns past, PastRuns.Usual usual) {
    String which = past.where();
    String runs =
        usual.runs() == past.count()
            ? "all %d past runs %s".formatted(past.count(), which)
            : "%d of %d past runs %s".formatted(usual.runs(), past.count(), which);
    return "%s, which took up to %s".formatted(runs, took(usual.atMost()));
  }

  /** Nobody knows it to the second, and a clock in seconds would cost an edit each. */
  private static String left(Duration left) {
    if (left.compareTo(MINUTE) < 0) {
      return "less than a minute left";
    }
    Duration unit =
        left.compareTo(HOUR) < 0 ? MINUTE : left.compareTo(DAY) < 0 ? TEN_MINUTES : HOUR;
    return "about %s left".formatted(Words.duration(rounded(left, unit)));
  }

  private static String took(Duration took) {
    return Words.duration(took.compareTo(TEN_MINUTES) < 0 ? took : rounded(took, MINUTE));
  }

  private static Duration rounded(Duration duration, Duration unit) {
    long units = Math.round((double) duration.toMillis() / unit.toMillis());
    return unit.multipliedBy(units);
  }
}
