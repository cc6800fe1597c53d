package dev.dre.approvals;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What somebody said at a gate.
 *
 * @param groups the groups {@code actor} was found in when deciding
 * @param comment empty when none was given
 */
public record Decision(
    Actor actor, Set<String> groups, Verdict verdict, String comment, Instant at) {

  public enum Verdict {
    APPROVE,
    REJECT
  }

  public Decision {
    // Sorted, because the order of Set.copyOf differs from one process to the next, and equal
    // decisions must be written alike.
    groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
  }
}
