package dev.dre.worker;

import dev.dre.operations.Operation;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.id.EffectWords;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.temporal.ClusterActivities;
import dev.dre.operations.temporal.Delivery;
import dev.dre.operations.temporal.JobAddress;
import dev.dre.operations.temporal.JobOutcome;
import dev.dre.operations.temporal.JobRequest;
import dev.dre.operations.temporal.OperationIds;
import dev.dre.operations.temporal.SinkActivities;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

/**
 * Runs one effect of an operation to its outcome. Blocks its workflow thread; cancelling the scope
 * ends it.
 */
final class EffectRunner {

  private static final Duration SHORT_CALL = Duration.ofSeconds(30);

  /** Three missed heartbeats of the worker; another one then looks at the same Job. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /**
   * Above the Job's own timeout, which is the one that counts: following again is always possible.
   */
  private static final Duration FOLLOW_MARGIN = Duration.ofMinutes(15);

  // Without a maximum of attempts and without a schedule-to-start timeout: a cluster or a worker
  // that is away makes an
  // operation wait, visibly, and never decides anything.
  private static final RetryOptions UNTIL_IT_WORKS =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofSeconds(1))
          .setMaximumInterval(Duration.ofSeconds(20))
          .build();

  private final Operation operation;
  private final EffectId id;
  private final boolean again;

  /** {@code again}: whether something that nobody has heard the end of may have done a part. */
  EffectRunner(Operation operation, EffectId id, boolean again) {
    this.operation = operation;
    this.id = id;
    this.again = again;
  }

  static boolean hasJob(Effect effect) {
    return switch (effect) {
      case Effect.RunStep ignored -> true;
      case Effect.Verify ignored -> true;
      case Effect.RollBack ignored -> true;
      case Effect.CheckResidue ignored -> true;
      case Effect.Clear ignored -> true;
      case Effect.Deliver ignored -> false;
      case Effect.Timer ignored -> false;
    };
  }

  Outcome run(Effect effect) {
    return switch (effect) {
      case Effect.RunStep ignored -> runJob(effect);
      case Effect.Verify ignored -> runJob(effect);
      case Effect.RollBack ignored -> runJob(effect);
      case Effect.CheckResidue ignored -> runJob(effect);
      case Effect.Clear clear -> clear(clear);
      case Effect.Deliver deliver -> deliver(deliver);
      case Effect.Timer timer -> sleepUntil(timer.at());
    };
  }

  private Outcome runJob(Effect effect) {
    var request = JobRequest.of(operation.id(), operation.plan().datastore().name(), id, effect);
    PlannedJob job = request.job();
    var submitted = cluster(job.cluster(), SHORT_CALL, "submit Job").submitJob(request);
    JobOutcome outcome =
        cluster(job.cluster(), job.timeout().plus(FOLLOW_MARGIN), "follow Job")
            .followJob(submitted);
    return JobOutcomes.outcomeOf(effect, outcome);
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
