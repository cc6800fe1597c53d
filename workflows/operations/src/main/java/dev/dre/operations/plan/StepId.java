package dev.dre.operations.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A step of a plan, by the name its runbook gives it. */
public record StepId(@JsonValue String value) implements Comparable<StepId> {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public StepId {}

  /** As people read it: {@code cut-over} for {@code cut_over}. */
  public String words() {
    return value.replace('_', '-');
  }

  @Override
  public int compareTo(StepId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
