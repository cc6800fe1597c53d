package dev.dre.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them. */
public final class Durations {

  /** What is right, for a message. */
  public static final String FORM = "a duration such as 30s, 15m, 4h or 2d";

  // Nine digits of days are still a number of milliseconds that fits.
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private Durations() {}

  /** Empty when {@code text} is none. */
  public static Optional<Duration> parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(count);
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        });
  }

  /** {@code 27 ms}, {@code 0.4 s}, {@code 12 s}, {@code 3 min 5 s}, {@code 6 d 3 h}. */
  public static String inWords(Duration duration) {
    long seconds = duration.toSeconds();
    long millis = duration.toMillis();
    if (millis > 0 && millis < 100) {
      return millis + " ms";
    }
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0).replace(".0 s", " s");
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return two(duration.toMinutes(), "min", seconds % 60, "s");
    }
    if (seconds < 86_400) {
      return two(duration.toHours(), "h", duration.toMinutes() % 60, "min");
    }
    return two(duration.toDays(), "d", duration.toHours() % 24, "h");
  }

  private static String two(long big, String bigUnit, long small, String smallUnit) {
    return small == 0
        ? "%d %s".formatted(big, bigUnit)
        : "%d %s %d %s".formatted(big, bigUnit, small, smallUnit);
  }
}
