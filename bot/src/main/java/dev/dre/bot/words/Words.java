package dev.dre.bot.words;

import dev.dre.approvals.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Numbers, times and names as people read them, in Slack's mrkdwn. */
public final class Words {

  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private Words() {}

  /** Text from outside: nothing in it becomes a mention, a link or a command. */
  public static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** At most {@code max} characters; what is cut is marked. */
  public static String shorten(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max - 1) + "…";
  }

  public static String name(Actor actor) {
    return switch (actor) {
      case Actor.Person person -> "<@" + person.user() + ">";
      case Actor.BreakGlass glass ->
          "%s@%s (break-glass: “%s”)"
              .formatted(
                  escape(glass.user()), escape(glass.host()), escape(shorten(glass.reason(), 200)));
    };
  }

  public static String name(Optional<Actor> actor) {
    return actor.map(Words::name).orElse("nobody");
  }

  /** A moment in the reader's own time zone: {@code 14:02}; on another day with the day. */
  public static String time(Instant at) {
    return "<!date^%d^{time}|%s>".formatted(at.getEpochSecond(), at);
  }

  /** The same with the day: {@code Today at 18:02}. */
  public static String day(Instant at) {
    return "<!date^%d^{date_short_pretty} {time}|%s>".formatted(at.getEpochSecond(), at);
  }

  /** {@code 0.4 s}, {@code 12 s}, {@code 3 min 5 s}, {@code 2 h 5 min}, {@code 6 d 3 h}. */
  public static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 10) {
      return "%.1f s".formatted(duration.toMillis() / 1000.0).replace(".0 s", " s");
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

  /** Decimal units: {@code 412 GB}. */
  public static String bytes(double bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    String format = value >= 100 || unit == 0 ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, format, value, UNITS[unit]);
  }

  /** An output as people read it: byte counts and seconds get their units by their name. */
  public static String output(String name, String value) {
    try {
      if (name.equals("bytes") || name.endsWith("_bytes")) {
        return bytes(Double.parseDouble(value));
      }
      if (name.endsWith("_seconds")) {
        return label(name, "_seconds") + " " + value + " s";
      }
      if (name.endsWith("_ms")) {
        return label(name, "_ms")
            + " "
            + duration(Duration.ofMillis((long) Double.parseDouble(value)));
      }
    } catch (NumberFormatException e) {
      // The command named it so but says something else: shown as it is.
    }
    return escape(name.replace('_', ' ') + " " + value);
  }

  private static String label(String name, String unit) {
    return name.substring(0, name.length() - unit.length()).replace('_', ' ');
  }
}
