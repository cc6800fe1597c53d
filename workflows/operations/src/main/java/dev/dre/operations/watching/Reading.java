package dev.dre.operations.watching;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one look saw.
 *
 * @param outputs what the probe reported; empty when it could not look
 * @param problem why it could not look; empty when it could
 * @param failed whether that is because what looks failed itself
 */
public record Reading(SortedMap<String, String> outputs, String problem, boolean failed) {

  public Reading(SortedMap<String, String> outputs, String problem) {
    this(outputs, problem, false);
  }

  /** Nobody could look: {@code why}. */
  public static Reading blind(String why) {
    return new Reading(new TreeMap<>(), why);
  }

  /** What was to look came to its end without having looked: {@code why}. */
  public static Reading failed(String why) {
    return new Reading(new TreeMap<>(), why, true);
  }

  /** For people: {@code lag_seconds 0.4 · active true}. */
  String words() {
    return problem.isEmpty()
        ? outputs.entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(" · "))
        : problem;
  }
}
