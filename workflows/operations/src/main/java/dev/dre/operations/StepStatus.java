package dev.dre.operations;

/** What is known about a step. */
public enum StepStatus {
  /** Never started. */
  PENDING,
  /** An attempt runs. */
  RUNNING,
  /** An attempt ended, and it is being looked whether it took effect. */
  VERIFYING,
  /** It took effect. */
  DONE,
  /** It was started, and did not take effect. */
  NOT_DONE,
  /** It took effect in part. */
  PARTIAL,
  /** It was started, and nobody could find out. */
  UNKNOWN,
  /** Somebody went on without it. */
  SKIPPED;

  /** Whether the operation is past it. */
  public boolean isOver() {
    return this == DONE || this == SKIPPED;
  }

  /** Whether the outside may be different because of this step. */
  public boolean mayHaveTakenEffect() {
    return this != PENDING && this != NOT_DONE;
  }
}
