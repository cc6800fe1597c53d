package dev.dre.sandbox.realclusters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.StepStatus;
import dev.dre.operations.id.OperationId;
import java.nio.file.Path;
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
 * The chart in two real clusters, by {@code helm}: workers inside, with the chart's rights alone.
 */
@Tag("real-clusters")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstalledTest {

  @TempDir private static Path state;
  @AutoClose private static RealSandbox real;

  @BeforeAll
  static void begin() throws Exception {
    real = new RealSandbox(state, RealSandbox.Workers.INSTALLED);
  }

  @Test
  @Order(1)
  void theDoctorOfEachReleaseFindsNothingWrong() {
    for (HelmRelease release : real.releases()) {
      assertThat(release.test())
          .contains("cluster-a")
          .contains("cluster-b")
          .contains("has all rights that it needs")
          .contains("Phase:          Succeeded");
    }
    assertThat(real.releases()).hasSize(2);
  }

  @Test
  @Order(2)
  void aMigrationGoesOnAlthoughAllWorkersAreKilled() throws Exception {
    var load = real.load();
    OperationId id = real.migrate();
    real.until(
        id,
        o ->
            o.steps().stream()
                .anyMatch(s -> s.id().value().equals("copy") && s.status() == StepStatus.RUNNING));
    for (RealCluster cluster : List.of(real.clusterA(), real.clusterB())) {
      assertThat(cluster.kill("app.kubernetes.io/component", "worker")).isPositive();
    }

    real.movesWithoutLoss(id, load);
  }
}
