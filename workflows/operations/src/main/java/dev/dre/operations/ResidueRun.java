package dev.dre.operations;

import dev.dre.operations.plan.ClusterName;
import java.time.Instant;
import java.util.Optional;

/**
 * Looking what is left behind in one place.
 *
 * @param index the check's place in the plan
 * @param cluster the place, see {@link dev.dre.operations.plan.ClusterTask#where}
 * @param tries how often it was started, in all rounds: each try is an effect of its own
 * @param failures how often in this round nobody could look
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
    int failures,
    Optional<Instant> nextTry,
    String found,
    String problem) {

  static ResidueRun notLooked(int index, ClusterName cluster) {
    return new ResidueRun(index, cluster, false, 0, 0, Optional.empty(), "", "");
  }

  /** What was seen counts no more: things are about to change. */
  ResidueRun outdated() {
    return new ResidueRun(index, cluster, false, tries, 0, Optional.empty(), "", "");
  }

  ResidueRun seen(String what) {
    return new ResidueRun(index, cluster, true, tries, failures, Optional.empty(), what, "");
  }

  ResidueRun notSeen(String why) {
    return new ResidueRun(index, cluster, true, tries, failures, Optional.empty(), "", why);
  }

  ResidueRun tryAgainAt(Instant when) {
    return new ResidueRun(index, cluster, false, tries, failures + 1, Optional.of(when), "", "");
  }

  ResidueRun started() {
    return new ResidueRun(index, cluster, false, tries + 1, failures, Optional.empty(), "", "");
  }

  /** Whether a check should be in flight now. */
  boolean running() {
    return !finished && nextTry.isEmpty();
  }
}
