package dev.dre.operations.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One wish of one person, however often it is delivered. Made from what the chat says is unique
 * about the click.
 */
public record CommandId(@JsonValue String value) implements Comparable<CommandId> {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CommandId {}

  @Override
  public int compareTo(CommandId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
