package dev.dre.sandbox.realclusters;

import static dev.dre.sandbox.endtoend.ByChat.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.bot.words.Buttons;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.id.OperationId;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped runbooks that keep a datastore well, in two real clusters: by a worker that has only
 * the rights of its lists, and as they are seen in the database and in the cluster.
 */
@Tag("real-clusters")
class RealRunbooksTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private static Path state;
  private static RealSandbox real;
  private static Volume backups;
  private static Workload workload;

  @BeforeAll
  static void begin() throws Exception {
    real = new RealSandbox(state, RealSandbox.Workers.CENTRAL);
    workload = new Workload(real.clusterA(), real.toolbox(), 2);
    backups =
        new Volume(real.clusterA(), real.toolbox(), real.clusterA().namespace(), "dre-backups")
            .claimed();
  }

  @AfterAll
  static void end() {
    if (backups != null) {
      backups.close();
    }
    if (real != null) {
      real.close();
    }
  }

  @AfterEach
  void endWhatRuns() {
    real.endsWhatRuns();
  }

  @Test
  void statisticsOfAllTablesAreGathered() throws SQLException {
    String began = all(real.clusterA(), "app", "SELECT clock_timestamp()").getFirst();

    real.succeeds(real.starts("/dre analyze db-42"));

    assertThat(
            all(
                real.clusterA(),
                "app",
                "SELECT relname FROM pg_stat_user_tables WHERE last_analyze IS NULL OR last_analyze < '%s'"
                    .formatted(began)))
        .isEmpty();
  }

  @Test
  void aBackupInAVolumeIsRestoredInTheOtherClusterComparedAndDropped() throws SQLException {
    Operation backup = real.succeeds(real.starts("/dre backup db-42"));
    OperationId id = real.starts("/dre restore-check db-42 --on cluster-b");
    var seen = new TreeSet<String>();

    Operation checked =
        real.until(
            id,
            o -> {
              seen.addAll(scratchDatabases());
              return ended(o);
            });

    assertThat(checked.state()).as(trouble(checked)).isEqualTo(State.SUCCEEDED);
    assertThat(step(checked, "compare").outputs())
        .containsEntry("backup", step(backup, "take").outputs().get("backup"))
        .containsEntry("rows", step(backup, "take").outputs().get("rows"))
        .containsEntry("mismatches", "0");
    assertThat(seen).containsExactly(step(checked, "restore").outputs().get("scratch"));
    assertThat(scratchDatabases()).isEmpty();
  }

  @Test
  void aSlotThatNobodyReadsIsDroppedOnceApproved() throws SQLException {
    all(
        real.clusterA(),
        "app",
        "SELECT pg_create_logical_replication_slot('left_behind', 'pgoutput')");
    all(
        real.clusterA(),
        "app",
        "CREATE TABLE filler AS SELECT repeat('x', 1000) FROM generate_series(1, 4000)",
        "DROP TABLE filler",
        "SELECT 1");

    OperationId id =
        real.starts("/dre remediate db-42 --problem slot --kept-mb 1 --only left_behind");
    asked(id, "drop the slot left_behind, not in use, keeps");
    assertThat(slots()).contains("left_behind");
    approve(id);

    assertThat(step(real.succeeds(id), "act_1").outputs())
        .containsEntry("did", "drop-slot: 1 of 1");
    assertThat(slots()).doesNotContain("left_behind");
  }

  @Test
  void aSessionThatOthersWaitForIsEndedOnceApproved() throws Exception {
    long before = balance();
    // Closed from the end: while the idle one holds the row, closing the other would wait for it.
    try (var thread = Executors.newSingleThreadExecutor();
        Connection waiting = application();
        Connection idle = application()) {
      idle.setAutoCommit(false);
      add(1, idle);
      String pid = pid(idle);
      var waits = CompletableFuture.supplyAsync(() -> add(10, waiting), thread);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  all(
                      real.clusterA(),
                      "app",
                      "SELECT pid FROM pg_locks WHERE NOT granted AND waitstart < clock_timestamp() - interval '6 s'"),
              found -> !found.isEmpty());

      OperationId id = real.starts("/dre remediate db-42 --problem blocking --only " + pid);
      asked(id, "end %s app".formatted(pid));
      assertThat(waits).isNotDone();
      approve(id);

      assertThat(step(real.succeeds(id), "act_1").outputs())
          .containsEntry("did", "terminate: 1 of 1");
      assertThat(waits.join()).isEqualTo(1);
      assertThat(all(real.clusterA(), "app", "SELECT pid FROM pg_stat_activity WHERE pid = " + pid))
          .isEmpty();
      assertThat(balance()).isEqualTo(before + 10);
    }
  }

  @Test
  void aRejectedScaleChangesNothing() {
    var before = workload.set();
    var pods = workload.uids();
    int replicas = workload.replicas();

    OperationId id = scale(replicas + 1);
    asked(id, "spec.replicas: %d → %d".formatted(replicas, replicas + 1));
    real.chat().clicks("bob", id, Buttons.REJECT, "Reject");
    Operation rejected = real.until(id, RealRunbooksTest::ended);

    assertThat(rejected.state()).as(trouble(rejected)).isEqualTo(State.REJECTED);
    isAsItWas(before);
    assertThat(workload.uids()).isEqualTo(pods);
  }

  @Test
  void whatSomebodyElseChangedBeforeTheYesIsAskedAnewAndThenScaled() {
    workload.scaledBySomebodyElse(2);
    OperationId id = scale(3);
    asked(id, "spec.replicas: 2 → 3");
    workload.scaledBySomebodyElse(1);
    var before = workload.set();

    approve(id);
    Operation blocked = real.until(id, RealRunbooksTest::ended);

    assertThat(blocked.state()).isEqualTo(State.BLOCKED);
    assertThat(trouble(blocked)).contains("has changed since approval");
    isAsItWas(before);
    assertThat(workload.pods()).hasSize(1);

    real.chat().clicks("bob", id, Buttons.RETRY, "Retry");
    asked(id, "spec.replicas: 1 → 3");
    approve(id);

    real.succeeds(id);
    assertThat(workload.replicas()).isEqualTo(3);
    assertThat(workload.ready()).isEqualTo(3);
    assertThat(workload.pods()).hasSize(3);
  }

  @Test
  void allPodsGetOtherMemoryAndCpuInOneRollout() {
    workload.scaledBySomebodyElse(2);
    var before = workload.uids();

    OperationId id = real.starts("/dre scale db-42 --memory 96Mi --cpu 20m --container db");
    asked(id, "limits");
    assertThat(workload.uids()).isEqualTo(before);
    approve(id);

    real.succeeds(id);
    assertThat(workload.ready()).isEqualTo(2);
    assertThat(workload.uids()).hasSize(2).doesNotContainAnyElementsOf(before);
    for (Pod pod : workload.pods()) {
      var resources = pod.getSpec().getContainers().getFirst().getResources();
      assertThat(resources.getLimits()).isEqualTo(Map.of("memory", new Quantity("96Mi")));
      assertThat(resources.getRequests())
          .isEqualTo(Map.of("memory", new Quantity("96Mi"), "cpu", new Quantity("20m")));
    }
  }

  @Test
  void aVolumeThatCannotGrowIsToldBeforeAnybodyIsAsked() {
    try (var data =
        Volume.ofTheNode(
            real.clusterA(), real.toolbox(), real.clusterA().databases(), "data-db-42-0")) {
      data.claimed();

      OperationId id = real.starts("/dre scale db-42 --storage 2Gi --claim data-db-42-0");
      Operation blocked = real.until(id, o -> ended(o) || o.gate().isPresent());

      assertThat(blocked.state()).isEqualTo(State.BLOCKED);
      assertThat(trouble(blocked)).contains("pvc/data-db-42-0", "must support resize");
    }
  }

  @Test
  void aRestartMakesAllPodsAnewTheLastFirstEachOnceTheOneBeforeIsReady() {
    workload.scaledBySomebodyElse(3);
    var before = workload.uids();

    OperationId id = real.starts("/dre restart db-42");
    asked(id, "3 pods are made anew, one after the other");
    assertThat(workload.uids()).isEqualTo(before);
    approve(id);

    real.succeeds(id);
    var pods = workload.pods();
    assertThat(workload.ready()).isEqualTo(3);
    assertThat(workload.uids()).hasSize(3).doesNotContainAnyElementsOf(before);
    for (int later = 2; later > 0; later--) {
      assertThat(Workload.made(pods.get(later - 1)))
          .isAfter(Workload.made(pods.get(later)))
          .isAfterOrEqualTo(Workload.readySince(pods.get(later)));
    }
  }

  /** Nobody wrote to it; what its controller says of it moves by itself. */
  private static void isAsItWas(StatefulSet before) {
    var now = workload.set();
    assertThat(now.getSpec()).isEqualTo(before.getSpec());
    assertThat(now.getMetadata().getGeneration()).isEqualTo(before.getMetadata().getGeneration());
    assertThat(now.getMetadata().getAnnotations()).isEqualTo(before.getMetadata().getAnnotations());
  }

  private static OperationId scale(int replicas) {
    return real.starts("/dre scale db-42 --replicas " + replicas);
  }

  /** Waits until people are shown {@code words} and a button to approve that. */
  private static void asked(OperationId id, String words) {
    Operation asked = real.until(id, o -> ended(o) || o.gate().isPresent());
    assertThat(asked.gate()).as(trouble(asked)).isPresent();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(real.chat().awaitOffer(id, Buttons.APPROVE).shown()).contains(words));
  }

  private static void approve(OperationId id) {
    real.chat().clicks("bob", id, Buttons.APPROVE, "Approve");
    real.until(id, o -> o.gate().isEmpty());
  }

  private static boolean ended(Operation operation) {
    return operation.state().isFinal() || operation.state() == State.BLOCKED;
  }

  private static String trouble(Operation operation) {
    return operation.status().trouble().toString();
  }

  private static List<String> slots() throws SQLException {
    return all(real.clusterA(), "app", "SELECT slot_name FROM pg_replication_slots");
  }

  private static List<String> scratchDatabases() {
    try {
      return all(
          real.clusterB(),
          "postgres",
          "SELECT datname FROM pg_database WHERE datname LIKE 'dre_check_%'");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static Connection application() throws SQLException {
    return DriverManager.getConnection(
        real.clusterA().url(RealSandbox.SERVER, "app"), "app", real.password());
  }

  /** To the same row, whoever adds. */
  private static int add(int amount, Connection connection) {
    try (var statement = connection.createStatement()) {
      return statement.executeUpdate(
          "UPDATE accounts SET balance = balance + %d WHERE id = 1".formatted(amount));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static String pid(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT pg_backend_pid()")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static long balance() throws SQLException {
    return Long.parseLong(
        all(real.clusterA(), "app", "SELECT balance FROM accounts WHERE id = 1").getFirst());
  }

  /** The first column of what the last of {@code statements} finds. */
  private static List<String> all(RealCluster cluster, String database, String... statements)
      throws SQLException {
    var values = new ArrayList<String>();
    try (var connection = cluster.connect(RealSandbox.SERVER, database, real.password());
        var statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
      try (var rows = statement.getResultSet()) {
        while (rows.next()) {
          values.add(rows.getString(1));
        }
      }
    }
    return values;
  }
}
