package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Replication from the target to the source: prepared, watched, taken back. */
@ExtendWith(SharedServers.class)
class WayBackTest {

  private static final Map<String, String> TARGET_DOWN = Map.of("TARGET_PORT", "1");
  private static final Map<String, String> SOURCE_DOWN = Map.of("SOURCE_PORT", "1");

  private static Servers servers;

  @BeforeAll
  static void start(Servers shared) {
    servers = shared;
  }

  @Test
  void rowsCrossBothWaysAndNeverGoRound() {
    Migration migration = Migration.copied(Migration.ofTwoTables(servers));
    try (Load load = Load.on(migration)) {
      migration.target().run("INSERT INTO %s.marker VALUES ('back')".formatted(migration.schema()));
      migration
          .source()
          .run("INSERT INTO %s.marker VALUES ('forward')".formatted(migration.schema()));

      String seen = "SELECT count(*) FROM %s.marker WHERE id = '%s'";
      await()
          .untilAsserted(
              () -> {
                assertThat(migration.source().one(seen.formatted(migration.schema(), "back")))
                    .isEqualTo("1");
                assertThat(migration.target().one(seen.formatted(migration.schema(), "forward")))
                    .isEqualTo("1");
              });
      load.awaitWrites();
      migration.run("verify-data").succeeded();
      // A row that went round would be there already, and have stopped replication.
      for (String[] way : List.of(new String[] {"watch"}, new String[] {"watch", "--back"})) {
        Run watch = migration.run(way).succeeded();
        assertThat(watch.output("subscription")).isEqualTo("enabled");
        assertThat(watch.output("conflicts")).isEmpty();
      }
    }
  }

  @Test
  void afterTheCutOverTheSourceIsClosedAndGetsWhatIsWritten() {
    Migration migration = Migration.copied(Migration.ofTwoTables(servers));
    try (Load load = Load.on(migration)) {
      migration.run("cut-over").succeeded();
      load.awaitWritesOnTarget();
      assertThat(migration.verify("drop-forward")).isEqualTo("not-done");
      migration.run("drop-forward").succeeded();
      assertThat(migration.verify("drop-forward")).isEqualTo("done");
      load.awaitWritesOnTarget();
      load.stop();
      migration.run("verify-data", "--back").succeeded();
      load.assertNothingIsLost(migration.source());
    }
    assertThat(migration.source().one(migration.login())).isEqualTo("f");
    String slots =
        "SELECT count(*) FROM pg_replication_slots WHERE database = '" + migration.database() + "'";
    assertThat(migration.source().one(slots))
        .as("slots that keep WAL on the source")
        .isEqualTo("0");
    assertThat(migration.target().one(slots)).isEqualTo("1");
  }

  @Test
  void withoutAWayBackThereIsNoCutOver() {
    Migration migration = Migration.copied(Migration.ofTwoTables(servers));
    migration.run("undo", "prepare-reverse", "--side", "source").succeeded();
    assertRefused(migration, "the way back is not prepared: run prepare-reverse");
    assertThat(migration.verify("prepare-reverse")).isEqualTo("partial");

    migration.run("prepare-reverse").succeeded();
    migration.run("undo", "prepare-reverse", "--side", "target").succeeded();
    assertRefused(migration, "the way back does not work: the target has no publication dre_");

    migration.run("prepare-reverse").succeeded();
    assertThat(migration.verify("prepare-reverse")).isEqualTo("done");
    migration.run("cut-over").succeeded();
  }

  private static void assertRefused(Migration migration, String why) {
    Run run = migration.run("cut-over").refused();
    assertThat(run.output()).contains(why).contains("nothing was touched");
    assertThat(migration.source().one(migration.login())).isEqualTo("t");
  }

  @Test
  void aLostConnectionOfTheWayBackIsMendedAndSaid() {
    Migration migration = Migration.moved(Migration.ofTwoTables(servers));
    loseConnection(migration);

    Run watch = migration.run("watch", "--back").succeeded();

    assertThat(watch.output("reconnected")).isEqualTo("true");
    assertThat(watch.output("active")).isEqualTo("true");
    assertThat(watch.output("slot")).isEqualTo("reserved");
    assertThat(migration.run("watch", "--back").succeeded().output("reconnected"))
        .isEqualTo("false");
  }

  @Test
  void aLostConnectionBeforeTheCutOverIsMendedByTheGuardOrByTheCutOver() {
    Migration migration = Migration.copied(Migration.ofTwoTables(servers));
    loseConnection(migration);
    assertThat(migration.run("watch", "--back").succeeded().output("reconnected"))
        .isEqualTo("true");
    loseConnection(migration);

    migration.run("cut-over").succeeded();

    assertThat(migration.run("watch", "--back").succeeded().output("subscription"))
        .isEqualTo("enabled");
  }

  @Test
  void aRowThatTheSourceCannotTakeIsNotTakenForALostConnection() {
    Migration migration = Migration.moved(Migration.ofTwoTables(servers));
    migration.source().run("INSERT INTO written VALUES (-7, 7)");
    migration.target().run("INSERT INTO written VALUES (-7, 7)");
    awaitDisabled(migration);

    Run watch = migration.run("watch", "--back").succeeded();
    assertThat(watch.output("subscription")).isEqualTo("disabled");
    assertThat(watch.output("reconnected")).isEqualTo("false");
    assertThat(migration.run("preflight", "--back").refused().output())
        .contains("the way back does not work");
    migration.run("go-back").refused();
    assertThat(migration.target().one(migration.login())).isEqualTo("t");
  }

  @Test
  void aSlotThatIsGoneIsSaid() {
    Migration migration = Migration.moved(Migration.ofTwoTables(servers));
    migration.source().run("ALTER SUBSCRIPTION %s DISABLE".formatted(migration.reverse()));
    String active =
        "SELECT active FROM pg_replication_slots WHERE slot_name = '" + migration.reverse() + "'";
    await().until(() -> migration.target().one(active).equals("f"));
    migration.target().run("SELECT pg_drop_replication_slot('%s')".formatted(migration.reverse()));

    Run watch = migration.run("watch", "--back").succeeded();

    assertThat(watch.output("slot")).isEqualTo("none");
    assertThat(watch.output("reconnected")).isEqualTo("false");
    assertThat(migration.run("go-back").refused().output()).contains("the target has no slot");
    migration.run("retire").succeeded();
    assertThat(migration.residue("succeeded")).isEmpty();
  }

  @Test
  void eachSideIsTakenBackWhileTheOtherIsDown() {
    Migration migration = Migration.copied(Migration.ofTwoTables(servers));
    assertThat(migration.residue("aborted"))
        .contains("subscription " + migration.reverse())
        .contains("slot " + migration.reverse(), "publication " + migration.reverse());

    migration.run(TARGET_DOWN, "undo", "prepare-reverse", "--side", "target").refused();
    migration.run(TARGET_DOWN, "undo", "prepare-reverse", "--side", "source").succeeded();
    migration.run(SOURCE_DOWN, "undo", "prepare-reverse", "--side", "target").succeeded();

    assertThat(migration.residue("aborted")).doesNotContain("_rev");
    assertThat(migration.verify("prepare-reverse")).isEqualTo("not-done");
    migration.undoEverything();
    migration.assertNothingIsLeft();
  }

  @Test
  void theDatabaseOfTheTargetGoesAlsoWhileTheWayBackIsStillThere() {
    Migration migration = Migration.copied(Migration.ofTwoTables(servers));

    migration.run("undo", "subscribe", "--side", "source").succeeded();
    migration.run("undo", "subscribe", "--side", "target").succeeded();
    migration.run("undo", "prepare", "--side", "target").succeeded();
    migration.run("undo", "prepare-reverse", "--side", "source").succeeded();

    migration.assertNothingIsLeft();
  }

  private static void loseConnection(Migration migration) {
    migration
        .target()
        .run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_replication WHERE application_name = '%s'"
                .formatted(migration.reverse()));
    awaitDisabled(migration);
  }

  private static void awaitDisabled(Migration migration) {
    String enabled =
        "SELECT subenabled FROM pg_subscription WHERE subname = '" + migration.reverse() + "'";
    await().until(() -> migration.source().one(enabled).equals("f"));
  }
}
