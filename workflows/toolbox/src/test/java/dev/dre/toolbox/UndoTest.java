package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
class UndoTest {

  private static final Map<String, String> TARGET_DOWN = Map.of("TARGET_PORT", "1");

  private static Servers servers;

  @BeforeAll
  static void start(Servers shared) {
    servers = shared;
  }

  @Test
  void everythingIsGoneAfterwardsAndASecondTimeFindsNothing() {
    Migration migration = Migration.copied(Migration.of(servers));
    assertThat(migration.run("residue", "--side", "source").succeeded().output("found"))
        .contains("slot " + migration.link(), "publication " + migration.link());
    assertThat(migration.run("residue", "--side", "target").succeeded().output("found"))
        .contains("subscription " + migration.link(), "database " + migration.database())
        .contains("role " + migration.role());

    try (Load load = Load.on(migration)) {
      migration.undoEverything();
      load.awaitWrites();
      load.assertNothingIsLost(migration.source());
    }
    migration.assertNothingIsLeft();
    migration.undoEverything();
    migration.assertNothingIsLeft();
    for (String step : List.of("prepare", "subscribe", "copy", "cut-over")) {
      assertThat(migration.verify(step)).isEqualTo("not-done");
    }
    migration.run("preflight").succeeded();
  }

  @Test
  void theTargetIsUndoneWhileTheSourceIsDownAndTheSourceWhenItIsBack() {
    Migration migration = Migration.of(servers);
    migration.run("prepare").succeeded();
    migration.run("subscribe").succeeded();
    servers.stopSource();
    try {
      migration.run("undo", "subscribe", "--side", "source").refused();
      migration.run("undo", "subscribe", "--side", "target").succeeded();
      migration.run("undo", "prepare", "--side", "target").succeeded();
      assertThat(migration.run("residue", "--side", "target").succeeded().output("found"))
          .isEmpty();
      assertThat(migration.run("residue", "--side", "source").refused().output())
          .contains("the source does not answer");
    } finally {
      servers.startSource();
    }

    migration.run("undo", "subscribe", "--side", "source").succeeded();
    migration.assertNothingIsLeft();
  }

  @Test
  void theSourceIsUndoneWhileTheTargetIsDown() {
    Migration migration = Migration.of(servers);
    migration.run("prepare").succeeded();
    migration.run("subscribe").succeeded();

    migration.run(TARGET_DOWN, "undo", "cut-over", "--side", "source").succeeded();
    migration.run(TARGET_DOWN, "undo", "subscribe", "--side", "source").succeeded();

    assertThat(migration.source().all("SELECT pubname FROM pg_publication")).isEmpty();
    assertThat(migration.source().all("SELECT nspname FROM pg_namespace WHERE nspname ~ '^dre'"))
        .isEmpty();
    migration.undoEverything();
    migration.assertNothingIsLeft();
  }

  @Test
  void aDatabaseAndARoleThatWereThereBeforeStayAndAreAsTheyWere() {
    Migration migration = Migration.of(servers);
    Sql home = servers.onTarget("postgres");
    home.run(
        "CREATE ROLE " + migration.role() + " NOLOGIN",
        "CREATE DATABASE " + migration.database() + " TEMPLATE template0 ENCODING 'UTF8'");
    migration.run("preflight").succeeded();
    migration.run("prepare").succeeded();
    migration.run("subscribe").succeeded();
    migration.run("copy").succeeded();

    migration.undoEverything();

    assertThat(migration.run("residue", "--side", "target").succeeded().output("found")).isEmpty();
    assertThat(
            migration
                .target()
                .all(
                    "SELECT oid::regclass FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
        .isEmpty();
    assertThat(home.all("SELECT rolname FROM pg_roles WHERE rolname = '" + migration.role() + "'"))
        .hasSize(1);
    migration.run("preflight").succeeded();
    migration.run("prepare").succeeded();
    assertThat(migration.verify("prepare")).isEqualTo("done");
  }

  @Test
  void aDatabaseOfSomebodyElseIsNeitherFilledNorEmptied() {
    Migration migration = Migration.of(servers);
    Sql home = servers.onTarget("postgres");
    home.run("CREATE DATABASE " + migration.database());
    migration.target().run("CREATE TABLE precious AS SELECT 42 AS n");

    Run prepare = migration.run("prepare").refused();
    migration.undoEverything();

    assertThat(prepare.output()).contains("is not empty (public.precious)");
    assertThat(migration.target().one("SELECT n FROM precious")).isEqualTo("42");
    home.run("DROP DATABASE " + migration.database());
    migration.assertNothingIsLeft();
  }
}
