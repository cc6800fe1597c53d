package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.servers.PostgresServer;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Problems of a real replica. */
@ExtendWith(SharedServers.class)
class ReplicaTest {

  private static Database database;
  private static PostgresServer replica;
  private static Sql onReplica;

  @BeforeAll
  static void start(Servers servers) {
    database = Database.of(servers);
    replica = servers.startReplica("replica_of_" + database.suffix());
    onReplica = new Sql(replica.url(database.made().database()));
  }

  @AfterAll
  static void end() {
    replica.close();
    String slot = "replica_of_" + database.suffix();
    await()
        .until(
            () ->
                database
                    .sql()
                    .one("SELECT active FROM pg_replication_slots WHERE slot_name = '" + slot + "'")
                    .equals("f"));
    database.sql().one("SELECT pg_drop_replication_slot('" + slot + "')");
  }

  private static Run onReplica(Map<String, String> more, String... arguments) {
    var environment =
        new TreeMap<>(Database.server("DB", replica.port(), database.made().database()));
    environment.putAll(more);
    return database.run("pg-remediate", environment, arguments);
  }

  @Test
  void replayThatSomebodyPausedGoesOn() {
    onReplica.one("SELECT pg_wal_replay_pause()");
    await().until(() -> onReplica.one("SELECT pg_get_wal_replay_pause_state()").equals("paused"));
    Run look = onReplica(Map.of(), "look", "stuck-replica").succeeded();
    assertThat(look.output("found")).contains("replay is paused", "streaming, from 127.0.0.1");
    assertThat(look.output("proposal")).contains("max_connections");
    String action = look.output("actions").replaceAll("[\\[\\]\"]", "");

    assertThat(onReplica(Map.of(), "act", action).succeeded().output("did"))
        .isEqualTo("resume-replay: 1 of 1");

    assertThat(onReplica.one("SELECT pg_get_wal_replay_pause_state()")).isEqualTo("not paused");
    assertThat(onReplica(Map.of(), "verify", action).output("verify")).isEqualTo("done");
    assertThat(
            onReplica(Map.of(), "again", "stuck-replica", "replay paused: 1")
                .succeeded()
                .output("changed"))
        .isEqualTo("replay paused 1 -> 0");
  }

  @Test
  void aReplicaThatIsWellHasNothingToDo() {
    Run look = onReplica(Map.of(), "look", "lag").succeeded();

    assertThat(look.output("count")).isEqualTo("0");
    for (String problem : java.util.List.of("disk", "connections", "blocking", "slot")) {
      onReplica(Map.of(), "look", problem).succeeded();
    }
  }

  @Test
  void thePrimarySaysWhoFollowsIt() {
    Run look = database.run("pg-remediate", Map.of(), "look", "lag").succeeded();

    assertThat(look.output("found")).contains("is streaming");
    assertThat(
            database
                .run("pg-remediate", Map.of(), "look", "stuck-replica")
                .succeeded()
                .output("for_people"))
        .contains("--at");
  }
}
