package dev.dre.operations.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What sort of thing was noticed. A name and no closed set, so that an older release reads what a
 * newer one has noticed.
 */
public record NoticeKind(@JsonValue String value) implements Comparable<NoticeKind> {

  /** Something waits for a worker that is not there. */
  public static final NoticeKind UNSERVED = new NoticeKind("unserved");

  /** Something is tried again and again, and fails each time. */
  public static final NoticeKind RETRYING = new NoticeKind("retrying");

  /** A step's Job goes on without getting any further. */
  public static final NoticeKind STALLED = new NoticeKind("stalled");

  /** A step takes longer than it did before. */
  public static final NoticeKind SLOW = new NoticeKind("slow");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public NoticeKind {}

  @Override
  public int compareTo(NoticeKind other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
