package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cut-over under a write load: killed at each of its lines, undone, finished forward, refused.
 */
@ExtendWith(SharedServers.class)
class CutOverTest {

  private static Servers servers;
  private static Migration migration;
  @TempDir private Path folder;

  @BeforeAll
  static void start(Servers shared) {
    servers = shared;
    migration = Migration.copied(Migration.ofTwoTables(servers));
  }

  @Test
  void everyLineOfTheCutOverIsTriedHere() throws IOException {
    assertThat(CutOverLines.all())
        .containsExactlyInAnyOrderElementsOf(CutOverLines.VERIFY_AFTER_KILL_AT.keySet());
  }

  @Test
  void aCutOverThatIsKilledBeforeItsCommitPointCanBeUndoneAtEachLine() throws IOException {
    var psql = KillingPsql.in(folder, servers);
    try (Load load = Load.on(migration)) {
      for (String line : CutOverLines.all()) {
        if (line.equals("opened")) {
          continue;
        }
        migration.run(psql.atLine(line), "cut-over").killed();
        CutOverLines.awaitVerify(migration, "cut-over", line);
        migration.run("undo", "cut-over", "--side", "source").succeeded();
        migration.run("undo", "cut-over", "--side", "target").succeeded();
        assertThat(migration.verify("cut-over")).as("undone from " + line).isEqualTo("not-done");
        load.awaitWrites();
      }
      migration.run("verify-data").succeeded();
      load.assertNothingIsLost(migration.source());
    }
  }

  @Test
  void aCutOverThatIsKilledGoesOnFromEachLineAndLosesNothing() throws IOException {
    var psql = KillingPsql.in(folder, servers);
    Migration again = Migration.copied(Migration.ofTwoTables(servers));
    for (String line : CutOverLines.all()) {
      try (Load load = Load.on(again)) {
        again.run(psql.atLine(line), "cut-over").killed();
        again.run("cut-over").succeeded();
        assertThat(again.verify("cut-over")).as("forward from " + line).isEqualTo("done");
        load.awaitWritesOnTarget();
        load.assertNothingIsLost(again.target());
      }
      if (line.equals("opened")) {
        assertNothingCanBeUndone(again);
      }
      rewind(again);
    }
  }

  @Test
  void rowsThatAreStillOnTheirWayAreWaitedFor() {
    var psql = KillingPsql.in(folder, servers);
    Migration slow = Migration.copied(Migration.ofTwoTables(servers));
    String hold =
        "psql -Xqc 'BEGIN; LOCK public.written IN EXCLUSIVE MODE; SELECT pg_sleep(1); COMMIT' >/dev/null 2>&1 & sleep 0.3";
    try (Load load = Load.on(slow)) {
      slow.run(psql.atLine("start", hold), "cut-over").succeeded();
      load.awaitWritesOnTarget();
      load.assertNothingIsLost(slow.target());
    }
  }

  private static void assertNothingCanBeUndone(Migration again) {
    for (String step : List.of("cut-over", "subscribe", "prepare")) {
      Run undo = again.run("undo", step, "--side", "target").refused();
      assertThat(undo.output())
          .contains("past its commit point")
          .contains("go forward: drop-forward");
    }
    again.run("undo", "cut-over", "--side", "source").refused();
    again.run("undo", "subscribe", "--side", "source").refused();
  }

  /** What no runbook may do: makes a cut-over that was done undone, for the next one. */
  private static void rewind(Migration again) {
    again
        .target()
        .run(
            "ALTER ROLE %s NOLOGIN".formatted(again.role()),
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = '%s'"
                .formatted(again.role()),
            "DELETE FROM %s.journal WHERE what NOT IN ('schema', 'back_schema', 'back_proven')"
                .formatted(again.schema()),
            "ALTER SUBSCRIPTION %s ENABLE".formatted(again.link()));
    again
        .source()
        .run(
            "DELETE FROM %s.journal WHERE what <> 'target'".formatted(again.schema()),
            "ALTER ROLE %s LOGIN".formatted(again.role()));
  }

  @Test
  void aCutOverThatRunsOutOfItsBudgetUndoesItself() throws IOException {
    try (Load load = Load.on(migration)) {
      Map<String, String> markerLost = Map.of("PATH", withoutMarker());
      Run run = migration.run(markerLost, "cut-over", "--budget", "2s").refused();

      assertThat(run.output())
          .contains("the marker row was not seen on the target within the budget")
          .contains("cut-over undid itself after ")
          .contains("writes run on the source as before (checked ");
      assertThat(migration.verify("cut-over")).isEqualTo("not-done");
      load.awaitWrites();
      load.assertNothingIsLost(migration.source());
    }
  }

  @Test
  void anApplicationThatIsInALongTransactionIsNotCutOff() throws Exception {
    try (var busy = migration.source().connect();
        var statement = busy.createStatement()) {
      busy.setAutoCommit(false);
      statement.execute("SELECT 1");
      String age =
          "SELECT clock_timestamp() - min(xact_start) > interval '5 s' FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = '"
              + migration.database()
              + "'";
      await()
          .atMost(java.time.Duration.ofSeconds(20))
          .until(() -> migration.source().one(age).equals("t"));

      Run run = migration.run("cut-over").refused();

      assertThat(run.output())
          .contains("is in a transaction since")
          .contains("nothing was touched, writes were not stopped");
      assertThat(migration.source().one(migration.login())).isEqualTo("t");
    }
  }

  @Test
  void aPreparedTransactionStopsItBeforeAnythingIsTouched() {
    migration
        .source()
        .run("BEGIN", "INSERT INTO written VALUES (-1, 1)", "PREPARE TRANSACTION 'waiting'");

    Run run = migration.run("cut-over").refused();

    migration.source().run("ROLLBACK PREPARED 'waiting'");
    assertThat(run.output()).contains("transaction waiting is prepared");
  }

  @Test
  void whatCameToTheSchemaLaterIsNotLeftBehind() {
    migration.source().run(migration.unlocked(), "CREATE TABLE late (id int PRIMARY KEY)");

    assertThat(migration.run("cut-over").refused().output())
        .contains("table public.late was made after replication began");
    assertThat(migration.run("verify-data").refused().output()).contains("public.late");
    migration.source().run(migration.unlocked(), "DROP TABLE late", "CREATE SEQUENCE late");
    assertThat(migration.run("cut-over").refused().output())
        .contains("the schema of the source was changed after prepare");
    migration.source().run(migration.unlocked(), "DROP SEQUENCE late");
    migration.run("verify-data").succeeded();
  }

  @Test
  void aSecondRunAtTheSameTimeIsRefused() throws Exception {
    try (var other = migration.target().connect();
        var lock = other.createStatement()) {
      lock.execute("SELECT pg_advisory_lock(hashtext('" + migration.schema() + "'))");

      Run run = migration.run("cut-over").refused();

      assertThat(run.output())
          .contains("another run of " + "migrate-db-42-")
          .contains("is at work on the target side");
    }
  }

  @Test
  void whileTheTargetIsDownASourceThatWasAskedToOpenItStaysClosed() {
    var psql = KillingPsql.in(folder, servers);
    Map<String, String> targetDown = Map.of("TARGET_PORT", "1");
    migration.run(psql.atLine("arrive"), "cut-over").killed();
    migration.run(targetDown, "undo", "cut-over", "--side", "source").succeeded();
    assertThat(migration.source().one(migration.login())).isEqualTo("t");

    migration.run(psql.atLine("open"), "cut-over").killed();
    Run undo = migration.run(targetDown, "undo", "cut-over", "--side", "source").refused();

    assertThat(undo.output()).contains("the target, which may have been opened, does not answer");
    assertThat(migration.source().one(migration.login())).isEqualTo("f");
    migration.run("undo", "cut-over", "--side", "source").succeeded();
    assertThat(migration.source().one(migration.login())).isEqualTo("t");
  }

  /** A psql that sends the marker of the cut-over, and no other, nowhere. */
  private String withoutMarker() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("lossy"));
    Path script = bin.resolve("psql");
    Files.writeString(
        script,
        """
        #!/usr/bin/env bash
        case " $* " in *" -c "*) exec '%1$s/psql' "$@" ;; esac
        sed -u "s/^INSERT INTO %2$s.marker VALUES .*/SELECT 1;/" | '%1$s/psql' "$@"
        """
            .formatted(servers.target().bin(), migration.schema()));
    Files.setPosixFilePermissions(
        script, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    return bin + ":" + servers.target().bin() + ":" + System.getenv("PATH");
  }
}
