package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is looked at before and after an upgrade, on servers of 16 and 18. */
@ExtendWith(SharedServers.class)
class UpgradeTest {

  private static Servers servers;
  private static Database database;
  private static int minor;

  @BeforeAll
  static void start(Servers shared) {
    servers = shared;
    database = Database.of(servers);
    minor = Integer.parseInt(database.sql().one("SHOW server_version_num")) % 10_000;
  }

  private static Run pgUpgrade(String verb, String image) {
    return database.run("pg-upgrade", Map.of("IMAGE", image), verb);
  }

  private static Run compare(int source, int target) {
    var environment = new TreeMap<String, String>();
    environment.putAll(Database.server("SOURCE", source, "postgres"));
    environment.putAll(Database.server("TARGET", target, "not_there_yet"));
    return database.run("pg-upgrade", environment, "compare");
  }

  @Test
  void aTargetOfANewerMajorVersionIsGood() {
    Run compared = compare(servers.source().port(), servers.target().port()).succeeded();

    assertThat(compared.output("source_version")).isEqualTo("16." + minor);
    assertThat(compared.output("target_version")).startsWith("18.");
  }

  @Test
  void anOlderTargetIsRefused() {
    assertThat(compare(servers.target().port(), servers.source().port()).refused().output())
        .contains("is PostgreSQL 16." + minor + ", no newer major version than 18.");
  }

  @Test
  void aTargetOfTheSameVersionIsRefusedAndSaysWhatMovesItThere() {
    assertThat(compare(servers.source().port(), servers.source().port()).refused().output())
        .contains("no newer major version than 16." + minor, "migrate moves it");
  }

  @Test
  void aServerThatDoesNotAnswerHasNoVersion() {
    assertThat(compare(servers.source().port(), 1).refused().output())
        .contains("127.0.0.1:1/postgres does not answer", "nothing was changed");
  }

  @ParameterizedTest
  @CsvSource({
    "postgres:16.99, 16.99",
    "registry.example:5000/db/postgres:16.99-bookworm@sha256:0123, 16.99",
    "docker.example/bitnami:v16.99.0-debian-12-r3, 16.99"
  })
  void aNewerMinorVersionIsGood(String image, String version) {
    Run looked = pgUpgrade("look", image).succeeded();

    assertThat(looked.output("version")).isEqualTo("16." + minor);
    assertThat(looked.output("to_version")).isEqualTo(version);
    assertThat(looked.output("behind_bytes")).matches("\\d+");
    assertThat(looked.output("longest")).matches("\\d+s");
  }

  @ParameterizedTest
  @CsvSource({
    "registry.example/postgres:17.6, 'is PostgreSQL 17, the server is 16.'",
    "postgres:9.6.24, 'is PostgreSQL 9, the server is 16.'",
    "postgres:16.0, already",
    "postgres:16, 'cannot be told: its tag is \"16\"'",
    "postgres:latest, cannot be told",
    "registry.example:5000/postgres, cannot be told",
    "registry.example/postgres@sha256:0123, cannot be told"
  })
  void anotherVersionAndOneThatCannotBeToldAreRefusedBeforeAnythingChanges(
      String image, String why) {
    assertThat(pgUpgrade("look", image).refused().output()).contains(why, "nothing was changed.");
  }

  @Test
  void afterwardsTheServerSaysItselfWhatItIs() {
    assertThat(pgUpgrade("after", "postgres:16." + minor).succeeded().outputs())
        .containsEntry("upgraded", "true")
        .containsEntry("version", "16." + minor);
    assertThat(pgUpgrade("after", "postgres:16.99").succeeded().output("upgraded"))
        .isEqualTo("false");
  }

  @Test
  void aTransactionThatIsOpenAndAReplicaThatFollowsAreSeen() throws Exception {
    String slot = "upgrade_of_" + database.suffix();
    try (Connection open = database.sql().connect();
        var statement = open.createStatement();
        var replica = servers.startReplica(slot)) {
      open.setAutoCommit(false);
      statement.execute("SELECT 1");

      await().until(() -> seconds(pgUpgrade("ready", "").succeeded()) >= 2);

      assertThat(Integer.parseInt(pgUpgrade("ready", "").succeeded().output("followers")))
          .isPositive();
      var there = Database.server("DB", replica.port(), database.made().database());
      assertThat(database.run("pg-upgrade", there, "ready").refused().output())
          .contains("is a replica", "lead to the primary");
    } finally {
      String unused = "FROM pg_replication_slots WHERE NOT active AND slot_name = '" + slot + "'";
      await().until(() -> database.sql().one("SELECT count(*) " + unused).equals("1"));
      database.sql().one("SELECT pg_drop_replication_slot(slot_name) " + unused);
    }
  }

  private static int seconds(Run run) {
    return Integer.parseInt(run.output("longest").replace("s", ""));
  }

  @Test
  void whoMayNotSeeTheOthersIsNotTakenForSomebodyWhoSeesNobody() {
    String name = database.role() + "_blind";
    database
        .sql()
        .run(
            "CREATE ROLE %s LOGIN PASSWORD '%s'"
                .formatted(name, Servers.PASSWORD.replace("'", "''")));
    try {
      assertThat(database.run("pg-upgrade", Map.of("DB_USER", name), "ready").refused().output())
          .contains("GRANT pg_monitor TO " + name);
      database.sql().run("GRANT pg_monitor TO " + name);
      database.run("pg-upgrade", Map.of("DB_USER", name), "ready").succeeded();
    } finally {
      database.sql().run("DROP ROLE " + name);
    }
  }

  @Test
  void whatItDoesNotKnowItSays() {
    Run run = database.run("pg-upgrade", Map.of(), "compair");
    assertThat(run.code()).isEqualTo(64);
    assertThat(run.output()).contains("\"compair\" is no verb. Did you mean compare?");
  }
}
