package dev.dre.operations.event;

/** Why an operation waits for somebody to choose a way on. */
public enum BlockedBecause {
  /** The step did not take effect. */
  FAILED,
  /** The step took effect in part: finish it, or take it back. */
  PARTIAL,
  /** Nobody could find out whether the step took effect. */
  UNKNOWN,
  /** The step was taken back by somebody's choice. */
  TAKEN_BACK,
  /** Somebody said no. */
  REJECTED,
  /** Nobody answered in time. */
  EXPIRED,
  /** Who was asked did not answer in time. */
  UNANSWERED,
  /** What the step requires is not so. */
  NOT_READY,
  /** Nobody could say whether something holds: missing data is not success. */
  INCONCLUSIVE,
  /** What looks whether something holds failed itself, so that nobody knows. */
  PROBE_FAILED
}
