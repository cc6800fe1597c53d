package dev.dre.operations.client;

import static dev.dre.operations.command.Answer.accepted;

import dev.dre.operations.Line;
import dev.dre.operations.LineAnswer;
import dev.dre.operations.line.LiftLine;
import dev.dre.operations.line.StopLine;
import dev.dre.operations.temporal.LineWorkflow;
import dev.dre.operations.temporal.OperationIds;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateStage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The line in a Temporal namespace. It begins with the first wish. */
final class TemporalLine {

  private final WorkflowClient client;
  private final Executor executor;
  private final Duration patience;

  TemporalLine(WorkflowClient client, Executor executor, Duration patience) {
    this.client = client;
    this.executor = executor;
    this.patience = patience;
  }

  /** Needs no worker. */
  Line now() {
    try {
      Line line =
          client
              .newUntypedWorkflowStub(LineWorkflow.ID)
              .describe()
              .getMemo(LineWorkflow.MEMO, Line.class, Line.class);
      return line == null ? Line.moving() : line;
    } catch (WorkflowNotFoundException e) {
      return Line.moving();
    } catch (WorkflowServiceException e) {
      throw new TemporalSilent("Temporal does not answer", e);
    }
  }

  /** Left as a signal when nobody answers: stopping must not be lost. */
  LineAnswer stop(StopLine wish) {
    try {
      return update("stop", wish);
    } catch (TemporalSilent e) {
      return later(wish);
    }
  }

  LineAnswer lift(LiftLine wish) {
    return update("lift", wish);
  }

  private LineAnswer update(String name, Object wish) {
    var update =
        UpdateOptions.newBuilder(LineAnswer.class)
            .setUpdateName(name)
            .setWaitForStage(WorkflowUpdateStage.COMPLETED)
            .build();
    var answer = CompletableFuture.supplyAsync(() -> beginOrGoOn(update, wish), executor);
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new TemporalSilent("the line does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TemporalSilent("interrupted", e);
    }
  }

  private LineAnswer beginOrGoOn(UpdateOptions<LineAnswer> update, Object wish) {
    Line begun = now();
    return stub(begun).executeUpdateWithStart(update, new Object[] {wish}, new Object[] {begun});
  }

  private LineAnswer later(StopLine wish) {
    try {
      Line begun = now();
      stub(begun).signalWithStart("stop_later", new Object[] {wish}, new Object[] {begun});
    } catch (WorkflowServiceException e) {
      throw new TemporalSilent("Temporal does not answer", e);
    }
    var recorded =
        accepted(
            "Recorded. No worker answers at the moment; the line is stopped for %s as soon as one does.",
            wish.scope().words());
    return new LineAnswer(recorded, List.of());
  }

  /**
   * Should somebody have ended the workflow by other means, a new one goes on with what was
   * stopped: nothing goes on only because it was forgotten.
   */
  private WorkflowStub stub(Line begun) {
    return client.newUntypedWorkflowStub(
        LineWorkflow.TYPE,
        WorkflowOptions.newBuilder()
            .setWorkflowId(LineWorkflow.ID)
            .setTaskQueue(OperationIds.OPERATIONS_QUEUE)
            .setWorkflowIdConflictPolicy(
                WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .setMemo(Map.of(LineWorkflow.MEMO, begun))
            .setStaticSummary("What is stopped for many operations at once")
            .build());
  }
}
