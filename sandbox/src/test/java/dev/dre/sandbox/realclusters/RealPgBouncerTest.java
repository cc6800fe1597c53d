package dev.dre.sandbox.realclusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.dre.operations.client.Doctor;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.temporal.Finding;
import dev.dre.sandbox.endtoend.ByChat;
import dev.dre.servers.PgBouncer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clients of a PgBouncer are held and led to the other cluster. */
@Tag("real-clusters")
class RealPgBouncerTest {

  private static final Logger LOG = LoggerFactory.getLogger(RealPgBouncerTest.class);

  @TempDir private Path state;

  @Test
  void clientsSeeAPauseAndNoError() throws Exception {
    var program = PgBouncer.program();
    assumeThat(program).as("pgbouncer on the PATH").isPresent();
    try (var real = new RealSandbox(state, RealSandbox.Workers.INSTALLED, program)) {
      assertThat(
              new Doctor(real.sandbox().temporal(), real.configuration())
                  .examine(List.of(real.configuration().datastores().get("db-42"))))
          .filteredOn(finding -> finding.what().contains("PgBouncer"))
          .hasSize(2)
          .allMatch(Finding::isGood);

      var load = real.loadThroughPgBouncer();
      OperationId id = real.migrate();
      real.approve(id, "cut_over");
      real.approve(id, "retire");
      var ended = real.succeeds(id);
      LOG.warn(
          "writes stopped: {}; seen by clients: {} ms",
          ByChat.step(ended, "cut_over").outputs(),
          load.longestGap().toMillis());
      long errors = load.failures();

      real.lostNothing(load, real.clusterB().address(RealSandbox.SERVER));
      assertThat(errors).as("errors that clients saw").isZero();
    }
  }
}
