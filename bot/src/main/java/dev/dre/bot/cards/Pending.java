package dev.dre.bot.cards;

import com.google.protobuf.Timestamp;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.temporal.JobProgress;
import dev.dre.operations.temporal.OperationIds;
import dev.dre.operations.temporal.WatchProgress;
import dev.dre.words.Words;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Optional;

/**
 * An activity or a child workflow of an operation that has not ended, as Temporal describes it.
 *
 * @param id the same through all its attempts
 * @param queue empty when the server does not say
 * @param scheduledAt when this attempt was, or will be, handed to the queue
 * @param startedAt when a worker took this attempt; empty while none has
 * @param failure why the attempt before failed; empty when none has
 * @param sink for a delivery that is tried again, whom it is for; else empty
 * @param progress what it said last about a Job, or about what it watches
 * @param guarding what a guard saw last, with its title; empty for all others
 */
record Pending(
    String id,
    String type,
    String queue,
    int attempt,
    Instant scheduledAt,
    Optional<Instant> startedAt,
    String failure,
    String sink,
    Optional<JobProgress> progress,
    Optional<String> guarding) {

  static final String DELIVERY = "deliver";
  private static final String CHILD = "child workflow";
  private static final String FOLLOWING = "followJob";
  private static final String CHANGING = "makeChange";
  private static final String WATCHING = "watch";
  private static final String GUARDING = "guard";

  static Pending of(PendingActivityInfo info, DataConverter converter) {
    String type = info.getActivityType().getName();
    return new Pending(
        info.getActivityId(),
        type,
        info.getActivityOptions().getTaskQueue().getName(),
        info.getAttempt(),
        instant(info.getScheduledTime()),
        startedAt(info),
        info.getLastFailure().getMessage(),
        type.equals(DELIVERY) ? beat(info, converter, String.class).orElse("") : "",
        progress(type, info, converter),
        type.equals(GUARDING)
            ? beat(info, converter, WatchProgress.class)
                .map(Words::seen)
                .filter(said -> !said.isBlank())
            : Optional.<String>empty());
  }

  /** One whose cancellation was asked for goes on until its worker hears of it. */
  private static Optional<Instant> startedAt(PendingActivityInfo info) {
    Instant started = instant(info.getLastStartedTime());
    boolean runs =
        switch (info.getState()) {
          case PENDING_ACTIVITY_STATE_STARTED -> true;
          // Also said of an attempt that waits for its worker.
          case PENDING_ACTIVITY_STATE_CANCEL_REQUESTED, PENDING_ACTIVITY_STATE_PAUSE_REQUESTED ->
              !started.isBefore(instant(info.getScheduledTime()));
          default -> false;
        };
    return runs ? Optional.of(started) : Optional.empty();
  }

  /** A workflow of somebody else, whose worker has something to do since {@code scheduledAt}. */
  static Pending child(
      String workflowId, String queue, Instant scheduledAt, Optional<Instant> startedAt) {
    return new Pending(
        workflowId,
        CHILD,
        queue,
        1,
        scheduledAt,
        startedAt,
        "",
        "",
        Optional.empty(),
        Optional.empty());
  }

  /** Whose worker it waits for; empty where that is one of our own beside the clusters. */
  Optional<String> servedBy() {
    return type.equals(CHILD)
        ? Optional.of("the queue " + queue)
        : OperationIds.clusterOf(queue).map(ClusterName::value);
  }

  private static Optional<JobProgress> progress(
      String type, PendingActivityInfo info, DataConverter converter) {
    return switch (type) {
      case FOLLOWING, CHANGING -> beat(info, converter, JobProgress.class);
      case WATCHING ->
          beat(info, converter, WatchProgress.class)
              .map(watch -> new JobProgress(watch.fraction(), Words.unescaped(Words.seen(watch))));
      default -> Optional.empty();
    };
  }

  /** Whether its last attempt has failed, and the next one is not due yet. */
  boolean backsOff(Instant now) {
    return startedAt.isEmpty() && scheduledAt.isAfter(now);
  }

  private static <T> Optional<T> beat(
      PendingActivityInfo info, DataConverter converter, Class<T> type) {
    if (!info.hasHeartbeatDetails()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(
          converter.fromPayloads(0, Optional.of(info.getHeartbeatDetails()), type, (Type) type));
    } catch (DataConverterException e) {
      // Another release says something else with its heartbeats.
      return Optional.empty();
    }
  }

  static Instant instant(Timestamp at) {
    return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
  }
}
