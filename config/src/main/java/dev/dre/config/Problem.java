package dev.dre.config;

import java.util.Comparator;

/**
 * Something in a configuration that cannot be so.
 *
 * @param file as the operator named it
 * @param line counts from 1
 * @param key the path of the value: {@code datastores[3].cluster}
 * @param message the bad value, and what is right
 */
public record Problem(String file, int line, String key, String message)
    implements Comparable<Problem> {

  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(Problem::file)
          .thenComparingInt(Problem::line)
          .thenComparing(Problem::key)
          .thenComparing(Problem::message);

  @Override
  public int compareTo(Problem other) {
    return BY_PLACE.compare(this, other);
  }

  @Override
  public String toString() {
    return "%s:%d  %s%s%s".formatted(file, line, key, key.isEmpty() ? "" : ": ", message);
  }
}
