package dev.dre.operations.temporal;

import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Who polls a task queue. Temporal remembers them for five minutes after their last poll. */
public final class Pollers {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Pollers() {}

  /**
   * Those that Temporal remembers, in no order.
   *
   * @param queue its name
   * @throws io.grpc.StatusRuntimeException when Temporal does not answer
   */
  public static List<PollerInfo> of(WorkflowClient temporal, String queue, TaskQueueType type) {
    return temporal
        .getWorkflowServiceStubs()
        .blockingStub()
        .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .describeTaskQueue(
            DescribeTaskQueueRequest.newBuilder()
                .setNamespace(temporal.getOptions().getNamespace())
                .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                .setTaskQueueType(type)
                .build())
        .getPollersList();
  }

  /** When {@code poller} polled last. */
  public static Instant lastPoll(PollerInfo poller) {
    var at = poller.getLastAccessTime();
    return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
  }
}
