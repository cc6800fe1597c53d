package dev.dre.sandbox.endtoend;

import static dev.dre.sandbox.endtoend.EndToEnd.step;

import dev.dre.operations.StepStatus;
import dev.dre.operations.id.OperationId;
import dev.dre.sandbox.Sandbox;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, with databases of its own: they move. */
@Isolated
class GoingBackTest {

  @Test
  void aMigrationThatIsReversedInItsSoakLosesNothingAndIsBackWhereItWas(@TempDir Path state)
      throws Exception {
    try (var everything = EndToEnd.asShipped("going-back", state)) {
      var moved = new Moved(everything, Sandbox.DB_42, everything.sandbox().load(Sandbox.DB_42));
      OperationId there = moved.starts("/dre migrate db-42 --to cluster-b --soak 1h");
      moved.approve(there);
      everything.until(there, o -> step(o, "drop_forward").status() == StepStatus.DONE);
      moved.awaitWrites(Sandbox.CLUSTER_B);

      moved.isBroughtBack(there, Sandbox.CLUSTER_B, Sandbox.CLUSTER_A);

      moved.assertNothingIsLost(Sandbox.CLUSTER_A);
    }
  }
}
