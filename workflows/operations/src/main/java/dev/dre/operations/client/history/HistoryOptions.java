package dev.dre.operations.client.history;

import dev.dre.config.Durations;
import dev.dre.config.Suggestion;
import dev.dre.operations.State;
import dev.dre.operations.client.history.HistorySearch.Direction;
import dev.dre.operations.client.history.HistorySearch.From;
import dev.dre.operations.planning.ArgumentText.Arguments;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A search as people type it, in a shell or in a chat, and as a button carries it.
 *
 * @param operation its id or a datastore; empty: all operations
 * @param given the options without their dashes; a switch that is on has an empty value
 */
public record HistoryOptions(String operation, SortedMap<String, String> given) {

  public static final String ACTIVITY = "activity";
  public static final String EVENT = "event";
  public static final String STEP = "step";
  public static final String STATE = "state";
  public static final String SINCE = "since";
  public static final String FAILED = "failed";
  public static final String TEXT = "text";
  public static final String EVERYTHING = "everything";
  public static final String RUNBOOK = "runbook";
  public static final String TEAM = "team";
  public static final String LIMIT = "limit";
  public static final String BEFORE = "before";
  public static final String AFTER = "after";

  private static final List<String> SWITCHES = List.of(FAILED, EVERYTHING);

  /** Those that take a value. */
  private static final List<String> VALUED =
      List.of(ACTIVITY, EVENT, STEP, STATE, SINCE, TEXT, RUNBOOK, TEAM, LIMIT, BEFORE, AFTER);

  /** A button carries all of them, and may carry 2,000 characters. */
  private static final int LONGEST = 100;

  private static final int LONGEST_POSITION = 160;
  private static final int MOST = 1_000;

  public HistoryOptions {
    given = Collections.unmodifiableSortedMap(new TreeMap<>(given));
  }

  /** What is wrong with what was typed, and what would be right. */
  public static final class Wrong extends RuntimeException {
    public Wrong(String why) {
      super(why);
    }
  }

  /**
   * As somebody typed it.
   *
   * @throws Wrong when it cannot be meant so
   */
  public static HistoryOptions of(Arguments arguments) {
    if (!arguments.problem().isEmpty()) {
      throw new Wrong("I did not understand that: " + arguments.problem());
    }
    var names = new TreeMap<String, String>(arguments.flags());
    var words = new ArrayList<>(arguments.positional());
    for (String name : names.keySet()) {
      if (!SWITCHES.contains(name) && !VALUED.contains(name)) {
        var known = Stream.concat(VALUED.stream(), SWITCHES.stream()).sorted().toList();
        throw new Wrong("There is " + Suggestion.unknown("option", "--" + name, dashed(known)));
      }
    }
    // A switch takes no value: what stands behind it is the operation.
    for (String name : SWITCHES) {
      String behind = names.getOrDefault(name, "");
      if (!behind.isEmpty()) {
        words.add(behind);
        names.put(name, "");
      }
    }
    if (words.size() > 1) {
      throw new Wrong(
          "Say one operation, or none to search them all; “%s” is one too many."
              .formatted(words.get(1)));
    }
    return new HistoryOptions(words.isEmpty() ? "" : words.getFirst(), names);
  }

  private static List<String> dashed(List<String> names) {
    return names.stream().map("--"::concat).toList();
  }

  /**
   * What is looked for.
   *
   * @param limit where none was typed
   * @throws Wrong when something cannot be meant so
   */
  public HistorySearch search(Instant now, int limit) {
    given.forEach(HistoryOptions::checkValue);
    if (!operation.isEmpty() && (given.containsKey(RUNBOOK) || given.containsKey(TEAM))) {
      throw new Wrong("--runbook and --team choose among all operations: leave the operation out.");
    }
    if (given.containsKey(BEFORE) && given.containsKey(AFTER)) {
      throw new Wrong("--before and --after exclude each other.");
    }
    return new HistorySearch(
        operation,
        value(RUNBOOK),
        value(TEAM),
        new HistoryFilter(
            value(ACTIVITY),
            event(value(EVENT)),
            value(STEP),
            optional(STATE).map(HistoryOptions::state),
            optional(SINCE).map(text -> since(text, now)),
            given.containsKey(FAILED),
            value(TEXT),
            given.containsKey(EVERYTHING)),
        from(BEFORE, Direction.OLDER).or(() -> from(AFTER, Direction.NEWER)),
        optional(LIMIT).map(HistoryOptions::limit).orElse(limit));
  }

  /** The same search of {@code operation}, older than {@code position}. */
  public HistoryOptions before(Position position) {
    return at(BEFORE, position);
  }

  /** The same search, newer than {@code position}. */
  public HistoryOptions after(Position position) {
    return at(AFTER, position);
  }

  /** The same search from the newest on. */
  public HistoryOptions newest() {
    var rest = new TreeMap<>(given);
    rest.remove(BEFORE);
    rest.remove(AFTER);
    return new HistoryOptions(operation, rest);
  }

  private HistoryOptions at(String side, Position position) {
    var moved = new TreeMap<>(newest().given());
    moved.put(side, position.toString());
    // On a datastore the latest operation can be another one by then.
    return new HistoryOptions(operation.isEmpty() ? "" : position.operation().value(), moved);
  }

  /** As it can be typed: {@code db-42 --failed --text "no space"}. */
  public String words() {
    var words = new StringBuilder(operation);
    for (Map.Entry<String, String> option : given.entrySet()) {
      words.append(words.isEmpty() ? "--" : " --").append(option.getKey());
      if (!option.getValue().isEmpty()) {
        words.append(' ').append(quoted(option.getValue()));
      }
    }
    return words.toString();
  }

  private static String quoted(String value) {
    return value.matches("[A-Za-z0-9_./:-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
  }

  private static void checkValue(String name, String value) {
    if (VALUED.contains(name) && value.isBlank()) {
      throw new Wrong("--%s needs a value.".formatted(name));
    }
    int longest = name.equals(BEFORE) || name.equals(AFTER) ? LONGEST_POSITION : LONGEST;
    if (value.length() > longest) {
      throw new Wrong("--%s is longer than %d characters.".formatted(name, longest));
    }
  }

  private String value(String name) {
    return given.getOrDefault(name, "");
  }

  private Optional<String> optional(String name) {
    return Optional.ofNullable(given.get(name));
  }

  private static String event(String part) {
    boolean known =
        EventTypes.all().stream()
            .anyMatch(t -> t.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)));
    if (known) {
      return part;
    }
    String meant =
        Suggestion.of(part, EventTypes.all()).map(" Did you mean %s?"::formatted).orElse("");
    throw new Wrong(
        "Temporal has no event \"%s\".%s It has for example ActivityTaskFailed; a part of the name is enough, such as Failed."
            .formatted(part, meant));
  }

  private static State state(String text) {
    String words = text.toLowerCase(Locale.ROOT).replaceAll("[-_ ]+", " ").strip();
    return Arrays.stream(State.values())
        .filter(state -> state.words().equals(words))
        .findFirst()
        .orElseThrow(
            () ->
                new Wrong(
                    "There is "
                        + Suggestion.unknown(
                            "state",
                            text,
                            Arrays.stream(State.values())
                                .map(s -> s.words().replace(' ', '-'))
                                .toList())));
  }

  private static Instant since(String text, Instant now) {
    return Durations.parse(text)
        .map(now::minus)
        .or(() -> moment(text))
        .orElseThrow(
            () ->
                new Wrong(
                    "--since \"%s\" should be %s, or a day such as 2026-11-23."
                        .formatted(text, Durations.FORM)));
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(
          text.contains("T")
              ? Instant.parse(text)
              : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int limit(String text) {
    if (text.matches("\\d{1,4}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    }
    throw new Wrong("--limit \"%s\" should be a number from 1 to %d.".formatted(text, MOST));
  }

  private Optional<From> from(String name, Direction direction) {
    return optional(name)
        .map(
            text ->
                new From(
                    Position.parse(text)
                        .orElseThrow(
                            () ->
                                new Wrong(
                                    "--%s \"%s\" is no place in a history: take one that was printed."
                                        .formatted(name, text))),
                    direction));
  }
}
