package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
class PreflightTest {

  private static Servers servers;

  @BeforeAll
  static void start(Servers shared) {
    servers = shared;
  }

  @Test
  void everythingThatStandsInTheWayIsSaidAtOnceWithItsRemedy() {
    Migration migration = Migration.ofTwoTables(servers);
    migration
        .source()
        .run(
            "CREATE TABLE bare (x int)",
            "CREATE TABLE \"No identity\" (x int PRIMARY KEY)",
            "ALTER TABLE \"No identity\" REPLICA IDENTITY NOTHING",
            "CREATE UNLOGGED TABLE passing (x int PRIMARY KEY)",
            "SELECT lo_create(0)",
            "CREATE SCHEMA dre_old1",
            "CREATE PUBLICATION dre_old1_fwd");
    servers
        .onTarget("postgres")
        .run(
            "CREATE DATABASE " + migration.database(),
            "CREATE ROLE " + migration.role() + " LOGIN");
    migration.target().run("CREATE TABLE somebody_elses (x int)");
    migration.with("APP_ROLES", migration.role() + ", nobody postgres");

    Run run = migration.run("preflight").refused();

    assertThat(run.output())
        .contains(
            "2 tables have no key by which a changed row can be told (public.\"No identity\", public.bare): add a primary key")
        .contains("unlogged tables would arrive empty (public.passing): ALTER TABLE … SET LOGGED")
        .contains("1 large objects exist, which are not replicated")
        .contains(
            "left over from other operations on the source (publication dre_old1_fwd, schema dre_old1)")
        .contains("APP_ROLES names roles that the source does not have (nobody): correct it")
        .contains("APP_ROLES names the user that migrates (postgres)")
        .contains(
            "database "
                + migration.database()
                + " on the target is not empty (public.somebody_elses)")
        .contains(
            "roles of APP_ROLES can log in on the target already (postgres, "
                + migration.role()
                + ")")
        .contains("8 findings stand in the way");
    assertThat(run.output("tables")).isEqualTo("4");
  }

  @Test
  void aSourceThatCannotReplicateIsSaidWithTheSettingsToChange() {
    try (Servers small =
        Servers.start(
            Map.of("wal_level", "replica", "max_replication_slots", "3", "max_wal_senders", "2"))) {
      Run run = Migration.ofTwoTables(small).run("preflight").refused();

      assertThat(run.output())
          .contains("wal_level is replica on the source: set wal_level = logical and restart it")
          .contains(
              "0 of 3 replication slots are in use on the source and the copy takes 5: raise max_replication_slots")
          .contains(
              "0 of 2 WAL senders are in use on the source and the copy takes 5: raise max_wal_senders");
    }
  }

  @Test
  void itLooksAtEverythingAndChangesNothing() {
    Migration migration = Migration.of(servers);
    String source = migration.source().one("SELECT pg_current_xact_id()");

    migration.run("preflight").succeeded();
    migration.run("preflight").succeeded();

    assertThat(
            Long.parseLong(migration.source().one("SELECT pg_current_xact_id()"))
                - Long.parseLong(source))
        .as("transactions that wrote something, apart from these questions")
        .isLessThan(10);
    migration.assertNothingIsLeft();
  }

  @Test
  void aRoleThatAnotherDatabaseUsesTooIsNotClosedForBoth() {
    Migration migration = Migration.ofTwoTables(servers);
    Migration other = Migration.ofTwoTables(servers);
    other
        .source()
        .run("CREATE TABLE shared (x int)", "ALTER TABLE shared OWNER TO " + migration.role());

    assertThat(migration.run("preflight").refused().output())
        .contains(
            "are used by other databases of the source too ("
                + migration.role()
                + " in "
                + other.database()
                + ")");
  }

  @Test
  void theSameServerAndAnOlderTargetAreRefused() {
    Migration migration = Migration.ofTwoTables(servers);
    Map<String, String> same =
        Map.of(
            "TARGET_PORT",
            Integer.toString(servers.source().port()),
            "TARGET_DATABASE",
            "elsewhere");
    assertThat(migration.run(same, "preflight").refused().output())
        .contains("source and target are the same server");

    Map<String, String> turned =
        Map.of(
            "SOURCE_PORT", Integer.toString(servers.target().port()),
            "TARGET_PORT", Integer.toString(servers.source().port()),
            "SOURCE_DATABASE", "postgres");
    assertThat(migration.run(turned, "preflight").refused().output())
        .contains("the target is PostgreSQL 16.14, older than the source");
  }

  @Test
  void aServerThatDoesNotAnswerIsNamed() {
    Migration migration = Migration.ofTwoTables(servers);

    assertThat(migration.run(Map.of("SOURCE_PORT", "1"), "preflight").refused().output())
        .contains(
            "the source 127.0.0.1:1/" + migration.database() + " does not answer as postgres");
    assertThat(migration.run(Map.of("TARGET_PASSWORD", "wrong"), "preflight").refused().output())
        .contains("the target 127.0.0.1:")
        .contains("password are right");
  }
}
