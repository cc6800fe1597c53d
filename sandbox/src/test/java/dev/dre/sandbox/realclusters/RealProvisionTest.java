package dev.dre.sandbox.realclusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.bot.words.Buttons;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepStatus;
import dev.dre.operations.id.OperationId;
import dev.dre.sandbox.endtoend.ByChat;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server with a volume is made where a datastore is to move to; it moves there, and the server is
 * brought to a newer minor version and given more memory while applications write.
 */
@Tag("real-clusters")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealProvisionTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PROVISION =
      "/dre provision db-42 --to cluster-b-new --image postgres-16 --storage 1Gi --memory 512Mi";

  @TempDir private static Path state;
  @AutoClose private static RealSandbox real;
  @AutoClose private static Volume volume;

  @BeforeAll
  static void begin() throws Exception {
    real = new RealSandbox(state, RealSandbox.Workers.CENTRAL);
    volume = volume();
  }

  private static Volume volume() {
    RealCluster cluster = real.clusterB();
    return new Volume(cluster, real.toolbox(), cluster.databases(), "data-db-42-0");
  }

  @AfterEach
  void endWhatRuns() {
    real.endsWhatRuns();
  }

  @Test
  @Order(1)
  void anAbortRemovesTheServerWithItsVolume() {
    OperationId id = real.starts(PROVISION);
    real.approve(id, "server");
    Operation made =
        real.until(
            id,
            o ->
                o.state() == State.BLOCKED
                    || ByChat.step(o, "reached").status() == StepStatus.RUNNING);
    assertThat(made.state()).as(made.status().trouble().toString()).isNotEqualTo(State.BLOCKED);
    assertThat(objects()).containsExactlyInAnyOrder("db-42", "db-42", "data-db-42-0");

    real.chat().clicks("bob", id, Buttons.ABORT, "Abort");
    real.chat().submits("bob", "it is tried");

    Operation ended = real.until(id, o -> o.state().isFinal());
    assertThat(ended.state()).isEqualTo(State.ABORTED);
    // The claim is removed by the cluster, once nobody uses it.
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(objects()).isEmpty());
    // It is of no use to another claim.
    volume.close();
    volume = volume();
  }

  @Test
  @Order(2)
  void theDatabaseMovesIntoTheServerThatWasMadeAndItsVolumeStays() throws Exception {
    OperationId id = real.starts(PROVISION);
    real.approve(id, "server");
    real.succeeds(id);

    var load = real.load(real.provisioned());
    real.movesWithoutLoss(
        real.starts("/dre migrate db-42 --to cluster-b-new --soak 10s"),
        load,
        real.provisioned(),
        "");
  }

  @Test
  @Order(3)
  void itsServerGetsANewerMinorVersion() throws Exception {
    String image = real.postgres16();
    assertThat(version()).isEqualTo("16.11");
    var load = real.load(real.provisioned());

    OperationId id = real.starts("/dre upgrade-minor db-42 --image " + image);
    real.approve(id, "replace");
    real.succeeds(id);

    assertThat(image).contains(":" + version() + "@sha256:");
    real.lostNothing(load, real.provisioned());
  }

  @Test
  @Order(4)
  void itsServerGetsMoreMemory() throws Exception {
    var load = real.load(real.provisioned());

    OperationId id = real.starts("/dre scale db-42 --memory 640Mi");
    real.approve(id, "memory");
    real.succeeds(id);

    var container = server().get().getSpec().getContainers().getFirst();
    var memory = Map.of("memory", new Quantity("640Mi"));
    assertThat(container.getResources().getLimits()).isEqualTo(memory);
    assertThat(container.getResources().getRequests()).containsAllEntriesOf(memory);
    real.lostNothing(load, real.provisioned());
  }

  @Test
  @Order(5)
  void itsVolumeStaysWithoutTheServer() {
    var admin = real.clusterB().admin();
    admin.apps().statefulSets().inNamespace(real.clusterB().databases()).withName("db-42").delete();

    await().atMost(PATIENCE).until(() -> server().get() == null);
    assertThat(objects()).containsExactlyInAnyOrder("db-42", "data-db-42-0");
  }

  private static PodResource server() {
    return real.clusterB()
        .admin()
        .pods()
        .inNamespace(real.clusterB().databases())
        .withName("db-42-0");
  }

  private static String version() throws SQLException {
    String url = "jdbc:postgresql://%s/app".formatted(real.provisioned());
    try (var connection = DriverManager.getConnection(url, "app", real.password())) {
      return connection.getMetaData().getDatabaseProductVersion();
    }
  }

  /** The names of the StatefulSets, Services and claims, but for the way in from outside. */
  private static List<String> objects() {
    var admin = real.clusterB().admin();
    String namespace = real.clusterB().databases();
    return Stream.of(
            admin.apps().statefulSets().inNamespace(namespace).list().getItems(),
            admin.services().inNamespace(namespace).list().getItems(),
            admin.persistentVolumeClaims().inNamespace(namespace).list().getItems())
        .flatMap(List::stream)
        .map(HasMetadata::getMetadata)
        .map(meta -> meta.getName())
        .filter(name -> !name.equals("db-42-outside"))
        .toList();
  }
}
