package dev.dre.operations.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A database, by the name people use for it. */
public record DatastoreName(@JsonValue String value) implements Comparable<DatastoreName> {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public DatastoreName {}

  @Override
  public int compareTo(DatastoreName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
