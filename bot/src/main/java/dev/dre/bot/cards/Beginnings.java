package dev.dre.bot.cards;

import dev.dre.operations.Operation;
import dev.dre.operations.temporal.OperationInput;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import java.time.Instant;
import java.util.Optional;

/** What a run of an operation began with, which can be read without a worker. */
final class Beginnings {

  private final WorkflowClient temporal;
  private final DataConverter converter;

  Beginnings(WorkflowClient temporal, DataConverter converter) {
    this.temporal = temporal;
    this.converter = converter;
  }

  /** Empty when Temporal does not say, or another release has written it. */
  Optional<Operation> of(String workflowId, String runId, Instant now) {
    try {
      var history =
          temporal
              .getWorkflowServiceStubs()
              .blockingStub()
              .getWorkflowExecutionHistory(
                  GetWorkflowExecutionHistoryRequest.newBuilder()
                      .setNamespace(temporal.getOptions().getNamespace())
                      .setExecution(
                          WorkflowExecution.newBuilder().setWorkflowId(workflowId).setRunId(runId))
                      .setMaximumPageSize(1)
                      .build())
              .getHistory();
      var started = history.getEvents(0).getWorkflowExecutionStartedEventAttributes();
      return Optional.ofNullable(
              converter.fromPayloads(
                  0, Optional.of(started.getInput()), OperationInput.class, OperationInput.class))
          .map(input -> input.begin(now));
    } catch (StatusRuntimeException | DataConverterException e) {
      return Optional.empty();
    }
  }
}
