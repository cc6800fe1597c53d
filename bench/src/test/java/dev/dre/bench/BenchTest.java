package dev.dre.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That real things are measured; never how long they take. */
class BenchTest {

  @TempDir Path folder;

  private BenchServer server;

  @BeforeAll
  static void findTheExample() {
    System.setProperty("dre.home", "..");
  }

  @BeforeEach
  void start() {
    server = BenchServer.start(folder.resolve("temporal"), says -> {});
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyActivityIsAStepOrADelivery() throws Exception {
    var rows = new Cost(bench(1)).run();

    assertThat(row(rows, "activities that are neither step, delivery nor probe").dre()).isZero();
    assertThat(row(rows, "activities per step, told to nobody").dre()).isEqualTo(2);
    assertThat(row(rows, "activities per step, told to nobody").baseline()).contains(1.0);
  }

  @Test
  void parkedOperationsAnswerAfterTheirWorkerWasKilled() throws Exception {
    var rows = new Parked(bench(20)).run();

    assertThat(row(rows, "did not answer after kill -9").dre()).isZero();
    assertThat(row(rows, "heap after GC, all answered").dre()).isPositive();
  }

  @Test
  void aClickIsFollowedToItsStepOnBothSides() throws Exception {
    var rows = new Clicks(bench(1)).run().click();

    assertThat(rows).allSatisfy(row -> assertThat(row.ratio()).isPresent());
  }

  @Test
  void aLongHistoryIsSearchedInAllItsRuns() throws Exception {
    var rows = new LongHistory(bench(2_500)).run();

    assertThat(row(rows, "events of the operation, in all its runs").dre())
        .as("more than one run keeps")
        .isGreaterThan(2_500);
    assertThat(row(rows, "a text that is nowhere, median").ratio()).isPresent();
  }

  private Bench bench(int size) throws Exception {
    return new Bench(
        folder,
        server,
        BenchConfiguration.in(folder.resolve("config")),
        OptionalInt.of(size),
        says -> {});
  }

  private static Row row(List<Row> rows, String what) {
    return rows.stream().filter(r -> r.what().equals(what)).findFirst().orElseThrow();
  }
}
