package dev.dre.operations.id;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.dre.operations.plan.StepId;

/**
 * What a button was about when it was drawn: an attempt of a step, or a rollback. Refused when that
 * is no longer so.
 */
public record Subject(@JsonValue String value) implements Comparable<Subject> {

  /** Whatever is current: for those who type a command instead of pressing a drawn button. */
  public static final Subject CURRENT = new Subject("current");

  public static Subject attempt(StepId step, int attempt) {
    return new Subject(step + "#" + attempt);
  }

  public static Subject rollback(RollbackId rollback) {
    return new Subject("rollback:" + rollback);
  }

  @Override
  public int compareTo(Subject other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
