package dev.dre.operations;

import dev.dre.operations.plan.ClusterName;
import java.time.Instant;
import java.util.Optional;

/**
 * Looking what is left behind in one cluster.
 *
 * @param index the check's place in the plan
 * @param tries how often it was started
 * @param nextTry when it is tried again; present only after a failure
 * @param found what is left; empty when nothing is, and until it was looked
 * @param problem why nobody could look; empty when somebody could, and until it was tried often
 *     enough
 */
public record ResidueRun(
    int index,
    ClusterName cluster,
    boolean finished,
    int tries,
    Optional<Instant> nextTry,
    String found,
    String problem) {

  static ResidueRun starting(int index, ClusterName cluster) {
    return new ResidueRun(index, cluster, false, 1, Optional.empty(), "", "");
  }

  ResidueRun seen(String what) {
    return new ResidueRun(index, cluster, true, tries, Optional.empty(), what, "");
  }

  ResidueRun notSeen(String why) {
    return new ResidueRun(index, cluster, true, tries, Optional.empty(), "", why);
  }

  ResidueRun tryAgainAt(Instant when) {
    return new ResidueRun(index, cluster, false, tries, Optional.of(when), "", "");
  }

  ResidueRun triedAgain() {
    return new ResidueRun(index, cluster, false, tries + 1, Optional.empty(), "", "");
  }

  /** Whether a check should be in flight now. */
  boolean running() {
    return !finished && nextTry.isEmpty();
  }
}
