package dev.dre.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dre.config.Cluster;
import dev.dre.config.Configuration;
import dev.dre.operations.client.Doctor;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.temporal.OperationIds;
import dev.dre.operations.temporal.QueueServers;
import dev.dre.worker.kubernetes.ClusterGateway;
import dev.dre.worker.kubernetes.FakeGateway;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two workers that serve one cluster's queue. */
class TwoWorkersTest {

  /** A worker on a busy machine takes its time until it polls. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static RealServer server;
  private static WorkflowServiceStubs stubs;

  @BeforeAll
  static void start() throws IOException {
    server = RealServer.whereHistoriesAreLongAfter(4_000);
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(server.address()).build());
  }

  @AfterAll
  static void stop() throws IOException {
    stubs.shutdownNow();
    server.close();
  }

  @Test
  void oneThatMeansAnotherClusterByTheSameNameIsRefused() {
    try (var first = worker("first", "one-name", cluster("uid-1"))) {
      seen("one-name");

      assertThatThrownBy(() -> worker("second", "one-name", cluster("uid-2")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("one-name is served by a worker already (first)")
          .hasMessageContaining("uid is uid-1 there and uid-2 here")
          .hasMessageContaining("clusters.yaml");
      assertThat(first).isNotNull();
    }
  }

  @Test
  void anotherOfTheSameClusterIsWelcome() {
    try (var first = worker("first", "shared", cluster("uid-1"))) {
      seen("shared");
      try (var second = worker("second", "shared", cluster("uid-1"))) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(servers("shared"))
                        .extracting(QueueServers.Server::process)
                        .contains("first", "second"));
        assertThat(List.of(first, second)).doesNotContainNull();
      }
    }
  }

  @Test
  void aClusterThatIsAwayIsServedAllTheSame() {
    var away = FakeGateway.of(Optional.empty());
    try (var worker = worker("patient", "away", away)) {
      seen("away");
      assertThat(servers("away"))
          .containsExactly(new QueueServers.Server("patient", Optional.empty()));
      assertThat(worker).isNotNull();
    }
  }

  @Test
  void twoNamesOfOneClusterAreRefused() {
    assertThatThrownBy(() -> worker("twins", List.of("left", "right"), cluster("uid-1")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("clusters left and right are one and the same");
  }

  @Test
  void theDoctorNamesTwoThatStartedInTheSameMoment() throws Exception {
    Path example = Path.of("../../config/example");
    var doctor = new Doctor(client("test"), Configuration.load(example));
    var late =
        WorkerFactory.newInstance(client(QueueServers.identity("second", Optional.of("uid-2"))));
    late.newWorker(OperationIds.clusterQueue(new ClusterName("cluster-a")))
        .registerActivitiesImplementations(new FakeClusters());
    try (var first = worker("first", "cluster-a", cluster("uid-1"))) {
      late.start();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(servers("cluster-a")).hasSize(2));

      assertThat(doctor.examine(List.of()))
          .filteredOn(finding -> !finding.isGood() && finding.where().equals("cluster-a"))
          .singleElement()
          .satisfies(finding -> assertThat(finding.what()).contains("first and second"));
      assertThat(first).isNotNull();
    } finally {
      late.shutdownNow();
    }
  }

  private static ClusterGateway cluster(String uid) {
    return FakeGateway.of(Optional.of(uid));
  }

  private static OperationWorker worker(String identity, String name, ClusterGateway gateway) {
    return worker(identity, List.of(name), gateway);
  }

  private static OperationWorker worker(
      String identity, List<String> names, ClusterGateway gateway) {
    return OperationWorker.start(
        client(identity),
        names.stream()
            .map(name -> new Cluster(name, "jobs", "dre-jobs", Optional.empty()))
            .toList(),
        false,
        new TreeMap<>(),
        Optional.empty(),
        cluster -> gateway);
  }

  private static WorkflowClient client(String identity) {
    return WorkflowClient.newInstance(
        stubs, WorkflowClientOptions.newBuilder().setIdentity(identity).build());
  }

  private static void seen(String cluster) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(servers(cluster)).isNotEmpty());
  }

  private static List<QueueServers.Server> servers(String cluster) {
    return QueueServers.of(client("test"), new ClusterName(cluster), Instant.now());
  }
}
