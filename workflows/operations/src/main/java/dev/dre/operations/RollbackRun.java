package dev.dre.operations;

import dev.dre.operations.id.RollbackId;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.StepId;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of the list of things to undo, newest step first.
 *
 * @param index the entry's place in its step's rollback list
 * @param cluster the place, see {@link dev.dre.operations.plan.ClusterTask#where}
 * @param tries how often it was started
 * @param nextTry when it is tried again; present only after a failure
 */
public record RollbackRun(
    RollbackId id,
    StepId step,
    int index,
    ClusterName cluster,
    String undoes,
    Progress progress,
    int tries,
    Optional<Instant> nextTry) {

  /** How far a rollback has come. */
  public enum Progress {
    PENDING,
    RUNNING,
    FAILED,
    DONE,
    GIVEN_UP
  }

  boolean finished() {
    return progress == Progress.DONE || progress == Progress.GIVEN_UP;
  }

  RollbackRun as(Progress next) {
    return new RollbackRun(id, step, index, cluster, undoes, next, tries, Optional.empty());
  }

  RollbackRun started() {
    return new RollbackRun(
        id, step, index, cluster, undoes, Progress.RUNNING, tries + 1, Optional.empty());
  }

  RollbackRun failed(Instant tryAgain) {
    return new RollbackRun(
        id, step, index, cluster, undoes, Progress.FAILED, tries, Optional.of(tryAgain));
  }
}
