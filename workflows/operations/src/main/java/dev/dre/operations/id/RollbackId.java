package dev.dre.operations.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.dre.operations.plan.StepId;

/** One entry of a step's rollback list. */
public record RollbackId(@JsonValue String value) implements Comparable<RollbackId> {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RollbackId {}

  public static RollbackId of(StepId step, int index) {
    return new RollbackId(step + "/" + index);
  }

  @Override
  public int compareTo(RollbackId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
