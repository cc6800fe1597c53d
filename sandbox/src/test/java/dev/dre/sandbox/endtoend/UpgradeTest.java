package dev.dre.sandbox.endtoend;

import static dev.dre.sandbox.endtoend.EndToEnd.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.bot.words.Buttons;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepStatus;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.ClusterName;
import dev.dre.sandbox.Sandbox;
import dev.dre.sandbox.databases.Databases;
import dev.dre.sandbox.load.LoadGenerator;
import java.nio.file.Path;
import java.sql.Connection;
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
      LoadGenerator load = everything.sandbox().load(Sandbox.DB_43);
      thePlaceItIsInIsRefused(everything);
      anAbortLeavesNothing(everything);

      OperationId there =
          everything.starts(Sandbox.DB_43, "/dre upgrade db-43 --to cluster-a-18 --soak 1h");
      approve(everything, there);
      Operation switched =
          everything.until(there, o -> step(o, "move_drop_forward").status() == StepStatus.DONE);
      assertThat(step(switched, "compare").outputs().get("source_version")).startsWith("16.");
      assertThat(step(switched, "compare").outputs().get("target_version")).startsWith("18.");
      awaitWrites(everything, load, Sandbox.CLUSTER_A_18);

      everything.chat().clicks("bob", there, Buttons.REVERSE, "Reverse");
      everything.chat().submits("bob", "a query is slow in 18");
      everything.until(there, o -> o.state() == State.STOPPED);
      awaitLocation(everything, Sandbox.CLUSTER_A_18);
      String wayBack = "migrate-back db-43 --to cluster-a --of " + there;
      everything.chat().followUntil(there, wayBack);
      OperationId back = everything.starts(Sandbox.DB_43, "/dre " + wayBack);
      approve(everything, back);
      Operation ended = everything.until(back, o -> o.state().isFinal());
      assertThat(ended.state()).isEqualTo(State.SUCCEEDED);
      assertThat(step(ended, "verify_data").outputs()).containsEntry("mismatches", "0");
      awaitLocation(everything, Sandbox.CLUSTER_A);
      awaitWrites(everything, load, Sandbox.CLUSTER_A);
      // The side that was left keeps its database: somebody drops it.
      drop(everything, Sandbox.CLUSTER_A_18);

      OperationId again =
          everything.starts(Sandbox.DB_43, "/dre upgrade db-43 --to cluster-a-18 --soak 1s");
      approve(everything, again);
      everything.until(again, o -> step(o, "move_last_look").status() == StepStatus.DONE);
      approve(everything, again);
      Operation done = everything.until(again, o -> o.state().isFinal());
      assertThat(done.state()).isEqualTo(State.SUCCEEDED);
      assertThat(done.residue())
          .extracting(run -> run.cluster())
          .containsExactly(Sandbox.CLUSTER_A, Sandbox.CLUSTER_A_18);
      awaitLocation(everything, Sandbox.CLUSTER_A_18);
      load.close();
      assertNothingIsLost(everything, load, Sandbox.CLUSTER_A_18);
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

  private static void approve(EndToEnd everything, OperationId id) {
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    everything.chat().clicks("bob", id, Buttons.APPROVE, "Approve");
  }

  /** Known once what happened has been told. */
  private static void awaitLocation(EndToEnd everything, ClusterName where) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                everything.operations().location(Sandbox.DB_43).filter(where::equals).isPresent());
  }

  private static void awaitWrites(EndToEnd everything, LoadGenerator load, ClusterName where) {
    String address = everything.sandbox().place(Sandbox.DB_43, where).address();
    await().atMost(PATIENCE).until(() -> load.writesTo().equals(address));
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

  private static void assertNothingIsLost(
      EndToEnd everything, LoadGenerator load, ClusterName where) throws Exception {
    var home = everything.sandbox().place(Sandbox.DB_43, where);
    try (Connection connection = everything.sandbox().databases().admin(home, Databases.DATABASE);
        var statement = connection.createStatement();
        var version = statement.executeQuery("SHOW server_version_num")) {
      version.next();
      assertThat(version.getInt(1) / 10_000).isEqualTo(18);
      assertThat(load.commits()).isPositive();
      assertThat(load.lost(connection)).isZero();
    }
  }
}
