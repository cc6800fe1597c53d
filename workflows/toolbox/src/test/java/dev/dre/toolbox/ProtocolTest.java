package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
class ProtocolTest {

  private static Servers servers;
  private static Migration migration;

  @BeforeAll
  static void start(Servers shared) {
    servers = shared;
    migration = Migration.ofTwoTables(shared);
  }

  @Test
  void wordsThatAreNotKnownGetASuggestion() {
    assertThat(migration.run("cutover").output())
        .contains("\"cutover\" is no verb. Did you mean cut-over?");
    assertThat(migration.run("verify", "subscribed").output()).contains("Did you mean subscribe?");
    assertThat(migration.run("undo", "prepare").output()).contains("--side is source or target");
    assertThat(migration.run("cut-over", "--budget", "soon").output())
        .contains("--budget is 1s to 99s, not \"soon\"");
    assertThat(migration.run("copy", "--fast").output()).contains("unknown option --fast");
    assertThat(migration.run("copy", "--fast").code()).isEqualTo(64);
  }

  @Test
  void everyVerbHasHelp() {
    List<String> verbs =
        List.of(
            "preflight",
            "prepare",
            "subscribe",
            "copy",
            "verify-data",
            "watch",
            "prepare-reverse",
            "cut-over",
            "drop-forward",
            "retire",
            "go-back",
            "finish-back",
            "verify",
            "undo",
            "residue");
    assertThat(migration.run("--help").succeeded().output()).contains(verbs);
    for (String verb : verbs) {
      assertThat(migration.run(verb, "--help").succeeded().output())
          .startsWith("pg-migrate " + verb);
    }
  }

  @Test
  void whatIsMissingInTheEnvironmentIsNamedAtOnce() {
    Run run = migration.run(Map.of("SOURCE_HOST", "", "APP_ROLES", ""), "preflight").refused();

    assertThat(run.output()).contains("not set: SOURCE_HOST APP_ROLES.");
  }

  @Test
  void namesThatWouldNeedQuotingAreRefused() {
    assertThat(migration.run(Map.of("APP_ROLES", "app;drop"), "preflight").refused().output())
        .contains("APP_ROLES holds \"app;drop\"");
    assertThat(
            migration.run(Map.of("DRE_OPERATION", "migrate-K7'"), "preflight").refused().output())
        .contains("DRE_OPERATION \"migrate-K7'\"");
  }

  @Test
  void outputsFitTheResultFileHoweverMuchThereIsToSay() {
    for (int i = 0; i < 70; i++) {
      migration
          .source()
          .run("CREATE PUBLICATION \"a name that is long, ünd with quotes \"\" %d\"".formatted(i));
    }
    try {
      Run run = migration.run("preflight").succeeded();

      assertThat(run.result().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(4096);
      assertThat(run.output("notes")).contains("publications are not carried over");
    } finally {
      migration
          .source()
          .run(
              "DO $$ DECLARE p name; BEGIN FOR p IN SELECT pubname FROM pg_publication LOOP EXECUTE format('DROP PUBLICATION %I', p); END LOOP; END $$");
    }
  }

  @Test
  void theWholeTreeEndsSoonAfterItIsAskedToAndShowsNoPassword() throws Exception {
    try (var transaction = migration.source().connect();
        var statement = transaction.createStatement()) {
      transaction.setAutoCommit(false);
      // The slot of the subscription waits for the end of this transaction.
      statement.execute("SELECT pg_current_xact_id()");
      migration.run("prepare").succeeded();
      var subscribe = migration.start(Map.of(), "subscribe");
      await().until(() -> subscribe.process().descendants().anyMatch(ProtocolTest::isPsql));
      String waiting =
          "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'CREATE SUBSCRIPTION%%' AND application_name = '%s subscribe'";
      await()
          .until(() -> !migration.target().one(waiting.formatted(migration.schema())).equals("0"));
      var below = subscribe.process().descendants().toList();
      assertThat(below)
          .allSatisfy(
              process ->
                  assertThat(process.info().commandLine().orElse("")).doesNotContain("se=cret"));

      subscribe.process().destroy();
      Run run = subscribe.end();

      assertThat(run.code()).isPositive();
      await().until(() -> below.stream().noneMatch(ProcessHandle::isAlive));
      await()
          .until(() -> migration.target().one(waiting.formatted(migration.schema())).equals("0"));
    }
    migration.undoEverything();
    migration.assertNothingIsLeft();
  }

  @Test
  void aSchemaWhoseDigestCannotBeMadeIsRefusedAndNeverTakenForTheSame() throws Exception {
    var other = Migration.ofTwoTables(servers);
    var folder = java.nio.file.Files.createDirectories(servers.scratch().resolve("no-cksum"));
    var program = java.nio.file.Files.writeString(folder.resolve("cksum"), "#!/bin/sh\nexit 127\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    var without =
        Map.of("PATH", folder + ":" + servers.target().bin() + ":" + System.getenv("PATH"));

    assertThat(other.run(without, "prepare").refused().output())
        .contains("no digest of the schema could be made");

    other.run("prepare").succeeded();
    other.undoEverything();
    other.assertNothingIsLeft();
  }

  private static boolean isPsql(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("/psql");
  }
}
