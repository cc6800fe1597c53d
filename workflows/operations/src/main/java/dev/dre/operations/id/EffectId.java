package dev.dre.operations.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.dre.operations.plan.StepId;
import java.time.Instant;

/**
 * One thing that is in flight. It names the step and the attempt, so that a late outcome finds no
 * place.
 */
public record EffectId(@JsonValue String value) implements Comparable<EffectId> {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public EffectId {}

  public static EffectId step(StepId step, int attempt) {
    return new EffectId("step/%s/%d".formatted(step, attempt));
  }

  public static EffectId verify(StepId step, int attempt, int ordinal) {
    return new EffectId("verify/%s/%d/%d".formatted(step, attempt, ordinal));
  }

  /** Whether a step is needed at all. */
  public static EffectId decide(StepId step, int ordinal) {
    return new EffectId("decide/%s/%d".formatted(step, ordinal));
  }

  /** Whether a step can start. */
  public static EffectId require(StepId step, int attempt, int ordinal) {
    return new EffectId("require/%s/%d/%d".formatted(step, attempt, ordinal));
  }

  /** {@code ordinal} tells one watch of the guard from the next. */
  public static EffectId guard(String guard, int ordinal) {
    return new EffectId("guard/%s/%d".formatted(guard, ordinal));
  }

  /** Taking back a partial step, so that its operation can go on from before it. */
  public static EffectId takeBack(StepId step, int attempt, int ordinal, int index) {
    return new EffectId("take-back/%s/%d/%d/%d".formatted(step, attempt, ordinal, index));
  }

  public static EffectId rollback(RollbackId rollback, int attempt) {
    return new EffectId("rollback/%s/%d".formatted(rollback, attempt));
  }

  public static EffectId residue(int index, int attempt) {
    return new EffectId("residue/%d/%d".formatted(index, attempt));
  }

  /** Seeing the Job of {@code target} gone. */
  public static EffectId clear(EffectId target, int attempt) {
    return new EffectId("clear/%s/%d".formatted(target, attempt));
  }

  public static EffectId deliver(String sink, long fromSequence) {
    return new EffectId("deliver/%s/%d".formatted(sink, fromSequence));
  }

  public static EffectId timer(Instant at) {
    return new EffectId("timer/" + at);
  }

  public boolean isDelivery() {
    return value.startsWith("deliver/");
  }

  public boolean isDeliveryTo(String sink) {
    return value.startsWith("deliver/" + sink + "/");
  }

  public boolean isTimer() {
    return value.startsWith("timer/");
  }

  @Override
  public int compareTo(EffectId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
