package dev.dre.operations.client;

import dev.dre.operations.Line;
import dev.dre.operations.LineAnswer;
import dev.dre.operations.LineDifference;
import dev.dre.operations.Operation;
import dev.dre.operations.OperationRequest;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.line.LiftLine;
import dev.dre.operations.line.LineHold;
import dev.dre.operations.line.StopLine;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.temporal.CommandRefused;
import dev.dre.operations.temporal.OperationIds;
import dev.dre.operations.temporal.OperationInput;
import dev.dre.operations.temporal.OperationWorkflow;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.common.SearchAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Operations in a Temporal namespace. */
public final class TemporalOperations implements Operations {

  /**
   * Reading may take so many times as long as a command: a worker may have to read a long history
   * first, and several operations are asked one after the other.
   */
  private static final int READING = 5;

  private final WorkflowClient client;
  private final Executor executor;
  private final Duration patience;
  private final TemporalLine line;

  /**
   * Asks through {@code client}.
   *
   * @param executor runs what may take long
   * @param patience after which a command that nobody has answered counts as not yet recorded
   */
  public TemporalOperations(WorkflowClient client, Executor executor, Duration patience) {
    this.client = client;
    this.executor = executor;
    this.patience = patience;
    this.line = new TemporalLine(client, executor, patience);
  }

  @Override
  public Started start(OperationRequest request, ClusterName location) {
    DatastoreName datastore = request.plan().datastore().name();
    // A wish that is delivered again after its operation has ended must not start another one.
    if (latestId(datastore).filter(request.id()::equals).isPresent()) {
      return new Started.Running(request.id(), true, List.of());
    }
    var held = line().covering(request.plan());
    var options = options(request, location);
    try {
      WorkflowClient.start(
          client.newWorkflowStub(OperationWorkflow.class, options)::run,
          OperationInput.starting(request.heldBy(held)));
      return new Started.Running(request.id(), false, held(request, held));
    } catch (WorkflowExecutionAlreadyStarted e) {
      OperationId holder = latestId(datastore).orElse(request.id());
      return holder.equals(request.id())
          ? new Started.Running(holder, true, List.of())
          : new Started.Busy(holder);
    }
  }

  /** How each operation is started: under its lock, found by its id and by what it is about. */
  public static WorkflowOptions options(OperationRequest request, ClusterName location) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(OperationIds.workflowId(request.plan().datastore().name()))
        .setTaskQueue(OperationIds.OPERATIONS_QUEUE)
        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
        .setStaticSummary(request.plan().summary())
        .setMemo(
            Map.of(
                OperationIds.MEMO_OPERATION, request.id().value(),
                OperationIds.MEMO_LOCATION, location.value(),
                OperationIds.MEMO_RUNBOOK, request.plan().runbook(),
                OperationIds.MEMO_TEAM, request.plan().datastore().team()))
        .setTypedSearchAttributes(
            SearchAttributes.newBuilder().set(OperationIds.OPERATION, request.id().value()).build())
        .build();
  }

  /** Who stops the line while something starts may see neither the one nor the other. */
  private List<LineHold> held(OperationRequest request, List<LineHold> fromTheStart) {
    var now = line().covering(request.plan());
    for (LineHold hold : now) {
      if (!fromTheStart.contains(hold)) {
        command(request.plan().datastore().name(), LineDifference.pause(request.id(), hold));
      }
    }
    return now;
  }

  @Override
  public Answer command(DatastoreName datastore, Command command) {
    var stub = client.newUntypedWorkflowStub(OperationIds.workflowId(datastore));
    var update =
        UpdateOptions.newBuilder(Answer.class)
            .setUpdateName("command")
            .setUpdateId(command.id().value())
            .setWaitForStage(WorkflowUpdateStage.COMPLETED)
            .build();
    var answer =
        CompletableFuture.supplyAsync(
            () -> stub.startUpdate(update, command).getResult(), executor);
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      return answerIn(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      return later(stub, command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TemporalSilent("interrupted", e);
    }
  }

  @Override
  public void noteRefusal(DatastoreName datastore, Command command, String reason) {
    var stub = client.newUntypedWorkflowStub(OperationIds.workflowId(datastore));
    patiently(
        () -> {
          try {
            stub.signal("refused", command, reason);
          } catch (WorkflowNotFoundException e) {
            // It has ended: there was nothing that the command could have changed.
          }
          return "";
        });
  }

  /**
   * Stopping must not be lost while nobody answers: it is left as a signal, which is durable
   * without a worker.
   */
  private static Answer later(WorkflowStub stub, Command command, TimeoutException timeout) {
    boolean stops = command.act() instanceof Act.Pause || command.act() instanceof Act.Abort;
    if (!stops) {
      throw new TemporalSilent("the operation does not answer", timeout);
    }
    try {
      stub.signal("command_later", command);
    } catch (WorkflowServiceException e) {
      throw new TemporalSilent("Temporal does not answer", e);
    }
    return Answer.accepted(
        "Recorded. The operation does not answer at the moment; it acts on it first when it is back.");
  }

  private static Answer answerIn(Throwable failure) {
    var refusal = CommandRefused.reasonIn(failure);
    if (refusal.isPresent()) {
      return new Answer.Refused(refusal.get());
    }
    if (failure instanceof WorkflowNotFoundException
        || failure instanceof WorkflowUpdateException) {
      return new Answer.Refused("this operation has ended.");
    }
    throw new TemporalSilent("Temporal does not answer", failure);
  }

  @Override
  public Optional<Operation> latest(DatastoreName datastore) {
    return patiently(() -> query(OperationIds.workflowId(datastore), ""));
  }

  @Override
  public Optional<Operation> find(OperationId id) {
    String query =
        "%s AND %s = '%s'"
            .formatted(OperationIds.OPERATIONS_QUERY, OperationIds.OPERATION.getName(), id);
    return patiently(
        () -> {
          try (Stream<WorkflowExecutionMetadata> found = client.listExecutions(query)) {
            return found
                .map(WorkflowExecutionMetadata::getExecution)
                .findFirst()
                .flatMap(e -> query(e.getWorkflowId(), e.getRunId()));
          }
        });
  }

  @Override
  public List<Operation> list(int max) {
    return patiently(
        () ->
            Stream.of("Running", "!Running")
                .flatMap(status -> executions(status, max))
                .limit(max)
                .map(WorkflowExecutionMetadata::getExecution)
                .flatMap(e -> query(e.getWorkflowId(), e.getRunId()).stream())
                .toList());
  }

  @Override
  public List<Open> open() {
    String query = OperationIds.OPERATIONS_QUERY + " AND ExecutionStatus = 'Running'";
    return patiently(
        () -> {
          try (Stream<WorkflowExecutionMetadata> found = client.listExecutions(query)) {
            return found.flatMap(TemporalOperations::open).toList();
          }
        });
  }

  private static Stream<Open> open(WorkflowExecutionMetadata found) {
    String id = found.getMemo(OperationIds.MEMO_OPERATION, String.class, String.class);
    var datastore = OperationIds.datastore(found.getExecution().getWorkflowId());
    return Optional.ofNullable(id).stream().map(name -> new Open(new OperationId(name), datastore));
  }

  @Override
  public Line line() {
    return line.now();
  }

  @Override
  public LineAnswer stop(StopLine wish) {
    return line.stop(wish);
  }

  @Override
  public LineAnswer lift(LiftLine wish) {
    return line.lift(wish);
  }

  private Stream<WorkflowExecutionMetadata> executions(String status, int max) {
    String operator = status.startsWith("!") ? "!=" : "=";
    String query =
        "%s AND ExecutionStatus %s '%s'"
            .formatted(OperationIds.OPERATIONS_QUERY, operator, status.replace("!", ""));
    try (Stream<WorkflowExecutionMetadata> found = client.listExecutions(query)) {
      return found.limit(max).toList().stream();
    }
  }

  @Override
  public Optional<ClusterName> location(DatastoreName datastore) {
    return patiently(() -> memo(datastore, OperationIds.MEMO_LOCATION)).map(ClusterName::new);
  }

  private Optional<OperationId> latestId(DatastoreName datastore) {
    return patiently(() -> memo(datastore, OperationIds.MEMO_OPERATION)).map(OperationId::new);
  }

  private Optional<String> memo(DatastoreName datastore, String key) {
    try {
      var description =
          client.newUntypedWorkflowStub(OperationIds.workflowId(datastore)).describe();
      String value = description.getMemo(key, String.class, String.class);
      return Optional.ofNullable(value);
    } catch (WorkflowNotFoundException e) {
      return Optional.empty();
    }
  }

  /** The client itself tries for a minute; whoever asks has gone by then. */
  private <T> T patiently(Supplier<T> question) {
    var answer = CompletableFuture.supplyAsync(question, executor);
    try {
      return answer.get(patience.multipliedBy(READING).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TemporalSilent silent) {
        throw silent;
      }
      throw new TemporalSilent("Temporal does not answer", e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new TemporalSilent("Temporal does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TemporalSilent("interrupted", e);
    }
  }

  private Optional<Operation> query(String workflowId, String runId) {
    try {
      var target = WorkflowTargetOptions.newBuilder().setWorkflowId(workflowId).setRunId(runId);
      var stub = client.newUntypedWorkflowStub(target.build());
      return Optional.of(stub.query("operation", Operation.class));
    } catch (WorkflowNotFoundException e) {
      return Optional.empty();
    } catch (WorkflowServiceException e) {
      throw new TemporalSilent("the operation does not answer", e);
    }
  }
}
