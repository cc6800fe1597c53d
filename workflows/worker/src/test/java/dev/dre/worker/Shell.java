package dev.dre.worker;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dre.approvals.Actor;
import dev.dre.operations.Operation;
import dev.dre.operations.OperationRequest;
import dev.dre.operations.State;
import dev.dre.operations.client.Operations;
import dev.dre.operations.client.PastOperations;
import dev.dre.operations.client.TemporalOperations;
import dev.dre.operations.client.TemporalPastOperations;
import dev.dre.operations.client.history.OperationHistories;
import dev.dre.operations.client.history.TemporalHistories;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.command.Origin;
import dev.dre.operations.id.CommandId;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.temporal.LineWorkflow;
import dev.dre.operations.temporal.LoggedOperation;
import dev.dre.operations.temporal.OperationDataConverter;
import dev.dre.operations.temporal.OperationIds;
import dev.dre.operations.temporal.OperationInput;
import dev.dre.operations.temporal.OperationWorkflow;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowClientPlugin;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributes;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The workflow on the in-memory server, with clusters and a sink that tests control. */
final class Shell implements AutoCloseable {

  private static final String WORKFLOW = OperationIds.workflowId(new DatastoreName("db-42"));

  static final Executor EXECUTOR = Executors.newVirtualThreadPerTaskExecutor();

  final FakeClusters clusters = new FakeClusters();
  final FakeSink sink = new FakeSink();
  final FakeCalls calls = new FakeCalls();
  final FakeChanges changes = new FakeChanges();
  private final boolean skipsTime;
  private final TestWorkflowEnvironment environment;
  private OperationWorkflow operation;

  /** On a server of its own, in this process. */
  Shell() {
    this(TestEnvironmentOptions.newBuilder(), true, false);
  }

  /** The same, whose client and workers do also what {@code plugin} does. */
  static Shell tracing(WorkflowClientPlugin plugin) {
    return new Shell(TestEnvironmentOptions.newBuilder(), true, false, plugin);
  }

  /** On a server of its own, whose time passes at once where a test wants it to. */
  static Shell skippingTime() {
    return new Shell(TestEnvironmentOptions.newBuilder(), true, true);
  }

  /** On a server that runs already. */
  static Shell on(String server) {
    return new Shell(at(server), true, false);
  }

  /** The same where a {@link Release} serves operations and clusters. */
  static Shell withoutWorkerOn(String server) {
    return new Shell(at(server), false, false);
  }

  private static TestEnvironmentOptions.Builder at(String server) {
    return TestEnvironmentOptions.newBuilder().setUseExternalService(true).setTarget(server);
  }

  private Shell(
      TestEnvironmentOptions.Builder options,
      boolean serves,
      boolean skipsTime,
      WorkflowClientPlugin... plugins) {
    this.skipsTime = skipsTime;
    environment =
        TestWorkflowEnvironment.newInstance(
            options
                .setUseTimeskipping(skipsTime)
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(new LoggedOperation())
                        .build())
                .registerSearchAttribute(
                    OperationIds.OPERATION.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(OperationDataConverter.create())
                        .setPlugins(plugins)
                        // Else recorded histories would name the machine.
                        .setIdentity("dre-test")
                        .build())
                .build());
    environment.newWorker(OperationIds.BOT_QUEUE).registerActivitiesImplementations(sink);
    if (serves) {
      serve();
    }
    environment.start();
    operation = newStub(Plans.OPERATION);
  }

  private void serve() {
    // The default throttle lets a heartbeat, and so a cancellation, wait for most of its timeout.
    var quick =
        WorkerOptions.newBuilder().setMaxHeartbeatThrottleInterval(Duration.ofMillis(50)).build();
    var workflows = environment.newWorker(OperationIds.OPERATIONS_QUEUE);
    workflows.registerWorkflowImplementationTypes(
        OperationWorkflowImpl.class, LineWorkflowImpl.class);
    workflows.registerActivitiesImplementations(new Conditions(InstantSource.system()), calls);
    environment
        .newWorker(Foreign.QUEUE)
        .registerWorkflowImplementationTypes(Foreign.RebuildImpl.class);
    for (var cluster : Set.of(Plans.A, Plans.B)) {
      environment
          .newWorker(OperationIds.clusterQueue(cluster), quick)
          .registerActivitiesImplementations(clusters, changes);
    }
  }

  private OperationWorkflow newStub(OperationId id) {
    return environment
        .getWorkflowClient()
        .newWorkflowStub(
            OperationWorkflow.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(OperationIds.OPERATIONS_QUEUE)
                .setWorkflowId(WORKFLOW)
                .setTypedSearchAttributes(
                    SearchAttributes.newBuilder().set(OperationIds.OPERATION, id.value()).build())
                .setMemo(Map.of(OperationIds.MEMO_OPERATION, id.value()))
                .build());
  }

  Shell start(OperationRequest request) {
    operation = newStub(request.id());
    WorkflowClient.start(operation::run, OperationInput.starting(request));
    return this;
  }

  Shell start(OperationInput input) {
    operation = newStub(Plans.OPERATION);
    WorkflowClient.start(operation::run, input);
    return this;
  }

  WorkflowServiceStubs server() {
    return environment.getWorkflowServiceStubs();
  }

  /** As another release writes it. */
  Shell start(JsonNode input) {
    operation = newStub(Plans.OPERATION);
    stub().start(input);
    return this;
  }

  /** As the bot and the command line see them. */
  Operations operations() {
    return new TemporalOperations(
        environment.getWorkflowClient(), EXECUTOR, Duration.ofSeconds(10));
  }

  /** As the bot starts it. */
  Operations.Started startedByTheBot(OperationRequest request) {
    var started = operations().start(request, Plans.A);
    operation = environment.getWorkflowClient().newWorkflowStub(OperationWorkflow.class, WORKFLOW);
    return started;
  }

  PastOperations pastOperations() {
    return new TemporalPastOperations(environment.getWorkflowClient());
  }

  void noWorkerIsThere() {
    environment.getWorkerFactory().shutdownNow();
    environment.getWorkerFactory().awaitTermination(10, TimeUnit.SECONDS);
  }

  void recordLine(String name) {
    Histories.write(name, environment.getWorkflowClient().fetchHistory(LineWorkflow.ID));
  }

  /** The workflow of somebody else that the attempt {@code step} started. */
  WorkflowStub foreign(String step) {
    return environment
        .getWorkflowClient()
        .newUntypedWorkflowStub(Plans.OPERATION + "/step/" + step);
  }

  WorkflowStub line() {
    return environment.getWorkflowClient().newUntypedWorkflowStub(LineWorkflow.ID);
  }

  /** What goes on telling how {@code id} ended. */
  WorkflowStub telling(OperationId id) {
    return environment
        .getWorkflowClient()
        .newUntypedWorkflowStub(OperationIds.tellingWorkflowId(id));
  }

  /** Begins to tell the rest of {@code ended}; returns the run's id. */
  String startsTelling(Operation ended) {
    var stub =
        environment
            .getWorkflowClient()
            .newWorkflowStub(
                OperationWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(OperationIds.OPERATIONS_QUEUE)
                    .setWorkflowId(OperationIds.tellingWorkflowId(ended.id()))
                    .build());
    return WorkflowClient.start(stub::run, OperationInput.carryingOn(ended)).getRunId();
  }

  OperationHistories histories() {
    return new TemporalHistories(environment.getWorkflowClient());
  }

  /** The ids of the runs that {@code query} finds; only a server outside knows that. */
  List<String> listed(String query) {
    try (var found = environment.getWorkflowClient().listExecutions(query)) {
      return found.map(m -> m.getExecution().getRunId()).toList();
    }
  }

  /** Only where time can be skipped. */
  void passes(Duration time) {
    environment.sleep(time);
  }

  Operation now() {
    return operation.operation();
  }

  Operation reaches(State state) {
    return await("state " + state)
        .atMost(Duration.ofSeconds(20))
        .until(this::now, o -> o.state() == state);
  }

  Operation ends() {
    ends(WORKFLOW);
    return now();
  }

  /** All that is left to tell is told. */
  void tells(OperationId id) {
    ends(OperationIds.tellingWorkflowId(id));
  }

  /**
   * Time passes second by second. While a result is waited for it passes without bounds, and can
   * jump to the end of the run while a worker is between two tasks.
   */
  private void ends(String workflow) {
    var latestRun = environment.getWorkflowClient().newUntypedWorkflowStub(workflow);
    await("end of " + workflow)
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              if (skipsTime) {
                passes(Duration.ofSeconds(1));
              }
              return latestRun.describe().getStatus();
            },
            status -> status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED);
  }

  Answer says(Actor actor, Act act) {
    return operation.command(command(actor, act));
  }

  void saysLater(Actor actor, Act act) {
    operation.commandLater(command(actor, act));
  }

  void wasRefused(Actor actor, Act act, String reason) {
    operation.refused(command(actor, act), reason);
  }

  Answer says(Command command) {
    return operation.command(command);
  }

  Answer approves(Actor actor) {
    var gate = now().gate().orElseThrow();
    return says(actor, new Act.Approve(gate.id(), gate.digest(), ""));
  }

  WorkflowStub stub() {
    return WorkflowStub.fromTyped(operation);
  }

  WorkflowExecutionHistory history() {
    return environment.getWorkflowClient().fetchHistory(WORKFLOW);
  }

  String firstRun() {
    return history()
        .getEvents()
        .getFirst()
        .getWorkflowExecutionStartedEventAttributes()
        .getFirstExecutionRunId();
  }

  /** The histories of the operation's runs, in their order. */
  List<WorkflowExecutionHistory> runs() {
    var runs = new ArrayList<WorkflowExecutionHistory>();
    String next = firstRun();
    while (!next.isEmpty()) {
      var run = environment.getWorkflowClient().fetchHistory(WORKFLOW, next);
      runs.add(run);
      next =
          run.getLastEvent()
              .getWorkflowExecutionContinuedAsNewEventAttributes()
              .getNewExecutionRunId();
    }
    return runs;
  }

  /** Writes what the first {@code count} runs did, where a release's histories are recorded. */
  void recordRuns(String name, int count) {
    var runs = runs();
    for (int i = 0; i < count; i++) {
      Histories.write(name + "-" + (i + 1), runs.get(i));
    }
  }

  /** Writes what the workflow did, where a release's histories are recorded. */
  void record(String name) {
    Histories.write(name, history());
  }

  void recordTelling(OperationId id, String name) {
    Histories.write(
        name, environment.getWorkflowClient().fetchHistory(OperationIds.tellingWorkflowId(id)));
  }

  /** For servers that outlive the test. */
  void leavesNothingOpen() {
    if (stub().describe().getStatus()
        == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
      stub().terminate("the test has ended");
    }
  }

  static Command command(Actor actor, Act act) {
    return new Command(
        new CommandId(UUID.randomUUID().toString()),
        Plans.OPERATION,
        actor,
        Set.of("dre"),
        new Origin("C0DBOPS01", ""),
        act);
  }

  @Override
  public void close() {
    environment.close();
  }
}
