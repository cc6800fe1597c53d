package dev.dre.bot.cards;

import io.temporal.api.enums.v1.PendingWorkflowTaskState;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The workflows of others that an operation has started, and waits for. */
final class Children {

  private final WorkflowClient temporal;

  Children(WorkflowClient temporal) {
    this.temporal = temporal;
  }

  /** What each of them waits for in its queue. */
  List<Pending> of(WorkflowExecutionDescription operation) {
    return operation.getRawDescription().getPendingChildrenList().stream()
        .flatMap(child -> describe(child.getWorkflowId()))
        .toList();
  }

  private Stream<Pending> describe(String workflowId) {
    try {
      var child = temporal.newUntypedWorkflowStub(workflowId).describe();
      var task = child.getRawDescription().getPendingWorkflowTask();
      boolean waits =
          task.getState() == PendingWorkflowTaskState.PENDING_WORKFLOW_TASK_STATE_SCHEDULED;
      return Stream.of(
          Pending.child(
              workflowId,
              child.getTaskQueue(),
              waits ? Pending.instant(task.getOriginalScheduledTime()) : child.getStartTime(),
              waits ? Optional.empty() : Optional.of(child.getStartTime())));
    } catch (WorkflowNotFoundException e) {
      return Stream.empty(); // It has ended meanwhile, and is no longer kept.
    }
  }
}
