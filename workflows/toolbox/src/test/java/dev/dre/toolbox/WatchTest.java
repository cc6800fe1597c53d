package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How replication stands, said to whoever guards it. */
@ExtendWith(SharedServers.class)
class WatchTest {

  private static final String WRITES_TWO_MEGABYTES =
      "SELECT count(pg_logical_emit_message(true, 'test', repeat('x', 2000))) FROM generate_series(1, 1100)";

  private static Servers servers;

  @BeforeAll
  static void start(Servers shared) {
    servers = shared;
  }

  @Test
  void saysThatAllIsWell() {
    Migration migration = Migration.copied(Migration.ofTwoTables(servers));

    Run watch = migration.run("watch").succeeded();

    assertThat(watch.output("subscription")).isEqualTo("enabled");
    assertThat(watch.output("slot")).isEqualTo("reserved");
    assertThat(watch.output("active")).isEqualTo("true");
    assertThat(watch.output("conflicts")).isEmpty();
    assertThat(watch.output("reconnected")).isEqualTo("false");
    assertThat(Long.parseLong(watch.output("retained_bytes"))).isNotNegative();
    assertThat(Long.parseLong(watch.output("behind_bytes"))).isLessThan(16_000_000);
  }

  @Test
  void aLostConnectionIsMendedAndSaid() {
    Migration migration = Migration.copied(Migration.ofTwoTables(servers));
    CopyTest.loseConnection(migration);

    Run watch = migration.run("watch").succeeded();

    assertThat(watch.output("reconnected")).isEqualTo("true");
    assertThat(watch.output("active")).isEqualTo("true");
    assertThat(migration.run("watch").succeeded().output("reconnected")).isEqualTo("false");
  }

  @Test
  void nothingIsMendedOnceTheTargetIsOpen() {
    Migration migration = Migration.copied(Migration.ofTwoTables(servers));
    migration.run("cut-over").succeeded();

    Run watch = migration.run("watch").succeeded();

    assertThat(watch.output("subscription")).isEqualTo("disabled");
    assertThat(watch.output("reconnected")).isEqualTo("false");
    assertThat(migration.verify("cut-over")).isEqualTo("done");
  }

  @Test
  void nothingIsMendedWhileSomebodyElseIsAtWork() throws Exception {
    Migration migration = Migration.copied(Migration.ofTwoTables(servers));
    CopyTest.loseConnection(migration);
    try (var other = migration.target().connect();
        var lock = other.createStatement()) {
      lock.execute("SELECT pg_advisory_lock(hashtext('" + migration.schema() + "'))");
      assertThat(migration.run("watch").succeeded().output("subscription")).isEqualTo("disabled");
    }
    await()
        .untilAsserted(
            () ->
                assertThat(migration.run("watch").succeeded().output("reconnected"))
                    .isEqualTo("true"));
  }

  @Test
  void aSlotThatIsGoneIsSaid() {
    Migration migration = Migration.copied(Migration.ofTwoTables(servers));
    migration.run("undo", "subscribe", "--side", "source").succeeded();

    Run watch = migration.run("watch").succeeded();

    assertThat(watch.output("slot")).isEqualTo("none");
    assertThat(watch.output("reconnected")).isEqualTo("false");
  }

  @Test
  void whileTheTargetIsDownTheWalThatTheSourceKeepsForItIsSaid() {
    Migration migration = Migration.copied(Migration.ofTwoTables(servers));
    servers.stopTarget();
    try {
      long before = keptWhileNobodyFollows(migration, "watch");

      migration.source().run(WRITES_TWO_MEGABYTES);

      assertThat(keptWhileNobodyFollows(migration, "watch")).isGreaterThan(before + 2_000_000);
    } finally {
      servers.startTarget();
    }
    await().until(() -> migration.run("watch").succeeded().output("active").equals("true"));
  }

  @Test
  void whileTheSourceIsDownTheWalThatTheTargetKeepsForTheWayBackIsSaid() {
    Migration migration = Migration.moved(Migration.ofTwoTables(servers));
    servers.stopSource();
    try {
      long before = keptWhileNobodyFollows(migration, "watch", "--back");

      migration.target().run(WRITES_TWO_MEGABYTES);

      assertThat(keptWhileNobodyFollows(migration, "watch", "--back"))
          .isGreaterThan(before + 2_000_000);
    } finally {
      servers.startSource();
    }
    await()
        .until(() -> migration.run("watch", "--back").succeeded().output("active").equals("true"));
  }

  @Test
  void whileTheSideThatKeepsTheWalIsDownNothingIsSaid() {
    Migration migration = Migration.copied(Migration.ofTwoTables(servers));

    assertThat(migration.run(Map.of("SOURCE_PORT", "1"), "watch").refused().output())
        .doesNotContain("retained_bytes");
  }

  private static long keptWhileNobodyFollows(Migration migration, String... watch) {
    Run run = migration.run(watch).succeeded();
    assertThat(run.output("subscription")).isEqualTo("unreachable");
    assertThat(run.output("slot")).isEqualTo("reserved");
    assertThat(run.output("active")).isEqualTo("false");
    assertThat(run.output("conflicts")).isEmpty();
    assertThat(run.output("reconnected")).isEqualTo("false");
    return Long.parseLong(run.output("retained_bytes"));
  }
}
