package dev.dre.operations.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.dre.config.expression.ValueType;
import java.util.Map;
import java.util.Optional;

/**
 * A value that a step reports when it has ended well. Written as {@code tables: number}; one
 * without a type is a text, as in the plans of earlier releases.
 */
public record PlannedOutput(String name, ValueType type) {

  private static final String SEPARATOR = ": ";

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static PlannedOutput parse(String text) {
    int end = text.indexOf(SEPARATOR);
    return end < 0
        ? new PlannedOutput(text, ValueType.TEXT)
        : new PlannedOutput(
            text.substring(0, end), ValueType.of(text.substring(end + SEPARATOR.length())));
  }

  /** As it is written in a plan. */
  @JsonValue
  @Override
  public String toString() {
    return type == ValueType.TEXT ? name : name + SEPARATOR + type.word();
  }

  /** What is wrong with it in what a step reported; empty when it is there and of its type. */
  public Optional<String> problemIn(Map<String, String> reported) {
    String value = reported.get(name);
    if (value == null) {
      return Optional.of("it ended without saying " + name);
    }
    return type.reads(value)
        ? Optional.empty()
        : Optional.of("it said %s = \"%s\", which is not %s".formatted(name, value, type.form()));
  }
}
