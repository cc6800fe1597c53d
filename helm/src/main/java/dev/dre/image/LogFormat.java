package dev.dre.image;

import java.util.Map;
import java.util.Optional;

/** How the log is written, which {@code logback.xml} takes from the environment. */
final class LogFormat {

  private static final String VARIABLE = "DRE_LOG_FORMAT";

  private LogFormat() {}

  /**
   * What is wrong with the format that {@code environment} wants, in words; empty when it is known.
   * Without a look at it first a misspelt one would leave a process that logs nothing.
   */
  static Optional<String> problem(Map<String, String> environment) {
    String format = environment.getOrDefault(VARIABLE, "text");
    return LogFormat.class.getResource("/logback-%s.xml".formatted(format)) == null
        ? Optional.of("%s is \"%s\". Known: json, text.".formatted(VARIABLE, format))
        : Optional.empty();
  }
}
