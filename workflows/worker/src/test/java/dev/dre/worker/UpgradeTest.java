package dev.dre.worker;

import static dev.dre.worker.Plans.change;
import static dev.dre.worker.Plans.look;
import static dev.dre.worker.Plans.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepRun;
import dev.dre.operations.client.TemporalOperations;
import dev.dre.operations.line.LineHoldId;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.line.StopLine;
import dev.dre.operations.temporal.OperationDataConverter;
import dev.dre.operations.temporal.OperationIds;
import dev.dre.operations.temporal.OperationInput;
import dev.dre.operations.temporal.OperationWorkflow;
import dev.dre.servers.Binaries;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers are replaced while a step runs, on a real server; the commands are those of the docs. */
class UpgradeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @SuppressWarnings("NullAway.Init") // Before every test.
  private static RealServer server;

  private final FakeClusters clusters = new FakeClusters();
  private final FakeSink sink = new FakeSink();
  private final WorkflowServiceStubs stubs =
      WorkflowServiceStubs.newServiceStubs(
          WorkflowServiceStubsOptions.newBuilder().setTarget(server.address()).build());
  private final WorkflowClient client =
      WorkflowClient.newInstance(
          stubs,
          WorkflowClientOptions.newBuilder()
              .setDataConverter(OperationDataConverter.create())
              .build());
  private final WorkerFactory bot = WorkerFactory.newInstance(client);

  @BeforeAll
  static void startServer() throws Exception {
    server = RealServer.whereHistoriesAreLongAfter(4_096);
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @BeforeEach
  void startBot() {
    bot.newWorker(OperationIds.BOT_QUEUE).registerActivitiesImplementations(sink);
    bot.start();
  }

  @AfterEach
  void stopBot() {
    bot.shutdownNow();
    stubs.shutdownNow();
  }

  @Test
  void aWorkerIsUpgradedAndRolledBackWhileAStepRuns() throws Exception {
    clusters.runsOn("copy");
    clusters.runsOn("switch");
    var old = Release.ofToday(stubs, clusters);
    var operation = start("op/upgraded");
    await().atMost(PATIENCE).until(() -> clusters.started().contains("copy"));

    old.close();
    Release.ofTomorrow(stubs, clusters)
        .during(
            () -> {
              clusters.finish("copy");
              await().atMost(PATIENCE).until(() -> clusters.started().contains("switch"));
            });
    Release.ofToday(stubs, clusters)
        .during(
            () -> {
              clusters.finish("switch");
              everyStepRanOnce(operation);
            });
  }

  @Test
  void aVersionKeepsItsOperationUntilItIsMoved() throws Exception {
    clusters.runsOn("copy");
    var first = Release.versioned(stubs, clusters, "1");
    makeCurrent("1");
    var kept = start("op/kept");
    await().atMost(PATIENCE).until(() -> clusters.started().contains("copy"));

    try {
      Release.versioned(stubs, clusters, "2")
          .during(
              () -> {
                makeCurrent("2");
                assertThat(version(kept)).isEqualTo("1");

                temporal(
                    "worker",
                    "deployment",
                    "describe-version",
                    "--deployment-name",
                    "dre",
                    "--build-id",
                    "1");
                temporal(
                    "workflow",
                    "list",
                    "--query",
                    "TemporalWorkerDeploymentVersion = 'dre:1' AND ExecutionStatus = 'Running'");

                first.close();
                move("op/kept", "2");
                clusters.finish("copy");
                everyStepRanOnce(kept);
                assertThat(version(kept)).isEqualTo("2");
              });
    } finally {
      makeUnversioned();
    }
  }

  @Test
  void aReleaseThatDoesNotReplayIsSeenAndRolledBack() throws Exception {
    clusters.runsOn("copy");
    var operation = start("op/failing");
    Release.ofToday(stubs, clusters)
        .during(
            () -> {
              await().atMost(PATIENCE).until(() -> clusters.started().contains("copy"));
            });
    Release.withShell(HistoriesTest.WaitsFirst.class, stubs, clusters)
        .during(
            () -> {
              clusters.finish("copy");
              doesNotReplay("op/failing");
              assertThat(clusters.started())
                  .as("no step starts")
                  .containsExactly("preflight", "copy");
            });
    Release.ofToday(stubs, clusters)
        .during(
            () -> {
              everyStepRanOnce(operation);
            });
  }

  @Test
  void anOperationThatFailsOnAVersionIsMovedBack() throws Exception {
    clusters.runsOn("copy");
    var careless = Release.versioned(HistoriesTest.WaitsFirst.class, stubs, clusters, "6");
    try {
      careless.during(
          () -> Release.versioned(stubs, clusters, "5").during(this::failsOnTheOtherVersion));
    } finally {
      makeUnversioned();
    }
  }

  private void failsOnTheOtherVersion() throws Exception {
    makeCurrent("5");
    var operation = start("op/moved");
    await().atMost(PATIENCE).until(() -> clusters.started().contains("copy"));

    move("op/moved", "6");
    clusters.finish("copy");
    doesNotReplay("op/moved");
    move("op/moved", "5");

    everyStepRanOnce(operation);
  }

  /** As the docs say how it is seen. The server reports it after some tries. */
  private static void doesNotReplay(String id) throws Exception {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        temporal(
                            "workflow", "list", "--query", "TemporalReportedProblems IS NOT NULL"))
                    .contains(id));
    assertThat(temporal("workflow", "describe", "--workflow-id", id))
        .contains("TemporalReportedProblems", "WorkflowTaskFailedCauseNonDeterministicError");
    assertThat(temporal("workflow", "show", "--workflow-id", id, "--output", "json"))
        .contains("TMPRL1100");
  }

  @Test
  void whatStopsTheLineMovesToTheCurrentVersionByItself() throws Exception {
    var operations = new TemporalOperations(client, Runnable::run, PATIENCE);
    Release.versioned(stubs, clusters, "3")
        .during(
            () -> {
              makeCurrent("3");
              operations.stop(stop("one"));
            });
    try {
      Release.versioned(stubs, clusters, "4")
          .during(
              () -> {
                makeCurrent("4");
                operations.stop(stop("two"));

                assertThat(operations.line().holds())
                    .extracting(hold -> hold.id().value())
                    .containsExactly("one", "two");
              });
    } finally {
      makeUnversioned();
    }
  }

  private static StopLine stop(String id) {
    return new StopLine(new LineHoldId(id), new LineScope.Everything(), Plans.ALICE, "disk alarm");
  }

  private static void makeUnversioned() throws Exception {
    temporal(
        "worker",
        "deployment",
        "set-current-version",
        "--deployment-name",
        "dre",
        "--unversioned",
        "--ignore-missing-task-queues",
        "--allow-no-pollers",
        "--yes");
  }

  private OperationWorkflow start(String id) {
    var stub =
        client.newWorkflowStub(
            OperationWorkflow.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(OperationIds.OPERATIONS_QUEUE)
                .setWorkflowId(id)
                .build());
    WorkflowClient.start(
        stub::run,
        OperationInput.starting(request(look("preflight"), change("copy"), change("switch"))));
    return stub;
  }

  private void everyStepRanOnce(OperationWorkflow operation) {
    try {
      WorkflowStub.fromTyped(operation)
          .getResult(PATIENCE.toSeconds(), TimeUnit.SECONDS, Void.class);
    } catch (TimeoutException e) {
      throw new AssertionError("it has not ended", e);
    }
    Operation ended = operation.operation();
    assertThat(ended.state()).isEqualTo(State.SUCCEEDED);
    assertThat(ended.steps()).extracting(StepRun::attempt).containsOnly(1);
    assertThat(clusters.started())
        .filteredOn(command -> !command.startsWith("residue-"))
        .containsExactly("preflight", "copy", "switch");
    assertThat(sink.told()).extracting(e -> e.sequence()).isSorted().doesNotHaveDuplicates();
    assertThat(sink.told()).hasSize((int) ended.outbox().last());
  }

  private static String version(OperationWorkflow operation) {
    return WorkflowStub.fromTyped(operation)
        .describe()
        .getRawDescription()
        .getWorkflowExecutionInfo()
        .getVersioningInfo()
        .getDeploymentVersion()
        .getBuildId();
  }

  /** Its worker is known to the server some moments after it has started. */
  private static void makeCurrent(String buildId) {
    await()
        .atMost(PATIENCE)
        .ignoreException(AssertionError.class)
        .until(
            () -> {
              temporal(
                  "worker",
                  "deployment",
                  "set-current-version",
                  "--deployment-name",
                  "dre",
                  "--build-id",
                  buildId,
                  "--yes");
              return true;
            });
  }

  private static void move(String id, String buildId) throws Exception {
    temporal(
        "workflow",
        "update-options",
        "--workflow-id",
        id,
        "--versioning-override-behavior",
        "pinned",
        "--versioning-override-deployment-name",
        "dre",
        "--versioning-override-build-id",
        buildId);
  }

  private static String temporal(String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(Binaries.inUserCache(System.err::println).temporal().toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("--address", server.address()));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
