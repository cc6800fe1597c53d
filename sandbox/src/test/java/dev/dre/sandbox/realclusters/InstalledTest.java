package dev.dre.sandbox.realclusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepStatus;
import dev.dre.operations.id.OperationId;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
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

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private static Path state;
  private static RealSandbox real;

  @BeforeAll
  static void begin() throws Exception {
    real = new RealSandbox(state, RealSandbox.Workers.INSTALLED);
  }

  @AfterAll
  static void end() {
    if (real != null) {
      real.close();
    }
  }

  @Test
  @Order(1)
  void theDoctorOfEachReleaseFindsNothingWrong() throws Exception {
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
    for (RealCluster cluster : new RealCluster[] {real.clusterA(), real.clusterB()}) {
      assertThat(cluster.kill("app.kubernetes.io/component", "worker")).isPositive();
    }
    real.approve(id, "cut_over");
    real.approve(id, "retire");

    Operation ended = real.until(id, o -> o.state().isFinal() || o.state() == State.BLOCKED);

    assertThat(ended.state()).as(ended.status().trouble().toString()).isEqualTo(State.SUCCEEDED);
    long before = load.commits();
    await().atMost(PATIENCE).until(() -> load.commits() > before + 100);
    load.close();
    try (var connection = real.clusterB().connect(RealSandbox.SERVER, "app", real.password())) {
      assertThat(load.lost(connection)).isZero();
    }
  }
}
