package dev.dre.approvals;

/** What a decision does to its gate. */
public sealed interface Ruling {

  /** It counts, and {@code missing} more approvals are needed. */
  record Counted(int missing) implements Ruling {}

  /** It counts, and it was the last one needed. */
  record Satisfied() implements Ruling {}

  /** Somebody who may decide said no: the gate is closed. */
  record Rejected() implements Ruling {}

  /** The same person has approved before; nothing changes. */
  record AlreadyCounted() implements Ruling {}

  /** It does not count. {@code reason} is for the one who tried, and says who could. */
  record Refused(String reason) implements Ruling {}
}
