package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of the schema, which are not replicated, are refused where rows come from. */
@ExtendWith(SharedServers.class)
class SchemaLockTest {

  private static final String LOCKS =
      "SELECT evtname FROM pg_event_trigger WHERE evtname LIKE 'dre%'";

  private static Servers servers;
  private static Migration migration;

  @BeforeAll
  static void start(Servers shared) {
    servers = shared;
    migration = Migration.ofTwoTables(servers);
    migration.source().run("CREATE MATERIALIZED VIEW seen AS SELECT count(*) FROM written");
    Migration.followed(migration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE late (id int)",
        "ALTER TABLE counter ADD COLUMN more int",
        "CREATE INDEX ON counter (value)",
        "CREATE INDEX CONCURRENTLY ON counter (value)",
        "DROP MATERIALIZED VIEW seen",
        "COMMENT ON TABLE counter IS 'x'",
        "GRANT SELECT ON counter TO PUBLIC",
        "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'"
      })
  void whatWouldNotReachTheOtherSideIsRefusedWithWhatToDo(String statement) {
    assertThatThrownBy(() -> migration.source().run(statement))
        .hasStackTraceContaining("is locked while dre moves it")
        .hasStackTraceContaining("Make it when the operation has ended");
    assertThat(migration.source().all("SELECT 1 FROM pg_index WHERE NOT indisvalid")).isEmpty();
  }

  @Test
  void theApplicationReadsTheSameThoughItMayNotSeeTheNotes() {
    String role = migration.role();
    migration.source().run(migration.unlocked(), "GRANT CREATE ON SCHEMA public TO " + role);
    assertThatThrownBy(
            () -> migration.source().run("SET ROLE " + role, "CREATE TABLE public.late (id int)"))
        .hasStackTraceContaining("is locked while dre moves it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TEMP TABLE mine AS SELECT 1 AS n; CREATE INDEX ON mine (n); DROP TABLE mine",
        "REFRESH MATERIALIZED VIEW seen",
        "ANALYZE counter",
        "CREATE PUBLICATION theirs FOR TABLE written; ALTER PUBLICATION theirs ADD TABLE counter; DROP PUBLICATION theirs",
        "CREATE SUBSCRIPTION theirs CONNECTION 'dbname=nowhere' PUBLICATION p WITH (connect = false); ALTER SUBSCRIPTION theirs SET (slot_name = NONE); DROP SUBSCRIPTION theirs",
        "CREATE TEMP SEQUENCE x; SELECT nextval('x')",
        "INSERT INTO counter VALUES (99, 1) ON CONFLICT DO NOTHING"
      })
  void workGoesOn(String statement) {
    migration.source().run(statement);
    assertThat(migration.verify("copy")).isEqualTo("done");
  }

  @Test
  void itGoesWithAnAbort() {
    Migration aborted = Migration.copied(Migration.ofTwoTables(servers));
    assertThat(aborted.source().all(LOCKS)).hasSize(3);
    assertThat(aborted.target().all(LOCKS)).hasSize(3);

    aborted.undoEverything();

    aborted.assertNothingIsLeft();
    aborted.source().run("CREATE TABLE free (id int)");
  }

  @Test
  void itGoesOnBothSidesWhenTheMoveHasEnded() {
    Migration ended = Migration.moved(Migration.ofTwoTables(servers));
    assertThatThrownBy(() -> ended.target().run("CREATE TABLE late (id int)"))
        .hasStackTraceContaining("is locked while dre moves it");

    ended.run("retire").succeeded();

    assertThat(ended.residue("succeeded")).isEmpty();
    ended.source().run("CREATE TABLE free (id int)");
    ended.target().run("CREATE TABLE free (id int)");
  }

  @Test
  void whoDoesNotWantItHasChangesSeenInstead() {
    Migration open = Migration.followed(Migration.ofTwoTables(servers).with("LOCK_SCHEMA", "no"));

    open.source().run("CREATE TABLE late (id int PRIMARY KEY)");

    assertThat(open.run("verify-data").refused().output()).contains("public.late");
  }
}
