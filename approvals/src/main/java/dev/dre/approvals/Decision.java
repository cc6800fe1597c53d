package dev.dre.approvals;

import java.time.Instant;
import java.util.Set;

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
    groups = Set.copyOf(groups);
  }
}
