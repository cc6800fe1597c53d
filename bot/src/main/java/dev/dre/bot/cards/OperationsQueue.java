package dev.dre.bot.cards;

import com.google.protobuf.Timestamp;
import dev.dre.operations.temporal.OperationIds;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether any worker serves operations. One that waits for a person has nothing to do, so nobody
 * would see on it that the worker is gone before the click that comes to nothing.
 */
final class OperationsQueue {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

  /** A worker asks at least once a minute. */
  private static final Duration GONE = Duration.ofSeconds(90);

  private final WorkflowClient temporal;
  private Instant nextLook = Instant.MIN;
  private Optional<Instant> emptySince = Optional.empty();
  private Optional<Instant> unservedSince = Optional.empty();

  OperationsQueue(WorkflowClient temporal) {
    this.temporal = temporal;
  }

  /** Empty while a worker is there, and while Temporal does not say. */
  Optional<Instant> unservedSince(Instant now) {
    if (!now.isBefore(nextLook)) {
      nextLook = now.plus(BETWEEN_LOOKS);
      try {
        unservedSince = judge(pollers(), now);
      } catch (StatusRuntimeException e) {
        unservedSince = Optional.empty();
      }
    }
    return unservedSince;
  }

  private List<PollerInfo> pollers() {
    return temporal
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeTaskQueue(
            DescribeTaskQueueRequest.newBuilder()
                .setNamespace(temporal.getOptions().getNamespace())
                .setTaskQueue(TaskQueue.newBuilder().setName(OperationIds.OPERATIONS_QUEUE))
                .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
                .build())
        .getPollersList();
  }

  /**
   * A server that has just started knows of no worker yet, nor for how long there has been none.
   */
  private Optional<Instant> judge(List<PollerInfo> pollers, Instant now) {
    var last =
        pollers.stream()
            .map(PollerInfo::getLastAccessTime)
            .map(OperationsQueue::instant)
            .max(Comparator.naturalOrder());
    emptySince = last.isPresent() ? Optional.empty() : emptySince.or(() -> Optional.of(now));
    return last.or(() -> emptySince).filter(at -> !now.isBefore(at.plus(GONE)));
  }

  private static Instant instant(Timestamp at) {
    return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
  }
}
