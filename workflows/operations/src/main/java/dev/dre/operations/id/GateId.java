package dev.dre.operations.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.dre.operations.plan.StepId;

/** One question to people: a step, and the attempt that it would approve. */
public record GateId(@JsonValue String value) implements Comparable<GateId> {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public GateId {}

  public static GateId of(StepId step, int attempt) {
    return new GateId(step + "#" + attempt);
  }

  @Override
  public int compareTo(GateId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
