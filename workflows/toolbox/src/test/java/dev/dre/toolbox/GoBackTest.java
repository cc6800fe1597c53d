package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Back to the source under a write load: killed at each line, undone, finished, refused. */
@ExtendWith(SharedServers.class)
class GoBackTest {

  private static Servers servers;
  @TempDir private Path folder;

  @BeforeAll
  static void start(Servers shared) {
    servers = shared;
  }

  @Test
  void aDatabaseGoesBackWithEverythingThatWasWrittenMeanwhile() {
    Migration migration = Migration.of(servers);
    try (Load load = Load.on(migration)) {
      Migration.moved(migration);
      load.awaitWritesOnTarget();
      long taken = Long.parseLong(migration.target().one("SELECT nextval('orders_id_seq')"));
      migration
          .target()
          .run("INSERT INTO customer (name) VALUES ('new')", "DELETE FROM measure WHERE value = 3");
      goesBackByAnOperationOfItsOwn(migration);

      Run looked = migration.run("preflight", "--back").succeeded();
      assertThat(looked.output("tables")).isEqualTo("10");
      Run compared = migration.run("verify-data", "--back").succeeded();
      assertThat(compared.output("mismatches")).isEqualTo("0");
      assertThat(migration.verify("go-back")).isEqualTo("not-done");
      Run back = migration.run("go-back", "--budget", "10s").succeeded();
      load.awaitWritesOnSource();
      assertThat(back.output("sequences")).isEqualTo("4");
      assertThat(migration.verify("go-back")).isEqualTo("done");
      assertThat(migration.run("go-back").succeeded().output("marker"))
          .isEqualTo(back.output("marker"));
      assertThat(Long.parseLong(migration.source().one("SELECT nextval('orders_id_seq')")))
          .isEqualTo(taken + 1001);

      assertThat(migration.verify("finish-back")).isEqualTo("not-done");
      migration.run("finish-back").succeeded();
      assertThat(migration.verify("finish-back")).isEqualTo("done");
      migration.run("finish-back").succeeded();
      load.awaitWritesOnSource();
      load.assertNothingIsLost(migration.source());
    }
    assertThat(migration.residue("succeeded", "--back")).isEmpty();
    assertThat(migration.source().one(migration.login())).isEqualTo("t");
    assertThat(migration.target().one(migration.login())).isEqualTo("f");
    String changed = "SELECT count(*) FROM %s WHERE %s";
    assertThat(migration.source().one(changed.formatted("customer", "name = 'new'")))
        .isEqualTo("1");
    assertThat(migration.source().one(changed.formatted("measure", "value = 3"))).isEqualTo("0");
  }

  /** Another operation, which names the one that moved. */
  private static void goesBackByAnOperationOfItsOwn(Migration migration) {
    migration
        .with("MIGRATION", "migrate-db-42-" + migration.schema().substring("dre_".length()))
        .with("DRE_OPERATION", "migrate-back-db-42-zzzz");
  }

  @Test
  void goingBackThatIsKilledBeforeItsCommitPointCanBeUndoneAtEachLine() throws IOException {
    var psql = KillingPsql.in(folder, servers);
    Migration migration = Migration.moved(Migration.ofTwoTables(servers));
    try (Load load = Load.on(migration)) {
      for (String line : CutOverLines.all()) {
        if (line.equals("opened")) {
          continue;
        }
        migration.run(psql.atLine(line), "go-back").killed();
        CutOverLines.awaitVerify(migration, "go-back", line);
        migration.run("undo", "go-back", "--side", "target").succeeded();
        migration.run("undo", "go-back", "--side", "source").succeeded();
        assertThat(migration.verify("go-back")).as("undone from " + line).isEqualTo("not-done");
        assertThat(migration.residue("aborted", "--back")).as("undone from " + line).isEmpty();
        load.awaitWritesOnTarget();
      }
      migration.run("verify-data", "--back").succeeded();
      load.assertNothingIsLost(migration.target());
    }
    assertThat(migration.verify("cut-over")).isEqualTo("done");
  }

  @Test
  void goingBackThatIsKilledGoesOnFromEachLineAndLosesNothing() throws IOException {
    var psql = KillingPsql.in(folder, servers);
    Migration migration = Migration.moved(Migration.ofTwoTables(servers));
    for (String line : CutOverLines.all()) {
      try (Load load = Load.on(migration)) {
        migration.run(psql.atLine(line), "go-back").killed();
        migration.run("go-back").succeeded();
        assertThat(migration.verify("go-back")).as("forward from " + line).isEqualTo("done");
        load.awaitWritesOnSource();
        load.assertNothingIsLost(migration.source());
      }
      if (line.equals("opened")) {
        assertNothingCanBeUndone(migration);
      }
      rewind(migration);
    }
  }

  private static void assertNothingCanBeUndone(Migration migration) {
    for (String side : List.of("source", "target")) {
      assertThat(migration.run("undo", "go-back", "--side", side).refused().output())
          .contains("past its commit point")
          .contains("go forward: finish-back");
      migration.run("undo", "prepare-reverse", "--side", side).refused();
      migration.run("undo", "cut-over", "--side", side).refused();
    }
    assertThat(migration.run("retire").refused().output()).contains("cut-over is not done");
    assertThat(migration.run("copy").refused().output()).contains("the application went back");
  }

  /** What no runbook may do: makes going back undone, for the next time. */
  private static void rewind(Migration migration) {
    migration
        .source()
        .run(
            "ALTER ROLE %s NOLOGIN".formatted(migration.role()),
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = '%s'"
                .formatted(migration.role()),
            "DELETE FROM %s.journal WHERE what ~ '^back_'".formatted(migration.schema()),
            // What was written here meanwhile has no way forward any more.
            "DELETE FROM written",
            "UPDATE counter SET value = 0");
    migration
        .target()
        .run(
            "DELETE FROM %s.journal WHERE what ~ '^back_(start|closing|opening|open|undone)$'"
                .formatted(migration.schema()),
            "DELETE FROM written",
            "UPDATE counter SET value = 0",
            "ALTER ROLE %s LOGIN".formatted(migration.role()));
    migration.source().run("ALTER SUBSCRIPTION %s_rev ENABLE".formatted(migration.schema()));
  }

  @Test
  void beforeTheCutOverThereIsNothingToGoBackFromAndNothingIsClosed() {
    Migration migration = Migration.copied(Migration.ofTwoTables(servers));

    assertThat(migration.run("go-back").refused().output()).contains("there was no cut-over yet");
    assertThat(migration.run("preflight", "--back").refused().output())
        .contains("the application still is on the source");
    assertThat(migration.verify("go-back")).isEqualTo("not-done");
    migration.run("undo", "go-back", "--side", "source").succeeded();
    migration.run("undo", "go-back", "--side", "target").succeeded();

    assertThat(migration.source().one(migration.login())).isEqualTo("t");
    assertThat(migration.target().one(migration.login())).isEqualTo("f");
    assertThat(migration.run("watch").succeeded().output("subscription")).isEqualTo("enabled");
  }

  @Test
  void onceTheWayBackIsRetiredGoingBackIsRefusedAndNothingIsTouched() {
    Migration migration = Migration.moved(Migration.ofTwoTables(servers));
    migration.run("retire").succeeded();

    for (List<String> words : List.of(List.of("preflight", "--back"), List.of("go-back"))) {
      Run run = migration.run(words.toArray(String[]::new)).refused();
      assertThat(run.output()).contains("gone").contains("a migration the other way");
    }
    assertThat(migration.target().one(migration.login())).isEqualTo("t");
    assertThat(migration.source().one(migration.login())).isEqualTo("f");
  }

  @Test
  void whatTheSourceCouldNotFollowIsSaidBeforeAnythingIsTouched() {
    Migration migration = Migration.moved(Migration.ofTwoTables(servers));
    migration.target().run(migration.unlocked(), "CREATE TABLE late (id int PRIMARY KEY)");
    assertThat(migration.run("preflight", "--back").refused().output())
        .contains("table public.late was made after replication began");
    assertThat(migration.run("go-back").refused().output()).contains("public.late");

    migration
        .target()
        .run(migration.unlocked(), "DROP TABLE late", "ALTER TABLE counter ADD COLUMN more int");
    assertThat(migration.run("go-back").refused().output())
        .contains("the schema of the target was changed after prepare-reverse");

    migration.target().run(migration.unlocked(), "ALTER TABLE counter DROP COLUMN more");
    migration.run("go-back").succeeded();
  }

  @Test
  void aWrongOperationIsNotTakenForTheRightOne() {
    Migration migration = Migration.moved(Migration.ofTwoTables(servers));

    Run run =
        migration.run(Map.of("MIGRATION", "migrate-db-42-wrong"), "preflight", "--back").refused();

    assertThat(run.output()).contains("--of names another operation");
  }
}
