package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
class HappyPathTest {

  private static Servers servers;

  @BeforeAll
  static void start(Servers shared) {
    servers = shared;
  }

  @Test
  void aLiveDatabaseMovesAndNothingThatWasAcknowledgedIsLost() throws Exception {
    Migration migration = Migration.of(servers);
    try (Load load = Load.on(migration)) {
      Run preflight = migration.run("preflight").succeeded();
      assertThat(preflight.output("tables")).isEqualTo("10");
      assertThat(preflight.output("source_version")).startsWith("16.");
      assertThat(preflight.output("target_version")).startsWith("18.");
      assertThat(preflight.output("notes")).contains("public.totals").contains("extra.no_key");

      for (String step : List.of("prepare", "subscribe", "copy")) {
        assertThat(migration.verify(step)).as("before " + step).isEqualTo("not-done");
        migration.run(step).succeeded();
        assertThat(migration.verify(step)).as("after " + step).isEqualTo("done");
        migration.run(step).succeeded();
        assertThat(migration.verify(step)).as("after a second " + step).isEqualTo("done");
      }
      Run compared = migration.run("verify-data").succeeded();
      assertThat(compared.output("mismatches")).isEqualTo("0");
      assertThat(Long.parseLong(compared.output("rows"))).isGreaterThan(4000);

      assertThat(migration.verify("prepare-reverse")).isEqualTo("not-done");
      Run reverse = migration.run("prepare-reverse").succeeded();
      assertThat(reverse.output("tables")).isEqualTo("10");
      assertThat(migration.verify("prepare-reverse")).isEqualTo("done");
      migration.run("prepare-reverse").succeeded();

      assertThat(migration.verify("cut-over")).isEqualTo("not-done");
      Run cutOver = migration.run("cut-over", "--budget", "10s").succeeded();
      load.awaitWritesOnTarget();
      assertThat(cutOver.output("sequences")).isEqualTo("4");
      assertThat(Long.parseLong(cutOver.output("write_stop_ms"))).isLessThan(10_000);
      assertThat(migration.verify("cut-over")).isEqualTo("done");
      assertThat(migration.run("cut-over").succeeded().output("marker"))
          .isEqualTo(cutOver.output("marker"));

      for (String step : List.of("drop-forward", "retire")) {
        assertThat(migration.verify(step)).as("before " + step).isEqualTo("not-done");
        migration.run(step).succeeded();
        assertThat(migration.verify(step)).as("after " + step).isEqualTo("done");
        migration.run(step).succeeded();
      }
      load.awaitWritesOnTarget();
      load.assertNothingIsLost(migration.target());
    }
    assertEverythingWasCarried(migration);
    assertNothingOfTheMoveIsLeft(migration);
    assertThat(servers.targetLog()).doesNotContain("se=cret").doesNotContain("SCRAM-SHA-256$");
  }

  private static void assertEverythingWasCarried(Migration migration) {
    String objects =
        """
        SELECT c.relkind::text || ' ' || c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
        WHERE nspname IN ('public', 'extra')
        UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace IN ('public'::regnamespace, 'extra'::regnamespace) AND contype <> 'n'
        UNION ALL SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT coalesce(obj_description('orders_price'::regclass), 'no comment')
        UNION ALL SELECT 'acl ' || coalesce(defaclacl::text, '') FROM pg_default_acl
        UNION ALL SELECT setconfig::text FROM pg_db_role_setting WHERE setdatabase =
          (SELECT oid FROM pg_database WHERE datname = current_database())
        ORDER BY 1""";
    assertThat(migration.target().all(objects)).isEqualTo(migration.source().all(objects));
    assertThat(migration.target().one("SELECT count(*) FROM totals")).isEqualTo("2000");
    assertThat(migration.target().one("SELECT nextval('extra.down')")).isEqualTo("-955");
    assertThat(migration.target().one("SELECT nextval('extra.never')")).isEqualTo("7");
    assertThat(Long.parseLong(migration.target().one("SELECT nextval('orders_id_seq')")))
        .isEqualTo(3001);
    String password =
        "SELECT rolpassword FROM pg_authid WHERE rolname = '" + migration.role() + "'";
    assertThat(migration.target().one(password)).isEqualTo(migration.source().one(password));
  }

  private static void assertNothingOfTheMoveIsLeft(Migration migration) {
    migration.with("DRE_ENDING", "succeeded");
    for (String side : List.of("source", "target")) {
      assertThat(migration.run("residue", "--side", side).succeeded().output("found")).isEmpty();
    }
    assertThat(migration.source().one(migration.login())).isEqualTo("f");
    Run again = migration.run("preflight").refused();
    assertThat(again.output())
        .contains(migration.database() + " lives elsewhere: its application roles are closed here");
  }
}
