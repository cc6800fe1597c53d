package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Backups, and what is found of those that are not whole. */
@ExtendWith(SharedServers.class)
class BackupTest {

  private static Servers servers;
  @TempDir private Path volume;
  private Database database;

  @BeforeAll
  static void start(Servers shared) {
    servers = shared;
  }

  @BeforeEach
  void makeDatabase() {
    database = Database.of(servers);
  }

  private Run backup(String operation, String... arguments) {
    return backup(Map.of("DRE_OPERATION", "backup-db-42-" + operation), arguments);
  }

  private Run backup(Map<String, String> more, String... arguments) {
    return database.run("pg-backup", environment(more), arguments);
  }

  private Run check(Map<String, String> more, String... arguments) {
    return database.run("pg-restore-check", environment(more), arguments);
  }

  private Map<String, String> environment(Map<String, String> more) {
    var all = new TreeMap<>(Map.of("BACKUP_DIR", volume.toString(), "DATASTORE", "db-42"));
    all.putAll(more);
    return all;
  }

  private List<String> folders() throws IOException {
    Path folder = volume.resolve("db-42");
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    }
  }

  private Path file(String backup, String pattern) throws IOException {
    try (Stream<Path> all = Files.walk(volume.resolve("db-42").resolve(backup))) {
      return all.filter(path -> path.toString().matches(".*" + pattern)).findFirst().orElseThrow();
    }
  }

  private void nothingIsLeft() {
    assertThat(check(Map.of(), "residue").succeeded().output("found")).isEmpty();
    assertThat(
            servers
                .onTarget("postgres")
                .all(
                    "SELECT datname FROM pg_database WHERE datname = 'dre_check_%s'"
                        .formatted(database.suffix())))
        .isEmpty();
  }

  @Test
  void everythingIsBackedUpRestoredAndTheSame() throws IOException {
    database = Database.full(servers);
    database
        .sql()
        .run(
            "CREATE TYPE mood AS ENUM ('well', 'so so')",
            "CREATE TABLE felt AS SELECT 'well'::mood AS how",
            "SELECT lo_create(0)",
            "CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'locked'; END$$",
            "CREATE EVENT TRIGGER lock_"
                + database.suffix()
                + " ON sql_drop EXECUTE FUNCTION refuse()");
    Run look = backup("b1", "look").succeeded();
    assertThat(look.output("newest")).isEqualTo("none");

    Run take = backup("b1", "take").succeeded();

    assertThat(folders()).containsExactly(take.output("backup"));
    assertThat(take.output("checksum")).hasSize(64);
    assertThat(take.output("version")).startsWith("16.");
    assertThat(take.progress()).isNotEmpty();
    assertThat(backup("b1", "verify", "take").output("verify")).isEqualTo("done");
    assertThat(backup("b1", "reread").succeeded().output("backup"))
        .isEqualTo(take.output("backup"));
    assertThat(backup("b1", "residue").succeeded().output("found")).isEmpty();
    assertThat(backup("b1", "take").succeeded().output("backup"))
        .as("run again")
        .isEqualTo(take.output("backup"));
    // Written after the backup: not in it, and no difference.
    database.sql().run("INSERT INTO counter VALUES (99, 1)");

    assertThat(check(Map.of(), "look").succeeded().output("tables"))
        .isEqualTo(take.output("tables"));
    Run restore = check(Map.of(), "restore").succeeded();
    assertThat(restore.output("scratch")).isEqualTo("dre_check_" + database.suffix());
    assertThat(check(Map.of(), "verify", "restore").output("verify")).isEqualTo("done");
    assertThat(
            servers
                .onTarget("dre_check_" + database.suffix())
                .all("SELECT evtname FROM pg_event_trigger"))
        .as("what refuses changes of a schema is not restored")
        .isEmpty();
    Run compare = check(Map.of(), "compare").succeeded();
    assertThat(compare.output("mismatches")).isEqualTo("0");
    assertThat(compare.output("tables")).isEqualTo(take.output("tables"));
    assertThat(compare.output("rows")).isEqualTo(take.output("rows"));
    assertThat(check(Map.of(), "residue").output("found")).startsWith("database dre_check_");
    assertThat(
            servers
                .onTarget("postgres")
                .one(
                    "SELECT has_database_privilege('pg_monitor', 'dre_check_%s', 'CONNECT')"
                        .formatted(database.suffix())))
        .as("others may read what was restored")
        .isEqualTo("f");
    check(Map.of(), "drop").succeeded();
    assertThat(check(Map.of(), "verify", "drop").output("verify")).isEqualTo("done");
    nothingIsLeft();
  }

  @Test
  void whatDiffersIsNamed() {
    backup("b1", "take").succeeded();
    check(Map.of(), "restore").succeeded();
    servers
        .onTarget("dre_check_" + database.suffix())
        .run("UPDATE counter SET value = 7 WHERE id = 2", "DROP TABLE written");

    assertThat(check(Map.of(), "compare").refused().output())
        .contains("2 tables are not what was backed up")
        .contains("public.counter (3 rows of 3)")
        .contains("public.written (is missing)");
    check(Map.of(), "drop").succeeded();
    nothingIsLeft();
  }

  @Test
  void aFileThatIsCutChangedOrMissingIsFoundBeforeAnythingIsRestored() throws IOException {
    database.sql().run("INSERT INTO written SELECT 1, g FROM generate_series(1, 20000) g");
    String name = backup("b1", "take").succeeded().output("backup");
    Path data = file(name, "/dump/\\d+\\.dat.*");
    byte[] whole = Files.readAllBytes(data);

    Files.write(data, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThat(check(Map.of(), "look").refused().output())
        .contains("the backup " + name + " is broken")
        .contains(String.valueOf(data.getFileName()));
    assertThat(backup("b1", "reread").refused().output()).contains("is broken");
    assertThat(backup("b1", "verify", "take").output("verify")).isEqualTo("partial");

    byte[] flipped = whole.clone();
    flipped[flipped.length / 2] ^= 1;
    Files.write(data, flipped);
    assertThat(check(Map.of(), "look").refused().output()).contains("is broken");

    Files.delete(data);
    assertThat(check(Map.of(), "look").refused().output()).contains("is broken");

    Files.write(data, whole);
    check(Map.of(), "look").succeeded();
    Path sums = file(name, "/SHA256SUMS");
    Files.writeString(sums, Files.readString(sums).lines().findFirst().orElseThrow() + "\n");
    assertThat(check(Map.of(), "look").refused().output())
        .contains("there is no whole backup of db-42", "1 are there whose list of files is broken");
    nothingIsLeft();
  }

  @Test
  void oneThatWasKilledIsNeverTakenForWholeAndIsRemoved() throws Exception {
    database.sql().run("INSERT INTO written SELECT 1, g FROM generate_series(1, 300000) g");
    try (var locked = database.sql().connect();
        var statement = locked.createStatement()) {
      // pg_dump waits for this table, and so there is a moment to kill it in.
      locked.setAutoCommit(false);
      statement.execute("LOCK TABLE counter IN ACCESS EXCLUSIVE MODE");
      var take =
          database.start(
              "pg-backup", environment(Map.of("DRE_OPERATION", "backup-db-42-k1")), "take");
      await().until(() -> folders().stream().anyMatch(name -> name.endsWith(".partial")));
      take.process().descendants().forEach(ProcessHandle::destroyForcibly);
      take.process().destroyForcibly();
      take.end();
    }
    assertThat(folders()).singleElement().asString().endsWith("-k1.partial");
    assertThat(check(Map.of(), "look").refused().output()).contains("there is no whole backup");
    assertThat(backup("k1", "verify", "take").output("verify")).isEqualTo("not-done");
    assertThat(backup("k1", "residue").output("found")).contains("half-written backup");

    backup("k1", "undo", "take").succeeded();

    assertThat(folders()).isEmpty();
    assertThat(backup("k1", "residue").output("found")).isEmpty();
    backup("k1", "undo", "take").succeeded();
    backup("k1", "take").succeeded();
    assertThat(folders()).hasSize(1);
  }

  @Test
  void aVolumeThatIsFullIsSaidAndWhatWasWrittenIsRemoved() throws IOException {
    database
        .sql()
        .run(
            "CREATE TABLE noise AS SELECT md5(g::text || random()) AS x FROM generate_series(1, 60000) g");
    Path full = limitedShell();

    Run run =
        database.run(
            "pg-backup", environment(Map.of("PATH", full + ":" + pathOf(database))), "take");

    assertThat(run.refused().output()).contains("pg_dump failed", "give the volume more room");
    assertThat(folders()).isEmpty();
    assertThat(backup("b1", "residue").output("found")).isEmpty();
  }

  private static String pathOf(Database database) {
    return database.made().servers().target().bin() + ":" + System.getenv("PATH");
  }

  /** A pg_dump that may write files of 100 kB only: the kernel says no in the middle. */
  private Path limitedShell() throws IOException {
    Path folder = Files.createDirectories(servers.scratch().resolve("limited"));
    Path program = folder.resolve("pg_dump");
    Files.writeString(
        program,
        "#!/usr/bin/env bash\ntrap '' XFSZ\nulimit -f 100\nexec '%s/pg_dump' \"$@\"\n"
            .formatted(servers.target().bin()));
    Files.setPosixFilePermissions(
        program, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder;
  }

  @Test
  void onlyOldOnesGoAndNeverTheNewestWholeOne() throws IOException {
    String first = backup("b1", "take").succeeded().output("backup");
    Path older = volume.resolve("db-42/20200101T000000Z-b0");
    copy(volume.resolve("db-42").resolve(first), older);

    Run old = backup("b1", "old", "1").succeeded();

    assertThat(old.output("names")).isEqualTo("[\"20200101T000000Z-b0\"]");
    assertThat(backup("b1", "old", "2").output("names")).isEqualTo("[]");
    assertThat(backup("b1", "drop", first).refused().output())
        .contains("is the newest whole backup");
    Path data = file(first, "/dump/toc\\.dat");
    byte[] whole = Files.readAllBytes(data);
    Files.write(data, new byte[3]);
    assertThat(backup("b1", "drop", "20200101T000000Z-b0").refused().output())
        .as("the newest is broken, so the old one may be needed")
        .contains("is broken");
    Files.write(data, whole);
    backup("b1", "drop", "20200101T000000Z-b0").succeeded();
    assertThat(backup("b1", "verify-drop", "20200101T000000Z-b0").output("verify"))
        .isEqualTo("done");
    assertThat(folders()).containsExactly(first);
    assertThat(backup("b1", "drop", "../db-42").code()).isEqualTo(64);
    assertThat(backup("b1", "old", "0").code()).isEqualTo(64);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  @Test
  void aScratchDatabaseOfSomebodyElseIsNotTouched() {
    backup("b1", "take").succeeded();
    String name = "dre_check_" + database.suffix();
    servers.onTarget("postgres").run("CREATE DATABASE " + name);
    servers.onTarget(name).run("CREATE TABLE theirs (x int)");

    for (String verb : List.of("look", "restore", "drop")) {
      assertThat(check(Map.of(), verb).refused().output())
          .as(verb)
          .contains("that this operation did not make");
    }
    assertThat(servers.onTarget(name).one("SELECT count(*) FROM theirs")).isEqualTo("0");
    servers.onTarget("postgres").run("DROP DATABASE " + name);
  }

  @Test
  void whatIsMissingIsSaidWithItsRemedy() {
    assertThat(
            backup(Map.of("BACKUP_DIR", volume.resolve("no").toString()), "take")
                .refused()
                .output())
        .contains("there is no folder", "volumes:");
    assertThat(backup(Map.of("BACKUP_DIR", ""), "take").refused().output())
        .contains("not set: BACKUP_DIR");
    assertThat(backup(Map.of("DB_PASSWORD", "wrong"), "take").refused().output())
        .contains("password authentication failed", "the Secret of this place");
    assertThat(check(Map.of(), "look").refused().output())
        .contains("there is no whole backup of db-42", "/dre backup db-42");
    backup("b1", "take").succeeded();
    assertThat(check(Map.of("BACKUP", "yesterday"), "look").refused().output())
        .contains("there is no backup \"yesterday\"", "name one of these");
    assertThat(check(Map.of(), "compare").refused().output())
        .contains("there is no restored database");
    String role = database.role();
    servers.onTarget("postgres").run("CREATE ROLE %s LOGIN PASSWORD 'app'".formatted(role));
    assertThat(
            check(Map.of("CHECK_USER", role, "CHECK_PASSWORD", "app"), "look").refused().output())
        .contains("ALTER ROLE \"" + role + "\" CREATEDB");
  }

  @Test
  void aUserWithoutTheRightToReadIsToldWhatToGrantAndOneWhoMayNeedsNoSuperuser()
      throws IOException {
    database = Database.full(servers);
    database.sql().run("CREATE TABLE private AS SELECT 1 AS x");
    var as =
        Map.of(
            "DB_USER", database.role(), "DB_PASSWORD", "app", "DRE_OPERATION", "backup-db-42-r1");

    assertThat(backup(as, "take").refused().output())
        .contains("GRANT pg_read_all_data TO \"" + database.role() + "\"");

    database.sql().run("GRANT pg_read_all_data TO " + database.role());
    backup(as, "take").succeeded();
    String role = database.role();
    servers
        .onTarget("postgres")
        .run("CREATE ROLE %s LOGIN PASSWORD 'app' CREATEDB".formatted(role));
    var on = Map.of("CHECK_USER", role, "CHECK_PASSWORD", "app");
    check(on, "restore").succeeded();
    assertThat(check(on, "compare").succeeded().output("mismatches")).isEqualTo("0");
    check(on, "drop").succeeded();
    nothingIsLeft();
  }
}
