package dev.dre.sandbox.endtoend;

import static dev.dre.sandbox.endtoend.EndToEnd.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepStatus;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.ClusterName;
import dev.dre.sandbox.Sandbox;
import dev.dre.sandbox.databases.Databases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** From PostgreSQL 16 to 18 inside one cluster, under writes. Alone, with databases of its own. */
@Isolated
class UpgradeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Test
  void aMajorUpgradeInOneClusterLosesNothingAndCanBeReversedAndRepeatedToTheEnd(@TempDir Path state)
      throws Exception {
    try (var everything = EndToEnd.asShipped("upgrade", state)) {
      var moved = new Moved(everything, Sandbox.DB_43, everything.sandbox().load(Sandbox.DB_43));
      thePlaceItIsInIsRefused(everything);
      anAbortLeavesNothing(everything);

      OperationId there = moved.starts("/dre upgrade db-43 --to cluster-a-18 --soak 1h");
      moved.approve(there);
      Operation switched =
          everything.until(there, o -> step(o, "move_drop_forward").status() == StepStatus.DONE);
      assertThat(step(switched, "compare").outputs().get("source_version")).startsWith("16.");
      assertThat(step(switched, "compare").outputs().get("target_version")).startsWith("18.");
      moved.awaitWrites(Sandbox.CLUSTER_A_18);
      moved.isBroughtBack(there, Sandbox.CLUSTER_A_18, Sandbox.CLUSTER_A);
      // The side that was left keeps its database: somebody drops it.
      drop(everything, Sandbox.CLUSTER_A_18);

      OperationId again = moved.starts("/dre upgrade db-43 --to cluster-a-18 --soak 1s");
      moved.approve(again);
      everything.until(again, o -> step(o, "move_last_look").status() == StepStatus.DONE);
      moved.approve(again);
      Operation done = everything.until(again, o -> o.state().isFinal());
      assertThat(done.state()).isEqualTo(State.SUCCEEDED);
      assertThat(done.residue())
          .extracting(run -> run.cluster())
          .containsExactly(Sandbox.CLUSTER_A, Sandbox.CLUSTER_A_18);
      moved.awaitLocation(Sandbox.CLUSTER_A_18);
      moved.assertNothingIsLost(Sandbox.CLUSTER_A_18);
      assertThat(version(everything, Sandbox.CLUSTER_A_18)).isEqualTo(18);
      anOlderServerIsRefusedBeforeAnythingChanges(everything);
    }
  }

  private static void anOlderServerIsRefusedBeforeAnythingChanges(EndToEnd everything) {
    OperationId id = everything.starts(Sandbox.DB_43, "/dre upgrade db-43 --to cluster-a");
    everything.until(id, o -> o.state() == State.BLOCKED);
    everything.chat().followUntil(id, "no newer major version than 18.");
    everything.abort(id);
    assertThat(everything.sandbox().jobsOf(id, "rollback")).isEmpty();
  }

  private static void thePlaceItIsInIsRefused(EndToEnd everything) {
    everything.chat().says("alice", "/dre upgrade db-43 --to cluster-a");
    await()
        .atMost(PATIENCE)
        .until(
            () -> everything.privately("alice").toString(),
            said -> said.contains("db-43 is in cluster-a already."));
  }

  private static void anAbortLeavesNothing(EndToEnd everything) {
    OperationId id = everything.starts(Sandbox.DB_43, "/dre upgrade db-43 --to cluster-a-18");
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    everything.abort(id);
    Operation aborted = everything.operations().find(id).orElseThrow();
    assertThat(aborted.rollbacks())
        .extracting(run -> run.cluster())
        .contains(Sandbox.CLUSTER_A, Sandbox.CLUSTER_A_18);
    assertThat(aborted.residue()).hasSize(2).allMatch(run -> run.found().isEmpty());
    assertThat(everything.sandbox().jobsOf(id, "residue")).hasSize(2);
  }

  private static void drop(EndToEnd everything, ClusterName where) throws Exception {
    var place = everything.sandbox().place(Sandbox.DB_43, where);
    try (Connection connection = everything.sandbox().databases().admin(place, "postgres");
        var statement = connection.createStatement()) {
      for (String each :
          List.of(
              "DROP DATABASE " + Databases.DATABASE + " (FORCE)",
              "DROP ROLE " + Databases.APPLICATION)) {
        statement.execute(each);
      }
    }
  }

  private static int version(EndToEnd everything, ClusterName where) throws SQLException {
    var place = everything.sandbox().place(Sandbox.DB_43, where);
    try (Connection connection = everything.sandbox().databases().admin(place, "postgres")) {
      return connection.getMetaData().getDatabaseMajorVersion();
    }
  }
}
