package dev.dre.operations.client.history;

import dev.dre.operations.id.OperationId;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Where histories are kept. What is not kept any more has no events. */
interface HistorySource {

  /**
   * An operation with its latest run.
   *
   * @param runbook empty where it was not written down
   * @param team empty where it was not written down
   */
  record Located(
      OperationId operation,
      WorkflowExecution latest,
      Optional<String> runbook,
      Optional<String> team) {}

  /** The operation of that id, or else the latest on the datastore of that name. */
  Optional<Located> locate(String name);

  /** Those that run first, then those that ended last. To be closed. */
  Stream<Located> all(Optional<Instant> since, boolean runningOnly);

  /** Oldest first, read page by page as it is consumed. To be closed. */
  Stream<HistoryEvent> events(WorkflowExecution run);

  Optional<HistoryEvent> first(WorkflowExecution run);

  /** What is in flight; empty when the run is not kept any more. */
  Optional<DescribeWorkflowExecutionResponse> describe(WorkflowExecution run);
}
