package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
class RemediateTest {

  private static Servers servers;

  @BeforeAll
  static void start(Servers shared) {
    servers = shared;
  }

  private static Run remediate(Database database, Map<String, String> more, String... arguments) {
    return database.run("pg-remediate", more, arguments);
  }

  /** The actions that {@code look} proposes, limited to one process or slot. */
  private static List<String> actions(Run look) {
    return list(look.output("actions"));
  }

  private static List<String> list(String json) {
    return json.equals("[]")
        ? List.of()
        : List.of(json.substring(2, json.length() - 2).split("\",\"", -1));
  }

  private static Connection application(Database database) throws SQLException {
    return DriverManager.getConnection(
        database.sql().url() + "?ApplicationName=shop", database.role(), "app");
  }

  private static int pid(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT pg_backend_pid()")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static boolean lives(Database database, int pid) {
    return !database.sql().all("SELECT pid FROM pg_stat_activity WHERE pid = " + pid).isEmpty();
  }

  @Test
  void whoeverIsWaitedForIsEndedAndNobodyElse() throws Exception {
    Database database = Database.of(servers);
    try (var blocker = application(database);
        var waiting = application(database);
        var bystander = application(database)) {
      int pid = pid(blocker);
      blocker.setAutoCommit(false);
      try (var statement = blocker.createStatement()) {
        statement.execute("UPDATE counter SET value = 4711 WHERE id = 1 AND 'Mrs Secret' <> ''");
      }
      var waits = CompletableFuture.runAsync(() -> update(waiting));
      var limited = Map.of("ONLY", String.valueOf(pid), "OLD_MINUTES", "60");
      Run look =
          await()
              .atMost(Duration.ofSeconds(40))
              .pollInterval(Duration.ofSeconds(1))
              .until(
                  () -> remediate(database, limited, "look", "blocking").succeeded(),
                  seen -> !actions(seen).isEmpty());

      assertThat(look.output("proposal"))
          .contains("end " + pid, database.role() + "/shop", "1 wait for it");
      assertThat(look.output()).contains("UPDATE counter SET value = …");
      assertThat(look.output()).doesNotContain("4711 WHERE").doesNotContain("Secret");
      String action = actions(look).getFirst();
      assertThat(action).startsWith("terminate " + pid + "@");
      assertThat(remediate(database, Map.of(), "verify", action).output("verify"))
          .isEqualTo("not-done");

      Run act = remediate(database, Map.of(), "act", action).succeeded();

      assertThat(act.output("did")).isEqualTo("terminate: 1 of 1");
      waits.join();
      assertThat(lives(database, pid)).isFalse();
      assertThat(lives(database, pid(bystander))).isTrue();
      assertThat(remediate(database, Map.of(), "verify", action).output("verify"))
          .isEqualTo("done");
      Run again = remediate(database, limited, "again", "blocking", "waiting: 1; other: 2");
      assertThat(again.succeeded().output("changed")).matches("waiting 1 -> \\d+");
    }
  }

  private static void update(Connection connection) {
    try (var statement = connection.createStatement()) {
      statement.execute("UPDATE counter SET value = 1 WHERE id = 1");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTransactionThatHasEndedMeanwhileIsLeftAloneThoughItsSessionIsThere() throws Exception {
    Database database = Database.of(servers);
    try (var session = application(database)) {
      session.setAutoCommit(false);
      int pid = pid(session);
      var limited = Map.of("ONLY", String.valueOf(pid), "OLD_MINUTES", "0");
      String action =
          actions(remediate(database, limited, "look", "blocking").succeeded()).getFirst();
      session.commit();
      assertThat(pid(session)).isEqualTo(pid);

      Run act = remediate(database, Map.of(), "act", action).succeeded();

      assertThat(act.output("skipped")).isEqualTo(String.valueOf(pid));
      assertThat(act.output("did")).isEqualTo("terminate: 0 of 1");
      assertThat(lives(database, pid)).isTrue();
    }
  }

  @Test
  void whatRunsIsCancelledAndItsSessionStays() throws Exception {
    Database database = Database.of(servers);
    try (var session = application(database)) {
      int pid = pid(session);
      var runs =
          CompletableFuture.supplyAsync(
              () -> {
                try (var statement = session.createStatement()) {
                  statement.execute("SELECT pg_sleep(100)");
                  return "ended";
                } catch (SQLException e) {
                  return String.valueOf(e.getSQLState());
                }
              });
      var limited = Map.of("ONLY", String.valueOf(pid), "OLD_MINUTES", "0");
      Run look =
          await()
              .until(
                  () -> remediate(database, limited, "look", "blocking").succeeded(),
                  seen -> actions(seen).stream().anyMatch(a -> a.startsWith("cancel")));

      remediate(database, Map.of(), "act", actions(look).getFirst()).succeeded();

      assertThat(runs.join()).isEqualTo("57014");
      assertThat(lives(database, pid)).isTrue();
    }
  }

  @Test
  void sessionsOfSuperusersAreLeftForPeople() throws Exception {
    Database database = Database.of(servers);
    try (var session = database.sql().connect()) {
      session.setAutoCommit(false);
      int pid = pid(session);
      Run look =
          remediate(
                  database,
                  Map.of("ONLY", String.valueOf(pid), "OLD_MINUTES", "0"),
                  "look",
                  "blocking")
              .succeeded();

      assertThat(actions(look)).isEmpty();
      assertThat(look.output("before")).isEqualTo("[]");
      assertThat(look.output("for_people")).contains(pid + " postgres", "of a superuser");
    }
  }

  @Test
  void idleSessionsAreEndedOnceTheConnectionsAreUsedUp() throws Exception {
    Database database = Database.of(servers);
    try (var session = application(database)) {
      int pid = pid(session);
      var enough = Map.of("ONLY", String.valueOf(pid), "OLD_MINUTES", "0");
      Run calm = remediate(database, enough, "look", "connections").succeeded();
      assertThat(actions(calm)).isEmpty();
      assertThat(calm.output("found")).contains("connections are used");

      var full = new TreeMap<>(enough);
      full.put("FULL_PERCENT", "0");
      Run look = remediate(database, full, "look", "connections").succeeded();
      String action = actions(look).getFirst();
      remediate(database, Map.of(), "act", action).succeeded();

      assertThat(look.output("proposal")).contains("idle for");
      assertThat(lives(database, pid)).isFalse();
    }
  }

  @Test
  void noMoreIsProposedThanPeopleAreShown() throws Exception {
    Database database = Database.of(servers);
    var sessions = new ArrayList<Connection>();
    try {
      for (int i = 0; i < 30; i++) {
        sessions.add(application(database));
      }
      Run look =
          remediate(
                  database, Map.of("OLD_MINUTES", "0", "FULL_PERCENT", "0"), "look", "connections")
              .succeeded();

      long proposed = look.output("proposal").lines().count();
      assertThat(proposed).isBetween(5L, 29L);
      assertThat(actions(look).stream().mapToLong(entry -> entry.split(" ").length - 1).sum())
          .isEqualTo(proposed);
      assertThat(look.output("count")).isEqualTo(String.valueOf(proposed));
      assertThat(look.output("for_people")).contains(" more of the kind: run it again after these");
    } finally {
      for (Connection session : sessions) {
        session.close();
      }
    }
  }

  @Test
  void aTransactionThatWorksDoesNotRest() throws Exception {
    Database database = Database.of(servers);
    try (var session = application(database);
        var statement = session.createStatement()) {
      session.setAutoCommit(false);
      int pid = pid(session);
      var limits = Map.of("ONLY", String.valueOf(pid), "OLD_MINUTES", "0.02", "FULL_PERCENT", "0");
      await()
          .until(
              () ->
                  database
                      .sql()
                      .one(
                          "SELECT clock_timestamp() - xact_start > interval '3 s' FROM pg_stat_activity WHERE pid = "
                              + pid),
              "t"::equals);
      statement.execute("SELECT 1");

      assertThat(actions(remediate(database, limits, "look", "connections").succeeded())).isEmpty();
    }
  }

  @Test
  void anInactiveSlotThatKeepsWalIsDroppedAndOneOfAnOperationIsNot() {
    Database database = Database.of(servers);
    String slot = "left_" + database.suffix();
    String own = "dre_x_" + database.suffix();
    for (String name : List.of(slot, own)) {
      database
          .sql()
          .one("SELECT pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(name));
    }
    try {
      database
          .sql()
          .run("CREATE TABLE filler AS SELECT repeat('x', 1000) FROM generate_series(1, 3000)");
      for (String problem : List.of("slot", "disk")) {
        Run other =
            remediate(database, Map.of("KEPT_MB", "1", "ONLY", own), "look", problem).succeeded();
        assertThat(actions(other)).as(problem).noneMatch(action -> action.startsWith("drop-slot"));
        assertThat(other.output("for_people")).contains(own);
      }
      Run look =
          remediate(database, Map.of("KEPT_MB", "1", "ONLY", slot), "look", "disk").succeeded();
      assertThat(actions(look)).hasSize(2).last().isEqualTo("checkpoint now");
      assertThat(look.output("for_people")).contains("SQL cannot see");

      for (String action : actions(look)) {
        remediate(database, Map.of(), "act", action).succeeded();
      }

      assertThat(database.sql().all("SELECT slot_name FROM pg_replication_slots"))
          .contains(own)
          .doesNotContain(slot);
      String forged = actions(look).getFirst().replace(slot + "@", own + "@");
      assertThat(remediate(database, Map.of(), "act", forged).succeeded().output("skipped"))
          .isEqualTo(own);
    } finally {
      database.sql().one("SELECT pg_drop_replication_slot('%s')".formatted(own));
    }
  }

  @Test
  void aSlotThatCameToUseIsLeftAlone() {
    Database database = Database.of(servers);
    String slot = "used_" + database.suffix();
    database
        .sql()
        .one("SELECT pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(slot));
    try {
      database
          .sql()
          .run("CREATE TABLE filler AS SELECT repeat('x', 1000) FROM generate_series(1, 3000)");
      Run look =
          remediate(database, Map.of("KEPT_MB", "1", "ONLY", slot), "look", "slot").succeeded();
      database
          .sql()
          .one("SELECT pg_replication_slot_advance('%s', pg_current_wal_lsn())".formatted(slot));

      Run act = remediate(database, Map.of(), "act", actions(look).getFirst()).succeeded();

      assertThat(act.output("skipped")).isEqualTo(slot);
    } finally {
      database.sql().one("SELECT pg_drop_replication_slot('%s')".formatted(slot));
    }
  }

  @Test
  void whoMayNotIsToldWhatToGrant() throws Exception {
    Database database = Database.of(servers);
    var as = Map.of("DB_USER", database.role(), "DB_PASSWORD", "app");
    assertThat(remediate(database, as, "look", "disk").refused().output())
        .contains("GRANT pg_monitor TO \"" + database.role() + "\"");

    database.sql().run("GRANT pg_monitor TO " + database.role());
    for (String problem : List.of("disk", "connections", "lag", "blocking", "slot")) {
      remediate(database, as, "look", problem).succeeded();
    }
    try (var other = application(database)) {
      other.setAutoCommit(false);
      int pid = pid(other);
      var limited = new TreeMap<>(as);
      limited.putAll(Map.of("ONLY", String.valueOf(pid), "OLD_MINUTES", "0"));
      Run look = remediate(database, limited, "look", "blocking").succeeded();
      assertThat(actions(look)).isEmpty();
      assertThat(look.output("for_people")).contains("GRANT pg_signal_backend");

      database.sql().run("GRANT pg_signal_backend TO " + database.role());
      String action =
          actions(remediate(database, limited, "look", "blocking").succeeded()).getFirst();
      remediate(database, as, "act", action).succeeded();
      assertThat(lives(database, pid)).isFalse();
    }
  }

  @Test
  void whatIsNotUnderstoodIsSaidAndNothingIsDone() {
    Database database = Database.of(servers);

    assertThat(remediate(database, Map.of(), "look", "slots").output())
        .contains("\"slots\" is no problem. Did you mean slot?");
    assertThat(remediate(database, Map.of(), "act", "terminate 1; DROP").code()).isEqualTo(64);
    assertThat(remediate(database, Map.of("ONLY", "x' OR true"), "look", "slot").refused().output())
        .contains("neither a process nor a slot");
    assertThat(remediate(database, Map.of("OLD_MINUTES", "-1"), "look", "slot").refused().output())
        .contains("OLD_MINUTES is \"-1\"");
    assertThat(remediate(database, Map.of("DB_PASSWORD", "no"), "look", "slot").refused().output())
        .contains("password authentication failed", "the Secret of this place");
    assertThat(remediate(database, Map.of("DB_PORT", "1"), "look", "slot").refused().output())
        .contains("does not answer as postgres");
  }
}
