package dev.dre.config;

import com.google.errorprone.annotations.FormatMethod;

/**
 * A place in a file.
 *
 * @param line counts from 1
 * @param key the path of the value: {@code tests[3].given.copy}
 */
public record At(String file, int line, String key) {

  /** What is wrong there. */
  @FormatMethod
  public Problem problem(String format, Object... args) {
    return new Problem(file, line, key, format.formatted(args));
  }

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
