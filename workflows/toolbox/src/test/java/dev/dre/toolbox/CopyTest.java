package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
class CopyTest {

  private static Servers servers;

  @BeforeAll
  static void start(Servers shared) {
    servers = shared;
  }

  @Test
  void progressIsToldInTablesAndBytesAndNeverGoesBack() {
    Migration migration = Migration.of(servers);
    migration.run("prepare").succeeded();
    migration.run("subscribe").succeeded();

    Run copy = migration.run("copy").succeeded();

    var shares = copy.progress().stream().map(line -> line.get("progress").asDouble()).toList();
    assertThat(shares.stream().sorted().toList().getLast()).isEqualTo(1.0);
    assertThat(copy.progress().getFirst().get("message").asText())
        .matches("\\d+ of 10 tables · [\\d.]+ of [\\d.]+ GB");
    assertThat(copy.output("tables")).isEqualTo("10");
    assertThat(Double.parseDouble(copy.output("lag_seconds"))).isLessThan(1);
    assertThat(Double.parseDouble(copy.output("copy_seconds"))).isPositive();
    assertThat(Double.parseDouble(copy.output("index_seconds"))).isPositive();
  }

  @Test
  void aSubscriptionThatALostConnectionHasDisabledIsEnabledAgain() {
    Migration migration = Migration.copied(Migration.ofTwoTables(servers));
    loseConnection(migration);
    assertThat(migration.verify("copy")).isEqualTo("not-done");

    Run copy = migration.run("copy").succeeded();

    assertThat(copy.output()).contains("it is enabled again (1 of 3)");
    assertThat(migration.verify("copy")).isEqualTo("done");
  }

  @Test
  void aConnectionThatIsLostAfterTheCopyIsNoReasonToBeginAgain() {
    Migration migration = Migration.copied(Migration.ofTwoTables(servers));
    loseConnection(migration);
    Run compared = migration.run("verify-data").succeeded();
    loseConnection(migration);
    Run switched = migration.run("cut-over").succeeded();

    assertThat(compared.output()).contains("it is enabled again");
    assertThat(compared.output("mismatches")).isEqualTo("0");
    assertThat(switched.output()).contains("it is enabled again");
  }

  @Test
  void anErrorInTheDataIsNotTakenForALostConnection() {
    Migration migration = Migration.followed(Migration.ofTwoTables(servers));
    migration.target().run("INSERT INTO written VALUES (-7, 7)");
    migration.source().run("INSERT INTO written VALUES (-7, 7)");
    awaitDisabled(migration);

    Run copy = migration.run("copy").refused();

    assertThat(copy.output())
        .contains("the subscription disabled itself (confl_insert_exists 1)")
        .contains("the application still writes to the source");
    assertThat(migration.verify("copy")).isEqualTo("partial");
  }

  static void loseConnection(Migration migration) {
    migration
        .source()
        .run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_replication WHERE application_name = '%s'"
                .formatted(migration.link()));
    awaitDisabled(migration);
  }

  private static void awaitDisabled(Migration migration) {
    String enabled =
        "SELECT subenabled FROM pg_subscription WHERE subname = '" + migration.link() + "'";
    await().until(() -> migration.target().one(enabled).equals("f"));
  }
}
