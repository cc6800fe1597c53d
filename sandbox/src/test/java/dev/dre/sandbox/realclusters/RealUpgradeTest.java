package dev.dre.sandbox.realclusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.bot.words.Buttons;
import dev.dre.operations.State;
import dev.dre.operations.StepStatus;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.ClusterName;
import dev.dre.sandbox.endtoend.ByChat;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A datastore that is written to comes to a newer major version, on another server in the same
 * cluster.
 */
@Tag("real-clusters")
class RealUpgradeTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path state;

  @Test
  void nothingIsLost() throws Exception {
    try (var real = new RealSandbox(state, RealSandbox.Workers.CENTRAL)) {
      String newer = real.startNewer();

      real.movesWithoutLoss(upgrade(real, "10s"), real.load(newer), newer, "move_");
    }
  }

  @Test
  void itGoesBackToTheOldVersionWithWhatWasWrittenSince() throws Exception {
    try (var real = new RealSandbox(state, RealSandbox.Workers.CENTRAL)) {
      var load = real.load(real.startNewer());
      OperationId id = upgrade(real, "1h");
      real.approve(id, "move_cut_over");
      real.until(
          id,
          o ->
              o.state() == State.BLOCKED
                  || ByChat.step(o, "move_soak").status() == StepStatus.RUNNING);
      real.chat().clicks("bob", id, Buttons.REVERSE, "Reverse");
      real.chat().submits("bob", "a query is slow there");
      assertThat(real.until(id, o -> o.state().isFinal()).state()).isEqualTo(State.STOPPED);
      var newer = new ClusterName(RealSandbox.NEWER);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  real.sandbox()
                      .operations()
                      .location(RealSandbox.DB_42)
                      .filter(newer::equals)
                      .isPresent());

      OperationId back = real.starts("/dre migrate-back db-42 --to cluster-a --of " + id);
      real.approve(back, "go_back");
      real.succeeds(back);

      real.lostNothing(load, real.clusterA().address(RealSandbox.SERVER));
    }
  }

  private static OperationId upgrade(RealSandbox real, String soak) {
    return real.starts("/dre upgrade db-42 --to %s --soak %s".formatted(RealSandbox.NEWER, soak));
  }
}
