package dev.dre.config;

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

  @Override
  public int compareTo(Problem other) {
    int byFile = file.compareTo(other.file);
    return byFile != 0 ? byFile : Integer.compare(line, other.line);
  }

  @Override
  public String toString() {
    return "%s:%d  %s%s%s".formatted(file, line, key, key.isEmpty() ? "" : ": ", message);
  }
}
