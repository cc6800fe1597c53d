package dev.dre.operations.client.history;

import dev.dre.operations.client.TemporalSilent;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.temporal.OperationIds;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowTargetOptions;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Histories in a Temporal namespace. */
public final class TemporalHistories implements OperationHistories {

  private final Histories histories;

  public TemporalHistories(WorkflowClient client) {
    histories = new Histories(new Kept(client), client.getOptions().getDataConverter());
  }

  @Override
  public Answer search(HistorySearch search) {
    try {
      return histories.search(search);
    } catch (StatusRuntimeException | WorkflowServiceException e) {
      throw new TemporalSilent("Temporal does not answer", e);
    }
  }

  private record Kept(WorkflowClient client) implements HistorySource {

    @Override
    public Optional<Located> locate(String name) {
      return byId(name).or(() -> latestOn(name));
    }

    private Optional<Located> byId(String name) {
      String id;
      try {
        id = new OperationId(name).value();
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
      String query =
          "%s AND %s = '%s'"
              .formatted(OperationIds.OPERATIONS_QUERY, OperationIds.OPERATION.getName(), id);
      try (var found = client.listExecutions(query)) {
        return found.findFirst().flatMap(Kept::located);
      }
    }

    private Optional<Located> latestOn(String datastore) {
      String workflow = OperationIds.workflowId(new DatastoreName(datastore));
      return whereKept(() -> client.newUntypedWorkflowStub(workflow).describe())
          .flatMap(Kept::located);
    }

    @Override
    public Stream<Located> all(Optional<Instant> since, boolean runningOnly) {
      String query = OperationIds.OPERATIONS_QUERY;
      if (runningOnly) {
        query += " AND ExecutionStatus = 'Running'";
      } else if (since.isPresent()) {
        query += " AND (ExecutionStatus = 'Running' OR CloseTime >= '%s')".formatted(since.get());
      }
      return client.listExecutions(query).flatMap(found -> located(found).stream());
    }

    private static Optional<Located> located(WorkflowExecutionMetadata found) {
      return memo(found, OperationIds.MEMO_OPERATION)
          .map(
              id ->
                  new Located(
                      new OperationId(id),
                      found.getExecution(),
                      memo(found, OperationIds.MEMO_RUNBOOK),
                      memo(found, OperationIds.MEMO_TEAM)));
    }

    private static Optional<String> memo(WorkflowExecutionMetadata found, String key) {
      String value = found.getMemo(key, String.class, String.class);
      return Optional.ofNullable(value);
    }

    @Override
    public Stream<HistoryEvent> events(WorkflowExecution run) {
      return whereKept(() -> client.streamHistory(run.getWorkflowId(), run.getRunId()))
          .orElseGet(Stream::empty);
    }

    @Override
    public Optional<HistoryEvent> first(WorkflowExecution run) {
      var request =
          GetWorkflowExecutionHistoryRequest.newBuilder()
              .setNamespace(client.getOptions().getNamespace())
              .setExecution(run)
              .setMaximumPageSize(1)
              .build();
      return whereKept(
              () ->
                  client
                      .getWorkflowServiceStubs()
                      .blockingStub()
                      .getWorkflowExecutionHistory(request))
          .flatMap(response -> response.getHistory().getEventsList().stream().findFirst());
    }

    @Override
    public Optional<DescribeWorkflowExecutionResponse> describe(WorkflowExecution run) {
      var target =
          WorkflowTargetOptions.newBuilder()
              .setWorkflowId(run.getWorkflowId())
              .setRunId(run.getRunId())
              .build();
      return whereKept(() -> client.newUntypedWorkflowStub(target).describe().getRawDescription());
    }

    private static <T> Optional<T> whereKept(Supplier<T> asked) {
      try {
        return Optional.of(asked.get());
      } catch (WorkflowNotFoundException e) {
        return Optional.empty();
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
          return Optional.empty();
        }
        throw e;
      }
    }
  }
}
