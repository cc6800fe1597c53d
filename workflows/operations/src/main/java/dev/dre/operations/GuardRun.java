package dev.dre.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a guard said last.
 *
 * @param guard its id in the plan
 * @param ordinal tells one watch from the next: each has Jobs of its own
 * @param verdict {@value #FINE}, {@value #BLIND}, or the place of the breach in the guard's list,
 *     from 1
 * @param since when it began to say so
 * @param reading what was seen then; empty when nobody could look, and before the first change
 * @param afresh whether its next look is waited for, whatever it says, before the operation goes on
 * @param noticed whether it has not said so itself: it was noticed from outside that nobody can
 *     look
 */
public record GuardRun(
    String guard,
    int ordinal,
    String verdict,
    Instant since,
    SortedMap<String, String> reading,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean afresh,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean noticed) {

  /** All is well, as far as anybody saw. */
  public static final String FINE = "fine";

  /** Nobody can look. */
  public static final String BLIND = "blind";

  /** What a guard is given that has to say what it sees, whatever that is. */
  public static final String NONE = "";

  /** The same of one that has to say it as soon as it is sure of it. */
  public static final String UNHEARD = "unheard";

  public GuardRun {
    reading = Collections.unmodifiableSortedMap(new TreeMap<>(reading));
  }

  public GuardRun(
      String guard, int ordinal, String verdict, Instant since, SortedMap<String, String> reading) {
    this(guard, ordinal, verdict, since, reading, false, false);
  }

  static GuardRun beginning(String guard, Instant now) {
    return new GuardRun(guard, 1, FINE, now, new TreeMap<>());
  }

  GuardRun says(String changed, Instant now, SortedMap<String, String> seen) {
    return new GuardRun(guard, ordinal + 1, changed, now, seen);
  }

  /** Nobody can look, and the guard cannot say it. */
  GuardRun isUnseen(Instant now) {
    return new GuardRun(guard, ordinal + 1, BLIND, now, new TreeMap<>(), false, true);
  }

  /** What its next watch is told that it said last: it speaks when it sees something else. */
  String known() {
    if (afresh) {
      return NONE;
    }
    return noticed ? UNHEARD : verdict;
  }

  /** The watch ended without a change. */
  GuardRun watchedAnew() {
    return new GuardRun(guard, ordinal + 1, verdict, since, reading, false, noticed);
  }

  GuardRun lookedAtAfresh() {
    return new GuardRun(guard, ordinal + 1, verdict, since, reading, true, noticed);
  }

  /** The watch was stopped, and nobody heard what it saw. */
  GuardRun begunAnew() {
    return new GuardRun(guard, ordinal + 1, verdict, since, reading, afresh, noticed);
  }

  /** Whether it is not well with what is guarded. */
  public boolean breached() {
    return !verdict.equals(FINE);
  }
}
