package dev.dre.operations.id;

import dev.dre.operations.plan.StepId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an effect is about, as people read it in a history: {@code cut-over, attempt 2}. Written and
 * read in one place, so that a history can be searched by the words that it shows.
 *
 * @param words what is done, with its step and attempt
 * @param step empty when it is about no step
 * @param attempt of the step; 0 when it is about no step
 */
public record EffectWords(String words, Optional<StepId> step, int attempt) {

  private static final String CLEAR = "clear/";

  private static final Pattern OF_STEP =
      Pattern.compile(
          "(?:(?<act>verify|take back|undo|look whether to start|look whether to do) )?(?<step>[A-Za-z0-9_-]+)(?: part \\d+)?, (?:attempt|try) (?<attempt>\\d+).*",
          Pattern.DOTALL);

  /** As releases before these words wrote it: {@code follow step/copy/1}. */
  private static final Pattern BY_ID =
      Pattern.compile(
          "(?<what>[a-z ]+) (?<id>(?:step|verify|take-back|rollback|residue|clear)/\\S+)");

  /** {@code cut-over, attempt 2: follow Job}. */
  public static String summary(EffectId id, String what) {
    return of(id).words() + ": " + what;
  }

  public static EffectWords of(EffectId id) {
    if (id.value().startsWith(CLEAR)) {
      return of(target(id));
    }
    String[] parts = id.value().split("/", -1);
    return switch (parts[0] + " in " + parts.length) {
      case "step in 3" -> about("", parts[1], ", attempt ", parts[2]);
      case "require in 4" -> about("look whether to start ", parts[1], ", attempt ", parts[2]);
      case "decide in 3" -> about("look whether to do ", parts[1], ", attempt ", parts[2]);
      case "guard in 3" -> of("guard %s, watch %s".formatted(parts[1], parts[2]));
      case "verify in 4" -> about("verify ", parts[1], ", attempt ", parts[2]);
      case "take-back in 5" -> about("take back ", parts[1], ", attempt ", parts[2]);
      case "rollback in 4" ->
          about("undo ", parts[1], " part " + (number(parts[2]) + 1) + ", try ", parts[3]);
      case "residue in 3" ->
          of("look for what is left %d, try %s".formatted(number(parts[1]) + 1, parts[2]));
      default -> of(id.value());
    };
  }

  /** Reads what {@link #summary} has written, in this release or before. */
  public static EffectWords read(String summary) {
    Matcher byId = BY_ID.matcher(summary);
    if (byId.matches()) {
      var about = of(new EffectId(byId.group("id")));
      return new EffectWords(
          about.words() + ": " + byId.group("what"), about.step(), about.attempt());
    }
    Matcher matcher = OF_STEP.matcher(summary);
    return matcher.matches()
        ? new EffectWords(
            summary,
            Optional.of(new StepId(matcher.group("step"))),
            number(matcher.group("attempt")))
        : of(summary);
  }

  private static EffectWords about(String before, String step, String between, String attempt) {
    var id = new StepId(step);
    return new EffectWords(
        before + id.words() + between + attempt, Optional.of(id), number(attempt));
  }

  private static EffectWords of(String words) {
    return new EffectWords(words, Optional.empty(), 0);
  }

  /** Without {@code clear/} before it and the number of the look behind it. */
  private static EffectId target(EffectId id) {
    int end = Math.max(CLEAR.length(), id.value().lastIndexOf('/'));
    return new EffectId(id.value().substring(CLEAR.length(), end));
  }

  private static int number(String digits) {
    return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
  }
}
