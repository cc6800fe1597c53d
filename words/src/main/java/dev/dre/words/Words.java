package dev.dre.words;

import dev.dre.approvals.Actor;
import dev.dre.approvals.Principal;
import dev.dre.config.Durations;
import dev.dre.config.expression.TextList;
import dev.dre.operations.Operation;
import dev.dre.operations.PauseWords;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.Right;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.temporal.WatchProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Numbers, times and names as people read them, in Slack's mrkdwn. */
public final class Words {

  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  /** Longer ones are no counts: they are shown as they are. */
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}(\\.\\d{1,9})?");

  private static final Pattern PLURAL = Pattern.compile("[a-z]+s");
  private static final int MOST_OUTPUTS = 8;
  private static final int MOST_TABLES = 3;
  private static final int LONGEST_TABLE = 2_000;

  private Words() {}

  /** Text from outside: nothing in it becomes a mention, a link or a command. */
  public static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /**
   * The same, in at most {@code max} characters of what Slack counts: escaping makes text longer,
   * and half an escape would be shown as it is.
   */
  public static String escape(String text, int max) {
    String whole = escape(text);
    if (whole.length() <= max) {
      return whole;
    }
    var shown = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      int letter = text.codePointAt(at);
      String next = escape(Character.toString(letter));
      if (shown.length() + next.length() >= max) {
        break;
      }
      shown.append(next);
      at += Character.charCount(letter);
    }
    return shown.append('…').toString();
  }

  /** The end of a log, fenced. Nothing in it closes the fence. */
  public static String log(String lines, int max) {
    String text = lines.replace("```", "'''");
    String shown = escape(text);
    if (shown.length() <= max) {
      return "```" + shown + "```";
    }
    var end = new StringBuilder();
    for (int at = text.length(); at > 0; ) {
      int letter = text.codePointBefore(at);
      String next = escape(Character.toString(letter));
      if (end.length() + next.length() >= max) {
        break;
      }
      end.insert(0, next);
      at -= Character.charCount(letter);
    }
    return "```…" + end + "```";
  }

  /**
   * Lines as they stand, fenced; what is too long loses its end. Nothing in it closes the fence.
   */
  public static String fenced(String lines, int max) {
    return "```" + escape(lines.replace("```", "'''"), max) + "```";
  }

  /** A reason or a comment in quotes, after {@code before}; empty when none was given. */
  public static String quoted(String before, String text) {
    return text.isBlank() ? "" : before + "“" + escape(text.strip(), 500) + "”";
  }

  /** At most {@code max} characters; what is cut is marked. */
  public static String shorten(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max - 1) + "…";
  }

  public static String name(Actor actor) {
    return switch (actor) {
      case Actor.Person person -> "<@" + person.user() + ">";
      case Actor.Machine machine -> "dre itself (%s)".formatted(escape(machine.what()));
      case Actor.BreakGlass glass ->
          "%s@%s (break-glass: “%s”)"
              .formatted(
                  escape(glass.user()), escape(glass.host()), escape(shorten(glass.reason(), 200)));
    };
  }

  public static String name(Optional<Actor> actor) {
    return actor.map(Words::name).orElse("nobody");
  }

  /** Groups by their name, users as Slack shows them. */
  public static String principals(List<Principal> named) {
    return named.isEmpty()
        ? "nobody: the settings name no one"
        : named.stream().map(Words::principal).collect(Collectors.joining(" or "));
  }

  public static String principal(Principal principal) {
    return switch (principal.kind()) {
      case GROUP -> "@" + escape(principal.name());
      case USER -> "<@" + escape(principal.name()) + ">";
      case BREAK_GLASS -> escape(principal.words());
    };
  }

  /** A step as people say it: {@code cut-over}. */
  public static String name(StepId step) {
    return escape(step.words());
  }

  /** Who has {@code right} on {@code operation}. */
  public static String holders(Plan plan, Right right) {
    return principals(plan.rights().holders().getOrDefault(right, List.of()));
  }

  /** What goes on while it is paused, as a sentence. */
  public static String meanwhile(Operation operation) {
    return escape(PauseWords.meanwhile(operation), 600);
  }

  /** A moment in the reader's own time zone: {@code 14:02}; on another day with the day. */
  public static String time(Instant at) {
    return "<!date^%d^{time}|%s>".formatted(at.getEpochSecond(), at);
  }

  /** The same with the day: {@code Today at 18:02}. */
  public static String day(Instant at) {
    return "<!date^%d^{date_short_pretty} {time}|%s>".formatted(at.getEpochSecond(), at);
  }

  /** {@code 27 ms}, {@code 0.4 s}, {@code 12 s}, {@code 3 min 5 s}, {@code 6 d 3 h}. */
  public static String duration(Duration duration) {
    return Durations.inWords(duration);
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

  /** What was seen last of what is watched; empty before the first look has ended. */
  public static String seen(WatchProgress watch) {
    String seen =
        watch.problem().isEmpty()
            ? outputs(watch.reading())
            : "nothing: " + escape(watch.problem(), 200);
    return seen.isEmpty() || watch.title().isEmpty()
        ? seen
        : escape(watch.title(), 200) + ": " + seen;
  }

  /** What {@link #escape} was given: for words that are escaped where they are shown. */
  public static String unescaped(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  /** Outputs of a step in one line. */
  public static String outputs(Map<String, String> outputs) {
    return outputs.entrySet().stream()
        .filter(e -> !e.getValue().isBlank() && !e.getValue().equals("[]"))
        .filter(e -> !hasLines(e.getValue()))
        .limit(MOST_OUTPUTS)
        .map(e -> output(e.getKey(), e.getValue()))
        .collect(Collectors.joining(" · "));
  }

  /** Whether an output is a table: it is shown as it stands, with nothing beside it. */
  static boolean hasLines(String output) {
    return output.strip().contains("\n");
  }

  /** Those outputs that are tables, each under its name; empty when there are none. */
  static String tables(Map<String, String> outputs) {
    return outputs.entrySet().stream()
        .filter(e -> hasLines(e.getValue()))
        .limit(MOST_TABLES)
        .map(e -> "\n" + table(e.getKey(), e.getValue()))
        .collect(Collectors.joining());
  }

  /** A table under its name. */
  static String table(String name, String lines) {
    return label(name, "") + "\n" + fenced(lines.strip(), LONGEST_TABLE);
  }

  /**
   * An output as people read it: its name says its unit, and counts come before what they count.
   */
  public static String output(String name, String value) {
    if (NUMBER.matcher(value).matches()) {
      double number = Double.parseDouble(value);
      if (name.equals("bytes")) {
        return bytes(number);
      }
      if (name.endsWith("_bytes")) {
        return label(name, "_bytes") + " " + bytes(number);
      }
      if (name.endsWith("_seconds")) {
        return label(name, "_seconds") + " " + duration(Duration.ofMillis((long) (number * 1000)));
      }
      if (name.endsWith("_ms")) {
        return label(name, "_ms") + " " + duration(Duration.ofMillis((long) number));
      }
      if (!value.contains(".")) {
        String count = String.format(Locale.ROOT, "%,d", Long.parseLong(value));
        boolean counts = PLURAL.matcher(name).matches() && !count.equals("1");
        return counts ? count + " " + escape(name) : label(name, "") + " " + count;
      }
    }
    String text = TextList.parse(value).map(list -> String.join(", ", list)).orElse(value);
    return label(name, "") + " " + escape(text, 200);
  }

  private static String label(String name, String unit) {
    String label = name.substring(0, name.length() - unit.length()).replace('_', ' ');
    return escape(label, 100);
  }
}
