package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every step, killed again and again, each time a little further on. */
@ExtendWith(SharedServers.class)
class KilledStepTest {

  private static Servers servers;
  @TempDir private Path folder;

  @BeforeAll
  static void start(Servers shared) {
    servers = shared;
  }

  @Test
  void stepsThatAreKilledManyTimesBringTheDatabaseOverAllTheSame() {
    Migration migration = Migration.of(servers);
    try (Load load = Load.on(migration)) {
      assertThat(killUntilDone(migration, "prepare", 1, 2)).isGreaterThan(5);
      assertThat(killUntilDone(migration, "subscribe", 2, 2)).isGreaterThan(3);
      assertThat(killUntilDone(migration, "copy", 1, 4)).isGreaterThan(3);
      migration.run("verify-data").succeeded();
      assertThat(killUntilDone(migration, "prepare-reverse", 2, 2)).isGreaterThan(3);
      migration.run("cut-over").succeeded();
      load.awaitWritesOnTarget();
      assertThat(killUntilDone(migration, "drop-forward", 2, 2)).isGreaterThan(3);
      migration.run("verify-data", "--back").succeeded();
      assertThat(killUntilDone(migration, "retire", 2, 2)).isGreaterThan(3);
      load.assertNothingIsLost(migration.target());
    }
    migration.with("DRE_ENDING", "succeeded");
    for (String side : List.of("source", "target")) {
      assertThat(migration.run("residue", "--side", side).succeeded().output("found")).isEmpty();
    }
  }

  @Test
  void whateverAKillLeavesCanBeUndone() {
    var psql = KillingPsql.in(folder, servers);
    Migration migration = Migration.of(servers);
    for (int call : List.of(2, 6, 10, 14)) {
      migration.run(psql.atCall(call), "prepare").killed();
      migration.run("undo", "prepare", "--side", "target").succeeded();
      migration.assertNothingIsLeft();
    }
    for (int call : List.of(6, 9, 12)) {
      migration.run("prepare").succeeded();
      migration.run(psql.atCall(call), "subscribe").killed();
      migration.run("undo", "subscribe", "--side", "source").succeeded();
      migration.run("undo", "subscribe", "--side", "target").succeeded();
      migration.run("undo", "prepare", "--side", "target").succeeded();
      migration.assertNothingIsLeft();
    }
    migration.run("prepare").succeeded();
    migration.run("subscribe").succeeded();
    migration.run(psql.atCall(20), "copy").killed();
    migration.undoEverything();
    migration.assertNothingIsLeft();
    Migration.copied(migration);
    for (int call : List.of(8, 12, 14, 16, 18)) {
      migration.run("undo", "prepare-reverse", "--side", "source").succeeded();
      migration.run("undo", "prepare-reverse", "--side", "target").succeeded();
      assertThat(migration.verify("prepare-reverse")).isEqualTo("not-done");
      migration.run(psql.atCall(call), "prepare-reverse").killed();
    }
    migration.undoEverything();
    migration.assertNothingIsLeft();
  }

  @Test
  void anUndoThatIsKilledIsDoneByTheNext() {
    var psql = KillingPsql.in(folder, servers);
    Migration migration = Migration.of(servers);
    migration.run("prepare").succeeded();
    migration.run("subscribe").succeeded();
    for (int call = 1; call <= 12; call += 2) {
      migration.run(psql.atCall(call), "undo", "subscribe", "--side", "source");
      migration.run(psql.atCall(call), "undo", "subscribe", "--side", "target");
      migration.run(psql.atCall(call), "undo", "prepare", "--side", "target");
    }
    migration.undoEverything();
    migration.assertNothingIsLeft();
  }

  /** Kills at a later call each time until the step ends by itself; how often it was killed. */
  private int killUntilDone(Migration migration, String step, int from, int stride) {
    var psql = KillingPsql.in(folder, servers);
    int kills = 0;
    for (int call = from; ; call += stride) {
      Run run = migration.run(psql.atCall(call), step);
      Set<String> expected =
          run.wasKilled() ? Set.of("not-done", "partial", "done") : Set.of("done");
      assertThat(migration.verify(step)).as("%s after call %d", step, call).isIn(expected);
      if (!run.wasKilled()) {
        run.succeeded();
        return kills;
      }
      kills++;
    }
  }
}
