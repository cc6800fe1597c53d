package dev.dre.operations.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One reason to stand still: the id of the pause that made it. */
public record HoldId(@JsonValue String value) implements Comparable<HoldId> {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public HoldId {}

  /** Of the hold that a guard puts on; {@code at} tells one breach from the next. */
  public static HoldId ofGuard(String guard, long at) {
    return new HoldId("guard-%s-%d".formatted(guard, at));
  }

  @Override
  public int compareTo(HoldId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
