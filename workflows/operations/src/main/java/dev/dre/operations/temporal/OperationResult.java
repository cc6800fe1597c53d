package dev.dre.operations.temporal;

import dev.dre.operations.Operation;
import dev.dre.operations.StepRun;
import dev.dre.operations.StepStatus;
import dev.dre.operations.plan.Mode;
import dev.dre.operations.plan.StepAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an operation leaves when it has ended. Stands in the last event of its history, so that it
 * is read without a worker and without the history, and costs none.
 *
 * @param runbook the runbook's name
 * @param took how long each step took that the machine has done, by the step's id: its last
 *     attempt, without what was waited for before it; a pause ends an attempt or lets it go on, so
 *     there is none in it. Without steps that take as long as their runbook says
 */
public record OperationResult(String runbook, SortedMap<String, Duration> took) {

  public OperationResult {
    took = Collections.unmodifiableSortedMap(new TreeMap<>(took));
  }

  /** Of {@code operation}, which has ended. */
  public static OperationResult of(Operation operation) {
    var took = new TreeMap<String, Duration>();
    if (operation.plan().trust() != Mode.SHADOW) {
      for (StepRun run : operation.steps()) {
        if (ranToItsEnd(operation, run)) {
          // The end is known, so the present is not asked for.
          took.put(run.id().value(), run.took(Instant.MAX));
        }
      }
    }
    return new OperationResult(operation.plan().runbook(), took);
  }

  private static boolean ranToItsEnd(Operation operation, StepRun run) {
    StepAction action = operation.planOf(run).action();
    boolean takesItsTime =
        action instanceof StepAction.RunJob
            || action instanceof StepAction.Watch
            || action instanceof StepAction.Call
            || action instanceof StepAction.StartWorkflow;
    return takesItsTime
        && run.status() == StepStatus.DONE
        && run.byHand().isEmpty()
        && run.startedAt().isPresent()
        && run.endedAt().isPresent();
  }
}
