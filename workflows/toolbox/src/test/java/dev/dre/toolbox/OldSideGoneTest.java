package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** After the switch the side that was left dies: the living one is cleared all the same. */
@ExtendWith(SharedServers.class)
class OldSideGoneTest {

  private static Servers servers;

  @BeforeAll
  static void start(Servers shared) {
    servers = shared;
  }

  @Test
  void theTargetIsClearedAloneAndTheSourceWhenItComesBackAfterAll() {
    Migration migration = impatient();
    migration.run("cut-over").succeeded();
    servers.stopSource();
    try {
      for (String step : List.of("drop-forward", "retire")) {
        assertThat(migration.verify(step)).as("before " + step).isEqualTo("not-done");
        Run run = migration.run(step).succeeded();
        assertThat(run.output())
            .contains("What happened: the source does not answer, so only the other side")
            .contains("Data and writes: the application runs on the target")
            .contains("What to do: nothing, if the source is gone for good. Should it come back");
        assertThat(run.output("left")).startsWith("on the source").contains(migration.link());
        Run verify = migration.run("verify", step).succeeded();
        assertThat(verify.output("verify")).as("after " + step).isEqualTo("done");
        assertThat(verify.output("evidence")).contains("the source does not answer");
        migration.run(step).succeeded();
      }
      assertNothingIsLeft(migration, servers.onTarget("postgres"), migration.target());
      assertThat(migration.target().one(migration.login())).isEqualTo("t");
    } finally {
      servers.startSource();
    }

    assertThat(migration.verify("retire")).isEqualTo("not-done");
    assertThat(migration.run("retire").succeeded().output("left")).isEqualTo("nothing");
    assertThat(migration.verify("retire")).isEqualTo("done");
    assertNothingIsLeft(migration, servers.onSource("postgres"), migration.source());
    assertThat(migration.residue("succeeded")).isEmpty();
    assertThat(migration.source().one(migration.login())).isEqualTo("f");
  }

  @Test
  void theSourceIsClearedAloneWhenTheApplicationWentBackAndTheTargetDied() {
    Migration migration = impatient();
    migration.run("cut-over").succeeded();
    migration.run("drop-forward").succeeded();
    migration.run("go-back").succeeded();
    servers.stopTarget();
    try {
      assertThat(migration.verify("finish-back")).isEqualTo("not-done");
      Run run = migration.run("finish-back").succeeded();
      assertThat(run.output("left")).startsWith("on the target").contains(migration.reverse());
      Run verify = migration.run("verify", "finish-back").succeeded();
      assertThat(verify.output("verify")).isEqualTo("done");
      assertThat(verify.output("evidence")).contains("the target does not answer");
      assertNothingIsLeft(migration, servers.onSource("postgres"), migration.source());
      assertThat(migration.source().one(migration.login())).isEqualTo("t");
    } finally {
      servers.startTarget();
    }

    migration.run("finish-back").succeeded();
    assertThat(migration.residue("succeeded", "--back")).isEmpty();
  }

  @Test
  void aSourceThatLivesAndOnlyCannotBeReachedKeepsItsSlotSoNothingIsDropped() {
    Migration migration = impatient();
    migration.run("cut-over").succeeded();

    for (String step : List.of("drop-forward", "retire")) {
      assertThat(migration.run(Map.of("SOURCE_PORT", "1"), step).refused().output())
          .contains("the source does not answer, but it lives: it still follows the target");
      assertThat(migration.run(Map.of("SOURCE_PASSWORD", "changed"), step).refused().output())
          .contains("the source does not answer, but it lives: its server takes connections");
      migration.run(Map.of("SOURCE_PORT", "1"), "verify", step).refused();
    }

    assertThat(migration.verify("drop-forward")).isEqualTo("not-done");
    migration.run("drop-forward").succeeded();
    assertThat(migration.run("retire").succeeded().output("left")).isEqualTo("nothing");
    assertThat(migration.residue("succeeded")).isEmpty();
  }

  @Test
  void aSourceThatComesBackInTimeIsClearedToo() {
    Migration migration = impatient();
    migration.run("cut-over").succeeded();
    servers.stopSource();
    Migration.Running retire;
    try {
      retire = migration.start(Map.of("OLD_SIDE_SECONDS", "60"), "retire");
      await().until(() -> Files.readString(retire.output()).contains("whether the source"));
    } finally {
      servers.startSource();
    }

    assertThat(retire.end().succeeded().output("left")).isEqualTo("nothing");
    assertThat(migration.residue("succeeded")).isEmpty();
  }

  @Test
  void beforeTheSwitchADeadSourceIsNoReasonToDropAnything() {
    Migration migration = impatient();
    servers.stopSource();
    try {
      for (String step : List.of("drop-forward", "retire")) {
        assertThat(migration.run(step).refused().output()).contains("cut-over is not done");
        assertThat(migration.verify(step)).isEqualTo("not-done");
      }
    } finally {
      servers.startSource();
    }
    migration.undoEverything();
    migration.assertNothingIsLeft();
  }

  private static Migration impatient() {
    return Migration.copied(Migration.ofTwoTables(servers)).with("OLD_SIDE_SECONDS", "2");
  }

  /** Asked without the toolbox. */
  private static void assertNothingIsLeft(Migration migration, Sql home, Sql database) {
    String made =
        """
        SELECT 'subscription ' || subname FROM pg_subscription WHERE subname LIKE '%1$s%%'
        UNION ALL SELECT 'slot ' || slot_name FROM pg_replication_slots WHERE slot_name LIKE '%1$s%%'
        UNION ALL SELECT 'publication ' || pubname FROM pg_publication WHERE pubname LIKE '%1$s%%'
        UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname = '%1$s'"""
            .formatted(migration.schema());
    assertThat(home.all(made)).isEmpty();
    assertThat(database.all(made)).isEmpty();
  }
}
