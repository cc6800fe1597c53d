package dev.dre.worker.watching;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one look saw.
 *
 * @param outputs what the probe reported; empty when it could not look
 * @param problem why it could not look; empty when it could
 */
public record Reading(SortedMap<String, String> outputs, String problem) {

  /** Nobody could look: {@code why}. */
  public static Reading blind(String why) {
    return new Reading(new TreeMap<>(), why);
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
