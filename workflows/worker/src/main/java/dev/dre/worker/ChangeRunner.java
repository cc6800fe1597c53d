package dev.dre.worker;

import dev.dre.operations.Operation;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.id.EffectWords;
import dev.dre.operations.id.GateId;
import dev.dre.operations.plan.Mode;
import dev.dre.operations.plan.PlannedChange;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.temporal.ChangeActivities;
import dev.dre.operations.temporal.ChangeOutcome;
import dev.dre.operations.temporal.ChangeRequest;
import dev.dre.operations.temporal.JobRequest;
import dev.dre.operations.temporal.OperationIds;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Runs what a step of the kind {@code kubernetes} does, through the worker of its cluster. */
final class ChangeRunner {

  /**
   * Longer than the requests between two beats can last, so that who is taken for gone has written
   * before: each is given up after 5 s and tried once more.
   */
  private static final Duration HEARTBEAT = Duration.ofMinutes(1);

  private final Operation operation;
  private final EffectId id;
  private final StepId step;
  private final int attempt;
  private final PlannedChange change;

  ChangeRunner(Operation operation, EffectId id, StepId step, int attempt, PlannedChange change) {
    this.operation = operation;
    this.id = id;
    this.step = step;
    this.attempt = attempt;
    this.change = change;
  }

  /** {@code reading}: what was seen beside it of what the step requires. */
  Outcome look(SortedMap<String, String> reading) {
    var view =
        cluster(EffectRunner.SHORT_CALL, "try without changing anything").lookAtChange(request());
    var all = new TreeMap<>(reading);
    all.putAll(view.reading());
    return new Outcome.Required(view.why().isEmpty(), all, view.why());
  }

  Outcome make() {
    return outcome(
        cluster(change.timeout().plus(EffectRunner.FOLLOW_MARGIN), "change and follow")
            .makeChange(request()));
  }

  Outcome verify() {
    var verdict = cluster(EffectRunner.SHORT_CALL, "look at change").verifyChange(request());
    return new Outcome.Verified(verdict.verification(), verdict.evidence());
  }

  Outcome undo() {
    return outcome(
        cluster(change.longestUndo().plus(EffectRunner.FOLLOW_MARGIN), "undo change")
            .undoChange(request()));
  }

  private static Outcome outcome(ChangeOutcome outcome) {
    return outcome.problem().isEmpty()
        ? new Outcome.Succeeded(new TreeMap<>())
        : new Outcome.Failed(outcome.problem(), outcome.lastLines());
  }

  private ChangeRequest request() {
    return new ChangeRequest(
        change,
        operation.id(),
        operation.plan().datastore().name(),
        operation.id() + "/" + step,
        JobRequest.nameOf(operation.id(), id),
        approved(),
        operation.step(step).startedAt().filter(at -> operation.plan().trust() == Mode.SHADOW));
  }

  private Optional<String> approved() {
    return Optional.ofNullable(operation.closedGates().get(GateId.of(step, attempt)))
        .map(closed -> closed.asked().evidence().getOrDefault(PlannedChange.AS_OF, ""));
  }

  private ChangeActivities cluster(Duration timeout, String what) {
    var options =
        ActivityOptions.newBuilder()
            .setTaskQueue(OperationIds.clusterQueue(change.cluster()))
            .setStartToCloseTimeout(timeout)
            .setRetryOptions(EffectRunner.UNTIL_IT_WORKS)
            // Whoever cancels has to know that nothing of it can still change something.
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .setSummary(EffectWords.summary(id, what));
    if (timeout.compareTo(EffectRunner.SHORT_CALL) > 0) {
      options.setHeartbeatTimeout(HEARTBEAT);
    }
    return Workflow.newActivityStub(ChangeActivities.class, options.build());
  }
}
