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
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, with databases of its own: they move. */
@Isolated
class GoingBackTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Test
  void aMigrationThatIsReversedInItsSoakLosesNothingAndIsBackWhereItWas(@TempDir Path state)
      throws Exception {
    try (var everything = EndToEnd.asShipped("going-back", state)) {
      LoadGenerator load = everything.sandbox().load(Sandbox.DB_42);
      OperationId there =
          everything.starts(Sandbox.DB_42, "/dre migrate db-42 --to cluster-b --soak 1h");
      approve(everything, there);
      everything.until(there, o -> step(o, "drop_forward").status() == StepStatus.DONE);
      awaitWrites(everything, load, Sandbox.CLUSTER_B);

      everything.chat().clicks("bob", there, Buttons.REVERSE, "Reverse");
      everything.chat().submits("bob", "writes are slow there");
      Operation stopped = everything.until(there, o -> o.state().isFinal());
      assertThat(stopped.state()).isEqualTo(State.STOPPED);
      awaitLocation(everything, Sandbox.CLUSTER_B);
      String wayBack = "migrate-back db-42 --to cluster-a --of " + there;
      everything.chat().followUntil(there, wayBack);

      OperationId back = everything.starts(Sandbox.DB_42, "/dre " + wayBack);
      approve(everything, back);
      Operation ended = everything.until(back, o -> o.state().isFinal());
      assertThat(ended.state()).isEqualTo(State.SUCCEEDED);
      assertThat(step(ended, "verify_data").outputs()).containsEntry("mismatches", "0");
      awaitLocation(everything, Sandbox.CLUSTER_A);
      awaitWrites(everything, load, Sandbox.CLUSTER_A);
      load.close();
      assertNothingIsLost(everything, load);
    }
  }

  private static void approve(EndToEnd everything, OperationId id) {
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    everything.chat().clicks("bob", id, Buttons.APPROVE, "Approve");
  }

  /** Known once what happened has been told. */
  private static void awaitLocation(EndToEnd everything, ClusterName cluster) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                everything
                    .operations()
                    .location(Sandbox.DB_42)
                    .filter(cluster::equals)
                    .isPresent());
  }

  private static void awaitWrites(EndToEnd everything, LoadGenerator load, ClusterName cluster) {
    String address = everything.sandbox().place(Sandbox.DB_42, cluster).address();
    await().atMost(PATIENCE).until(() -> load.writesTo().equals(address));
  }

  private static void assertNothingIsLost(EndToEnd everything, LoadGenerator load)
      throws SQLException {
    var home = everything.sandbox().place(Sandbox.DB_42, Sandbox.CLUSTER_A);
    try (Connection connection = everything.sandbox().databases().admin(home, Databases.DATABASE)) {
      assertThat(load.commits()).isPositive();
      assertThat(load.lost(connection)).isZero();
    }
  }
}
