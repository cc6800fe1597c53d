package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dre.servers.PgBouncer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Clients behind PgBouncer are held and led to the other side: they see a pause and no error. */
@ExtendWith(SharedServers.class)
class RouteTest {

  private static final String NONE =
      "skipped: no pgbouncer on the PATH (Debian: apt-get install pgbouncer)";

  private static Servers servers;
  private Migration migration;
  private PgBouncer route;
  @TempDir private Path folder;

  @BeforeAll
  static void start(Servers shared) {
    assumeTrue(PgBouncer.program().isPresent(), NONE);
    servers = shared;
  }

  @BeforeEach
  void begin() {
    migration = Migration.ofTwoTables(servers);
    route = routed(migration, "transaction");
  }

  @AfterEach
  void end() {
    route.close();
  }

  private static PgBouncer routed(Migration migration, String mode) {
    var sides =
        Map.of(
            "source", new PgBouncer.Side(servers.source().port(), migration.database()),
            "target", new PgBouncer.Side(servers.target().port(), migration.database()));
    var route =
        PgBouncer.start(
            PgBouncer.program().orElseThrow(),
            Map.of(PgBouncer.ADMIN, Servers.PASSWORD, migration.role(), "app"),
            "app",
            mode,
            sides,
            "source");
    migration
        // Two consoles, though of one: each is told, and each has to say that it took.
        .with("ROUTE_HOST", "127.0.0.1,localhost")
        .with("ROUTE_PORT", Integer.toString(route.port()))
        .with("ROUTE_USER", PgBouncer.ADMIN)
        .with("ROUTE_PASSWORD", Servers.PASSWORD)
        .with("ROUTE_DATABASE", "app")
        .with("SOURCE_ROUTE", route.file("source"))
        .with("TARGET_ROUTE", route.file("target"));
    return route;
  }

  @Test
  void clientsSeeAPauseAndNoErrorThereAndBack() {
    Migration.copied(migration);
    try (Load load = Load.through(migration, route.port())) {
      Run there = migration.run("cut-over").succeeded();
      load.awaitWrites();
      assertThat(migration.verify("cut-over")).isEqualTo("done");
      assertThat(there.output()).contains("writes stopped for ");
      migration.run("drop-forward").succeeded();
      assertThat(migration.run("watch", "--back").succeeded().output("route")).isEqualTo("target");

      migration.run("go-back").succeeded();
      load.awaitWrites();
      assertThat(migration.verify("go-back")).isEqualTo("done");
      load.stop();
      assertThat(load.interruptions()).isZero();
      load.assertNothingIsLost(migration.source());
    }
  }

  @Test
  void whatIsKilledIsUndoneAtEachLineAndItsClientsGoOn() throws IOException {
    Migration.copied(migration);
    var psql = KillingPsql.in(folder, servers);
    try (Load load = Load.through(migration, route.port())) {
      for (var line : whenKilledAt().entrySet()) {
        migration.run(psql.atLine(line.getKey()), "cut-over").killed();
        awaitVerify(line.getKey(), line.getValue());
        migration.run("undo", "cut-over", "--side", "source").succeeded();
        migration.run("undo", "cut-over", "--side", "target").succeeded();
        assertThat(migration.verify("cut-over")).as(line.getKey()).isEqualTo("not-done");
        load.awaitWrites();
      }
      load.assertNothingIsLost(migration.source());
    }
    migration.undoEverything();
    migration.assertNothingIsLeft();
  }

  @Test
  void whatIsKilledAfterTheCommitPointIsFinishedForward() {
    Migration.copied(migration);
    var psql = KillingPsql.in(folder, servers);
    try (Load load = Load.through(migration, route.port())) {
      migration.run(psql.atLine("release"), "cut-over").killed();
      awaitVerify("release", "partial");
      assertThat(migration.run("verify", "cut-over").succeeded().output("evidence"))
          .contains("the target is open and PgBouncer does not lead there yet")
          .contains("clients held: yes");
      migration.run("undo", "cut-over", "--side", "source").refused();

      migration.run("cut-over").succeeded();

      load.awaitWrites();
      assertThat(migration.verify("cut-over")).isEqualTo("done");
      load.assertNothingIsLost(migration.target());
    }
  }

  private void awaitVerify(String line, String expected) {
    await()
        .untilAsserted(() -> assertThat(migration.verify("cut-over")).as(line).isEqualTo(expected));
  }

  /** In their order; the words are those of verify. */
  private static Map<String, String> whenKilledAt() {
    var expected = new LinkedHashMap<String, String>();
    List.of("start", "hold").forEach(line -> expected.put(line, "not-done"));
    List.of("close", "terminate", "marker", "arrive", "sequences", "opening", "lead", "open")
        .forEach(line -> expected.put(line, "partial"));
    return expected;
  }

  @Test
  void oneThatWasStartedAnewIsLedToWhereTheApplicationLives() {
    Migration.copied(migration);
    try (Load load = Load.through(migration, route.port())) {
      migration.run("cut-over").succeeded();
      load.awaitWrites();
      route.restart("source");

      assertThat(migration.verify("cut-over")).isEqualTo("partial");
      Run watched = migration.run("watch", "--back").succeeded();

      assertThat(watched.output()).contains("as after a start with the file of before");
      assertThat(watched.output("route")).isEqualTo("target");
      assertThat(migration.verify("cut-over")).isEqualTo("done");
      load.awaitWrites();
      load.assertNothingIsLost(migration.target());
    }
  }

  @Test
  void oneOfSeveralThatWasStartedAnewIsLedBackToo() {
    Migration.copied(migration);
    try (var second = route.another("127.0.0.2", "source")) {
      migration.with("ROUTE_HOST", "127.0.0.1,127.0.0.2");
      migration.run("cut-over").succeeded();
      second.restart("127.0.0.2");

      assertThat(migration.verify("cut-over")).isEqualTo("partial");
      Run watched = migration.run("watch", "--back").succeeded();

      assertThat(watched.output("route")).isEqualTo("target");
      assertThat(migration.verify("cut-over")).isEqualTo("done");
    }
  }

  @Test
  void aTransactionThatDoesNotEndStopsNothing() throws SQLException {
    Migration.copied(migration);
    try (Load load = Load.through(migration, route.port());
        var busy = Load.connect(migration, route.port());
        var statement = busy.createStatement()) {
      busy.setAutoCommit(false);
      statement.execute("SELECT 1");

      undoesItself(load, "a client did not end its transaction within 2 s");
    }
  }

  private void undoesItself(Load load, String reason) {
    assertThat(migration.run("cut-over").refused().output())
        .contains(reason)
        .contains("writes run on the source as before");
    load.awaitWrites();
    assertThat(migration.verify("cut-over")).isEqualTo("not-done");
    assertThat(load.interruptions()).isZero();
    load.assertNothingIsLost(migration.source());
  }

  @Test
  void aFileThatIsNotThereUndoesTheCutOver() {
    Migration.copied(migration).with("TARGET_ROUTE", "/nowhere/target.ini");
    try (Load load = Load.through(migration, route.port())) {
      undoesItself(load, "PgBouncer did not read the file of the target: it leads to the source");
    }
  }

  @Test
  void whatTheRouteCannotDoIsFoundBeforehand() throws IOException {
    assertThat(migration.run("preflight").succeeded().output()).doesNotContain("PgBouncer");
    try (var sessions = routed(migration, "session")) {
      assertThat(migration.run("preflight").refused().output())
          .contains("PgBouncer pools by session")
          .contains("set pool_mode = transaction for app");
      sessions.restart("target");
      assertThat(migration.run("preflight").refused().output())
          .contains("PgBouncer leads app to the target, not to the source");
      Path elsewhere = Path.of(sessions.file("source"));
      Files.writeString(elsewhere, Files.readString(elsewhere).replaceFirst("port=\\d+", "port=1"));
      sessions.restart("source");
      assertThat(migration.run("preflight").refused().output())
          .contains("its files have to name the host and port of the placements");
    }
    assertThat(migration.run("preflight").refused().output())
        .contains("PgBouncer at 127.0.0.1 localhost does not answer as route_admin");
    migration.with("TARGET_ROUTE", "");
    assertThat(migration.run("preflight").refused().output())
        .contains("ROUTE_HOST is set, and these are not: TARGET_ROUTE.");
  }

  @Test
  void clientsThatAreStillHeldAreLeftBehind() {
    Migration.copied(migration);
    migration.run(KillingPsql.in(folder, servers).atLine("close"), "cut-over").killed();

    assertThat(migration.residue("aborted"))
        .contains("PgBouncer leads to the source, clients held: yes");

    migration.undoEverything();
    migration.assertNothingIsLeft();
  }
}
