package dev.dre.sandbox.realclusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.bot.words.Buttons;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.client.Doctor;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.temporal.Finding;
import dev.dre.worker.kubernetes.NeededRight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job in two real clusters, by a worker that has only the rights of its list. The
 * migration comes last, because it moves what the others look at.
 */
@Tag("real-clusters")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealMigrationTest {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private static Path state;
  @AutoClose private static RealSandbox real;

  @BeforeAll
  static void begin() throws Exception {
    real = new RealSandbox(state, RealSandbox.Workers.CENTRAL);
  }

  @Test
  @Order(1)
  void theDoctorConnectsToEachPlaceFromEachCluster() {
    var db42 = real.configuration().datastores().get("db-42");

    List<Finding> findings = doctor().examine(List.of(db42));

    assertThat(findings)
        .filteredOn(f -> !isOfAnEmptyPlace(f))
        .allMatch(Finding::isGood)
        .filteredOn(f -> f.what().contains("connects to db-42"))
        .hasSize(4);
    assertThat(findings)
        .filteredOn(RealMigrationTest::isOfAnEmptyPlace)
        .hasSize(4)
        .allMatch(f -> f.what().contains("does not get to db-42"));
  }

  /** Nobody has made a server there. */
  private static boolean isOfAnEmptyPlace(Finding finding) {
    return finding.what().contains(RealSandbox.PROVISIONED)
        || finding.what().contains(RealSandbox.NEWER);
  }

  @Test
  @Order(2)
  void theDoctorNamesEachRightThatIsMissing() {
    var cluster = real.clusterB();
    namesWhatIsMissing(cluster, cluster.namespace(), NeededRight.all());
    namesWhatIsMissing(
        cluster,
        cluster.databases(),
        // No placement says that a Deployment runs something, so nobody needs to change one.
        NeededRight.ofChanges().stream().filter(r -> !r.resource().equals("deployments")).toList());
  }

  private static void namesWhatIsMissing(
      RealCluster cluster, String where, List<NeededRight> needed) {
    for (NeededRight right : needed) {
      for (String verb : right.verbs()) {
        cluster.worker().forbid(where, right.resource(), verb);

        assertThat(eventuallyWrong())
            .as("%s %s in %s", verb, right.resource(), where)
            .anyMatch(f -> f.what().startsWith("may not %s %s ".formatted(verb, right.resource())))
            .allMatch(f -> f.where().equals("cluster-b"));
        cluster.worker().allowAll();
        await().atMost(PATIENCE).until(() -> wrong().isEmpty());
      }
    }
  }

  @Test
  @Order(3)
  void anAbortHalfWayLeavesNothingInEitherPlace() throws Exception {
    OperationId id = real.migrate();
    real.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    real.chat().clicks("bob", id, Buttons.ABORT, "Abort");
    real.chat().submits("bob", "wrong weekend");

    Operation ended =
        real.until(id, o -> o.state().isFinal() || o.state() == State.NEEDS_ATTENTION);

    assertThat(ended.state()).isEqualTo(State.ABORTED);
    for (RealCluster cluster : List.of(real.clusterA(), real.clusterB())) {
      assertThat(leftIn(cluster)).as("left in " + cluster.name()).isEmpty();
    }
  }

  @Test
  @Order(4)
  void aDatabaseThatIsWrittenToMovesAndLosesNothing() throws Exception {
    var load = real.load();

    real.movesWithoutLoss(real.migrate(), load);
  }

  private static Doctor doctor() {
    return new Doctor(real.sandbox().temporal(), real.configuration());
  }

  private static List<Finding> wrong() {
    return doctor().examine(List.of()).stream().filter(f -> !f.isGood()).toList();
  }

  /** A cluster takes a moment until a change of rights counts. */
  private static List<Finding> eventuallyWrong() {
    return await().atMost(PATIENCE).until(RealMigrationTest::wrong, found -> !found.isEmpty());
  }

  private static List<String> leftIn(RealCluster cluster) throws Exception {
    var found = new ArrayList<String>();
    try (var connection = cluster.connect(RealSandbox.SERVER, "postgres", real.password());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT 'slot ' || slot_name FROM pg_replication_slots
                UNION ALL SELECT 'subscription ' || subname FROM pg_subscription
                UNION ALL SELECT 'publication ' || pubname FROM pg_publication
                UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname LIKE 'dre%'
                UNION ALL SELECT 'role ' || rolname FROM pg_roles WHERE rolname LIKE 'dre%'""")) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
