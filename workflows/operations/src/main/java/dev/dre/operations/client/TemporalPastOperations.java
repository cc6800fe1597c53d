package dev.dre.operations.client;

import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.temporal.OperationIds;
import dev.dre.operations.temporal.OperationResult;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.common.converter.DataConverterException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** In a Temporal namespace. What has ended never changes, so each result is read once. */
public final class TemporalPastOperations implements PastOperations {

  /** A runbook is no search attribute, so those of others are looked at too. */
  private static final int MOST_LISTED = 500;

  private static final int MOST_KEPT = 2_000;

  /** What has ended answers at once. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final WorkflowClient client;
  private final Map<String, Optional<OperationResult>> read = new HashMap<>();

  public TemporalPastOperations(WorkflowClient client) {
    this.client = client;
  }

  @Override
  public synchronized List<OperationResult> latest(String runbook, Optional<DatastoreName> on) {
    String query = OperationIds.OPERATIONS_QUERY + " AND ExecutionStatus = 'Completed'";
    if (on.isPresent()) {
      query += " AND WorkflowId = '%s'".formatted(OperationIds.workflowId(on.get()));
    }
    try (Stream<WorkflowExecutionMetadata> found = client.listExecutions(query)) {
      return found
          .limit(MOST_LISTED)
          .filter(one -> isOf(one, runbook))
          .limit(MOST)
          .map(WorkflowExecutionMetadata::getExecution)
          .toList()
          .stream()
          .flatMap(run -> result(run).stream())
          .toList();
    } catch (StatusRuntimeException | WorkflowException e) {
      throw new TemporalSilent("Temporal does not list what has ended", e);
    }
  }

  private static boolean isOf(WorkflowExecutionMetadata found, String runbook) {
    String memo = found.getMemo(OperationIds.MEMO_RUNBOOK, String.class, String.class);
    return runbook.equals(memo);
  }

  private Optional<OperationResult> result(WorkflowExecution run) {
    var known = read.get(run.getRunId());
    if (known == null) {
      if (read.size() >= MOST_KEPT) {
        read.clear();
      }
      known = readResult(run);
      read.put(run.getRunId(), known);
    }
    return known;
  }

  /** Empty for what an older release has run. */
  private Optional<OperationResult> readResult(WorkflowExecution run) {
    var target =
        WorkflowTargetOptions.newBuilder()
            .setWorkflowId(run.getWorkflowId())
            .setRunId(run.getRunId())
            .build();
    try {
      return Optional.ofNullable(
          client
              .newUntypedWorkflowStub(target)
              .getResult(PATIENCE.toMillis(), TimeUnit.MILLISECONDS, OperationResult.class));
    } catch (DataConverterException e) {
      return Optional.empty();
    } catch (TimeoutException e) {
      throw new TemporalSilent("Temporal does not answer", e);
    }
  }
}
