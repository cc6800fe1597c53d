package dev.dre.operations.temporal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.dre.operations.ByHand;
import dev.dre.operations.Operation;
import dev.dre.operations.StepRun;
import dev.dre.operations.StepStatus;
import dev.dre.operations.plan.Mode;
import dev.dre.operations.plan.StepAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
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
 * @param byHand the steps that people did, or left out, in the order of the plan; empty outside of
 *     shadow, and for what an earlier release has run
 */
public record OperationResult(
    String runbook, SortedMap<String, Duration> took, List<StepByHand> byHand) {

  public OperationResult {
    took = Collections.unmodifiableSortedMap(new TreeMap<>(took));
    byHand = List.copyOf(byHand);
  }

  /** Of an operation whose steps the machine did. */
  public OperationResult(String runbook, SortedMap<String, Duration> took) {
    this(runbook, took, List.of());
  }

  /**
   * What a person did in a step's place.
   *
   * @param step the step's id
   * @param contradicted how often it was said to be done, and the look after that found otherwise
   * @param lookedAt whether anybody could look; else it was taken on somebody's word
   */
  public record StepByHand(
      String step, ByHand.How how, String comment, int contradicted, boolean lookedAt) {

    /** Whether it was done just so, and found to be so at once. */
    @JsonIgnore
    public boolean agrees() {
      return how == ByHand.How.AS_PLANNED && contradicted == 0;
    }
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
    return new OperationResult(operation.plan().runbook(), took, byHand(operation));
  }

  private static List<StepByHand> byHand(Operation operation) {
    return operation.steps().stream()
        .flatMap(run -> run.byHand().stream().map(done -> byHand(operation, run, done)))
        .toList();
  }

  private static StepByHand byHand(Operation operation, StepRun run, ByHand done) {
    boolean lookedAt = operation.planOf(run).unverified().isEmpty();
    return new StepByHand(
        run.id().value(), done.how(), done.comment(), done.contradicted(), lookedAt);
  }

  private static boolean ranToItsEnd(Operation operation, StepRun run) {
    StepAction action = operation.planOf(run).action();
    boolean takesItsTime =
        action instanceof StepAction.RunJob
            || action instanceof StepAction.Watch
            || action instanceof StepAction.Call
            || action instanceof StepAction.Change
            || action instanceof StepAction.StartWorkflow;
    return takesItsTime
        && run.status() == StepStatus.DONE
        && run.byHand().isEmpty()
        && run.startedAt().isPresent()
        && run.endedAt().isPresent();
  }
}
