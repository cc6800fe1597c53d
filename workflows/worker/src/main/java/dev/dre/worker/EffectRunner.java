package dev.dre.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dre.operations.Operation;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.id.EffectWords;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.PlannedCall;
import dev.dre.operations.plan.PlannedChange;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.temporal.CallActivities;
import dev.dre.operations.temporal.CallOutcome;
import dev.dre.operations.temporal.CallRequest;
import dev.dre.operations.temporal.CallWatchRequest;
import dev.dre.operations.temporal.ClusterActivities;
import dev.dre.operations.temporal.ConditionActivities;
import dev.dre.operations.temporal.Delivery;
import dev.dre.operations.temporal.GuardRequest;
import dev.dre.operations.temporal.JobAddress;
import dev.dre.operations.temporal.JobOutcome;
import dev.dre.operations.temporal.JobRequest;
import dev.dre.operations.temporal.LogFields;
import dev.dre.operations.temporal.LookRequest;
import dev.dre.operations.temporal.OperationIds;
import dev.dre.operations.temporal.SinkActivities;
import dev.dre.operations.temporal.WatchRequest;
import dev.dre.operations.watching.WatchRules;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs one effect of an operation to its outcome. Blocks its workflow thread; cancelling the scope
 * ends it.
 */
final class EffectRunner {

  static final Duration SHORT_CALL = Duration.ofSeconds(30);

  /** Three missed heartbeats of the worker; another one then looks at the same Job. */
  static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /**
   * Above the Job's own timeout, which is the one that counts: following again is always possible.
   */
  static final Duration FOLLOW_MARGIN = Duration.ofMinutes(15);

  /** Watching ends by its own rules; this is only what the server wants to hear. */
  private static final Duration LONGEST_WATCH = Duration.ofDays(3_650);

  private static final int TRIES_OF_A_CALL = 3;

  // Without a maximum of attempts and without a schedule-to-start timeout: a cluster or a worker
  // that is away makes an
  // operation wait, visibly, and never decides anything.
  static final RetryOptions UNTIL_IT_WORKS =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofSeconds(1))
          .setMaximumInterval(Duration.ofSeconds(20))
          .build();

  private final Operation operation;
  private final EffectId id;
  private final boolean again;
  private final Runnable created;

  /**
   * Runs one effect.
   *
   * @param again whether something that nobody has heard the end of may have done a part
   * @param created is run once its Job exists, where it has one
   */
  EffectRunner(Operation operation, EffectId id, boolean again, Runnable created) {
    this.operation = operation;
    this.id = id;
    this.again = again;
    this.created = created;
  }

  /** Whether it cannot be stopped and started again without losing something. */
  static boolean hasToEnd(Effect effect) {
    return switch (effect) {
      case Effect.RunStep ignored -> true;
      case Effect.Answer ignored -> true;
      case Effect.Require ignored -> true;
      case Effect.Guard ignored -> false;
      case Effect.Verify ignored -> true;
      case Effect.RollBack ignored -> true;
      case Effect.CheckResidue ignored -> true;
      case Effect.Clear ignored -> true;
      case Effect.Deliver ignored -> false;
      case Effect.Timer ignored -> false;
    };
  }

  Outcome run(Effect effect) {
    EffectWords.of(id).step().ifPresent(LogFields::step);
    return switch (effect) {
      case Effect.RunStep step -> runStep(step);
      case Effect.Answer answer -> answer(answer);
      case Effect.Require require -> require(require);
      case Effect.Guard guard -> guard(guard);
      case Effect.Verify verify ->
          verify.job() instanceof PlannedChange change
              ? changes(verify.step(), verify.attempt(), change).verify()
              : runJob(effect);
      case Effect.RollBack back ->
          back.job() instanceof PlannedChange change
              ? changes(back.step(), back.attempt(), change).undo()
              : runJob(effect);
      case Effect.CheckResidue ignored -> runJob(effect);
      case Effect.Clear clear -> clear(clear);
      case Effect.Deliver deliver -> deliver(deliver);
      case Effect.Timer timer -> sleepUntil(timer.at());
    };
  }

  private Outcome runStep(Effect.RunStep step) {
    return switch (step.action()) {
      case StepAction.RunJob ignored -> runJob(step);
      case StepAction.Watch watch -> watch(step, watch);
      case StepAction.Sleep sleep -> {
        Workflow.sleep(sleep.lasts());
        yield new Outcome.Succeeded(new TreeMap<>());
      }
      case StepAction.SleepUntil until -> {
        sleepUntil(until.at());
        yield new Outcome.Succeeded(new TreeMap<>());
      }
      case StepAction.SleepUntilOpen until -> {
        // What clocks are moved is data of the worker's Java: looked up once, and recorded.
        sleepUntil(conditions().opens(until.window()));
        yield new Outcome.Succeeded(new TreeMap<>());
      }
      case StepAction.Approve ignored -> new Outcome.Succeeded(new TreeMap<>());
      case StepAction.Ask ask -> throw new IllegalStateException("the operation asks: " + ask);
      case StepAction.Call call -> call(step, call.call());
      case StepAction.StartWorkflow start -> startWorkflow(step, start);
      case StepAction.Change(PlannedChange change) ->
          changes(step.step(), step.attempt(), change).make();
    };
  }

  private ChangeRunner changes(StepId step, int attempt, PlannedChange change) {
    return new ChangeRunner(operation, id, step, attempt, change);
  }

  private Outcome call(Effect.RunStep step, PlannedCall call) {
    var planned = operation.planOf(operation.step(step.step()));
    var outcome =
        calls(
                call.timeout().plus(SHORT_CALL),
                // Nobody knows what a call has done whose worker was lost.
                planned.idempotent() || planned.readOnly() ? TRIES_OF_A_CALL : 1)
            .call(new CallRequest(call, operation.id() + "/" + id));
    return switch (outcome) {
      case CallOutcome.Answered answered -> new Outcome.Succeeded(answered.outputs());
      case CallOutcome.Failed failed -> new Outcome.Failed(failed.reason(), failed.answer());
      case CallOutcome.NoAnswer none -> new Outcome.Unknown(none.reason());
    };
  }

  private CallActivities calls(Duration timeout, int tries) {
    return Workflow.newActivityStub(
        CallActivities.class,
        beside(timeout, "call")
            .setRetryOptions(
                RetryOptions.newBuilder(UNTIL_IT_WORKS).setMaximumAttempts(tries).build())
            .build());
  }

  private CallActivities callsWithHeartbeat() {
    return Workflow.newActivityStub(
        CallActivities.class,
        beside(LONGEST_WATCH, "watch")
            .setRetryOptions(UNTIL_IT_WORKS)
            .setHeartbeatTimeout(HEARTBEAT)
            .build());
  }

  /** Needs no cluster, so it runs where the workflows do. */
  private ActivityOptions.Builder beside(Duration timeout, String what) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(OperationIds.OPERATIONS_QUEUE)
        .setStartToCloseTimeout(timeout)
        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
        .setSummary(EffectWords.summary(id, what));
  }

  /** Its own workflow: what it does, and how it ends, is its business. */
  private Outcome startWorkflow(Effect.RunStep step, StepAction.StartWorkflow start) {
    var child =
        Workflow.newUntypedChildWorkflowStub(
            start.type(),
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId("%s/%s".formatted(operation.id(), id))
                .setTaskQueue(start.queue())
                .setWorkflowExecutionTimeout(start.timeout())
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
                .build());
    JsonNode result =
        start.input().isEmpty()
            ? child.execute(JsonNode.class)
            : child.execute(JsonNode.class, json(start.input()));
    return ChildOutcomes.of(result, operation.planOf(operation.step(step.step())).outputs());
  }

  private static JsonNode json(String text) {
    try {
      return OperationJson.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plan holds JSON", e);
    }
  }

  private Outcome watch(Effect.RunStep step, StepAction.Watch watch) {
    var outcome =
        switch (watch.probe()) {
          case PlannedJob job ->
              cluster(job.cluster(), LONGEST_WATCH, "watch")
                  .watch(new WatchRequest(look(step.step().value(), job, step.reported()), watch));
          case PlannedCall call ->
              callsWithHeartbeat()
                  .watch(
                      new CallWatchRequest(
                          call, operation.id() + "/" + id, watch, step.reported()));
        };
    return WatchRules.ofStep(outcome);
  }

  private Outcome guard(Effect.Guard effect) {
    var guard = effect.guard();
    var word =
        cluster(guard.probe().cluster(), LONGEST_WATCH, "guard")
            .guard(
                new GuardRequest(
                    look(guard.id(), guard.probe(), effect.reported()), guard, effect.verdict()));
    return new Outcome.GuardSays(word.verdict(), word.detail(), word.reading());
  }

  private LookRequest look(String step, PlannedJob probe, SortedMap<String, String> reported) {
    return new LookRequest(
        operation.id(), operation.plan().datastore().name(), id, step, probe, reported);
  }

  private Outcome answer(Effect.Answer effect) {
    var answer =
        conditions().answer(effect.condition(), effect.condition().values(effect.reported()));
    return answer
        .holds()
        .<Outcome>map(Outcome.Answered::new)
        .orElseGet(() -> new Outcome.Failed(answer.problem(), ""));
  }

  private Outcome require(Effect.Require effect) {
    var seen = new TreeMap<>(effect.reported());
    SortedMap<String, String> reading = new TreeMap<>();
    if (effect.requirement().isPresent()) {
      var requirement = effect.requirement().get();
      if (requirement.probe().isPresent()) {
        Outcome looked = runJob(effect);
        if (!(looked instanceof Outcome.Succeeded succeeded)) {
          return looked;
        }
        reading = succeeded.outputs();
        seen.putAll(reading);
      }
      var answer = conditions().answer(requirement.that(), requirement.that().values(seen));
      if (answer.holds().isEmpty()) {
        return new Outcome.Failed(answer.problem(), "");
      }
      if (!answer.holds().get() || effect.change().isEmpty()) {
        return new Outcome.Required(answer.holds().get(), reading);
      }
    }
    return changes(effect.step(), effect.attempt(), effect.change().orElseThrow()).look(reading);
  }

  /** Recorded as one event; no queue, no task of its own. */
  private static ConditionActivities conditions() {
    return Workflow.newLocalActivityStub(
        ConditionActivities.class,
        LocalActivityOptions.newBuilder().setStartToCloseTimeout(SHORT_CALL).build());
  }

  private Outcome runJob(Effect effect) {
    var plain = JobRequest.of(operation.id(), operation.plan().datastore().name(), id, effect);
    JobRequest request = budget(effect).map(plain::within).orElse(plain);
    PlannedJob job = request.job();
    var submitted = cluster(job.cluster(), SHORT_CALL, "submit Job").submitJob(request);
    created.run();
    JobOutcome outcome =
        cluster(job.cluster(), job.timeout().plus(FOLLOW_MARGIN), "follow Job")
            .followJob(submitted);
    return JobOutcomes.outcomeOf(effect, outcome);
  }

  private Optional<Duration> budget(Effect effect) {
    return effect instanceof Effect.RunStep run
        ? operation.planOf(operation.step(run.step())).budget()
        : Optional.empty();
  }

  private Outcome clear(Effect.Clear clear) {
    PlannedJob job = clear.job();
    cluster(job.cluster(), FOLLOW_MARGIN, "see Job gone")
        .ensureGone(
            new JobAddress(
                job.cluster(), job.namespace(), JobRequest.nameOf(operation.id(), clear.target())));
    return new Outcome.Succeeded(new TreeMap<>());
  }

  private Outcome deliver(Effect.Deliver deliver) {
    var options =
        ActivityOptions.newBuilder()
            .setTaskQueue(OperationIds.BOT_QUEUE)
            .setStartToCloseTimeout(Duration.ofMinutes(2))
            .setHeartbeatTimeout(HEARTBEAT)
            .setRetryOptions(UNTIL_IT_WORKS)
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .setSummary("tell " + deliver.sink())
            .build();
    var report =
        Workflow.newActivityStub(SinkActivities.class, options)
            .deliver(
                new Delivery(
                    deliver.sink(),
                    operation.id(),
                    operation.plan().datastore().name(),
                    operation.channel(),
                    deliver.events(),
                    deliver.windows(),
                    again));
    return new Outcome.Delivered(report.throughSequence(), report.windows());
  }

  private static Outcome sleepUntil(Instant at) {
    var wait = Duration.between(Instant.ofEpochMilli(Workflow.currentTimeMillis()), at);
    if (wait.isPositive()) {
      Workflow.sleep(wait);
    }
    return new Outcome.TimerFired();
  }

  private ClusterActivities cluster(ClusterName cluster, Duration timeout, String what) {
    var options =
        ActivityOptions.newBuilder()
            .setTaskQueue(OperationIds.clusterQueue(cluster))
            .setStartToCloseTimeout(timeout)
            .setRetryOptions(UNTIL_IT_WORKS)
            // Whoever cancels has to know that nothing of it can still create a Job.
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .setSummary(EffectWords.summary(id, what));
    if (timeout.compareTo(SHORT_CALL) > 0) {
      options.setHeartbeatTimeout(HEARTBEAT);
    }
    return Workflow.newActivityStub(ClusterActivities.class, options.build());
  }
}
