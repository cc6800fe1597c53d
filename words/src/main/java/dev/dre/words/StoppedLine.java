package dev.dre.words;

import dev.dre.operations.LineWords;
import dev.dre.operations.line.LineHold;
import dev.dre.operations.line.OfLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The stopped line, for those who start or list something, and on what it holds. */
public final class StoppedLine {

  private StoppedLine() {}

  /** Above a list: one line for each of {@code all}. */
  public static String top(LineHold hold, List<LineHold> all) {
    return "‖ The line is stopped for %s by %s since %s%s. `/dre resume %s` lifts it."
        .formatted(
            scope(hold.asOfLine()),
            Words.name(hold.owner()),
            Words.day(hold.since()),
            Words.quoted(": ", hold.reason()),
            Words.escape(LineWords.flags(hold, all)));
  }

  /** For who has just started something. */
  public static String startsPaused(LineHold hold, Instant now) {
    return "It starts paused: %s stopped the line for %s %s ago%s. Nothing runs until somebody lifts that: `/dre resume %s`."
        .formatted(
            Words.name(hold.owner()),
            scope(hold.asOfLine()),
            Words.duration(whole(Duration.between(hold.since(), now))),
            Words.quoted(": ", hold.reason()),
            flag(hold.asOfLine()));
  }

  /** {@code the whole team payments}. */
  public static String scope(OfLine line) {
    return Words.escape(line.scope().words(), 200);
  }

  /** {@code --team payments}. */
  public static String flag(OfLine line) {
    return Words.escape(line.scope().flag(), 200);
  }

  private static Duration whole(Duration ago) {
    return ago.compareTo(Duration.ofMinutes(1)) < 0
        ? Duration.ofSeconds(Math.max(1, ago.toSeconds()))
        : Duration.ofMinutes(ago.toMinutes());
  }
}
