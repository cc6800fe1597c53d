package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One operation: a database of the source with an application role of its own, and the commands
 * that move it.
 */
final class Migration {

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Path COMMAND = Path.of("bin/pg-migrate").toAbsolutePath();

  private final Servers servers;
  private final String suffix;
  private final Map<String, String> environment = new TreeMap<>();

  private Migration(Servers servers, String suffix) {
    this.servers = servers;
    this.suffix = suffix;
    environment.put("PATH", servers.target().bin() + File.pathSeparator + System.getenv("PATH"));
    environment.put("DRE_OPERATION", "migrate-db-42-" + suffix);
    environment.put("APP_ROLES", role());
    side("SOURCE", servers.source().port());
    side("TARGET", servers.target().port());
  }

  private void side(String side, int port) {
    environment.put(side + "_HOST", "127.0.0.1");
    environment.put(side + "_PORT", Integer.toString(port));
    environment.put(side + "_DATABASE", database());
    environment.put(side + "_USER", "postgres");
    environment.put(side + "_PASSWORD", Servers.PASSWORD);
  }

  /** With a database that has one of everything. */
  static Migration of(Servers servers) {
    Migration migration = ofTwoTables(servers);
    Dataset.fill(migration.source(), migration.role());
    return migration;
  }

  /** With a database that has what a {@code Load} needs: soon moved. */
  static Migration ofTwoTables(Servers servers) {
    var migration = new Migration(servers, "t%03d".formatted(NUMBER.incrementAndGet()));
    Dataset.make(servers, migration.database(), migration.role());
    return migration;
  }

  /** With a target that follows the source. */
  static Migration followed(Migration migration) {
    migration.run("prepare").succeeded();
    migration.run("subscribe").succeeded();
    migration.run("copy").succeeded();
    return migration;
  }

  /** Brought to the moment before its cut-over. */
  static Migration copied(Migration migration) {
    followed(migration).run("prepare-reverse").succeeded();
    return migration;
  }

  /** Brought to the other side, with the way back open. */
  static Migration moved(Migration migration) {
    copied(migration).run("cut-over").succeeded();
    migration.run("drop-forward").succeeded();
    return migration;
  }

  Migration with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  String database() {
    return "app_" + suffix;
  }

  String role() {
    return "role_" + suffix;
  }

  /** Publication, subscription and slot. */
  String link() {
    return schema() + "_fwd";
  }

  /** The same of the way back. */
  String reverse() {
    return schema() + "_rev";
  }

  String schema() {
    return "dre_" + suffix;
  }

  Sql source() {
    return servers.onSource(database());
  }

  Sql target() {
    return servers.onTarget(database());
  }

  Servers servers() {
    return servers;
  }

  Run run(String... arguments) {
    return run(Map.of(), arguments);
  }

  /** In a process group of its own, as in a container of its own. */
  Run run(Map<String, String> more, String... arguments) {
    return start(more, arguments).end();
  }

  Running start(Map<String, String> more, String... arguments) {
    return start(COMMAND, more, arguments);
  }

  /** Another program of the toolbox, in the same surroundings. */
  Running start(Path program, Map<String, String> more, String... arguments) {
    try {
      Path result = Files.createTempFile("dre-", ".result");
      Path output = Files.createTempFile("dre-", ".output");
      List<String> command = new ArrayList<>(List.of("setsid", program.toString()));
      command.addAll(List.of(arguments));
      var builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().keySet().removeIf(name -> !name.equals("HOME"));
      builder.environment().putAll(environment);
      builder.environment().put("DRE_RESULT", result.toString());
      builder.environment().put("TMPDIR", servers.scratch().toString());
      builder.environment().putAll(more);
      return new Running(String.join(" ", command), builder.start(), output, result);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What verify answers: done, not-done, or partial. */
  String verify(String step) {
    return run("verify", step).succeeded().output("verify");
  }

  /** As an abort does: the newest step first, the source's side before the target's. */
  void undoEverything() {
    for (String step : List.of("cut-over", "prepare-reverse", "copy", "subscribe", "prepare")) {
      run("undo", step, "--side", "source").succeeded();
      run("undo", step, "--side", "target").succeeded();
    }
  }

  /** What residue finds on both sides, for this ending. */
  String residue(String ending, String... options) {
    List<String> found = new ArrayList<>();
    for (String side : List.of("source", "target")) {
      List<String> words = new ArrayList<>(List.of("residue", "--side", side));
      words.addAll(List.of(options));
      Run run = run(Map.of("DRE_ENDING", ending), words.toArray(String[]::new)).succeeded();
      found.add(run.output("found"));
    }
    return String.join("", found);
  }

  void assertNothingIsLeft() {
    assertThat(residue("aborted")).isEmpty();
    // Asked once more without the toolbox.
    String slots =
        "SELECT slot_name FROM pg_replication_slots WHERE database = '" + database() + "'";
    assertThat(servers.onSource("postgres").all(slots)).isEmpty();
    assertThat(servers.onTarget("postgres").all(slots)).isEmpty();
    String subscriptions =
        "SELECT subname FROM pg_subscription WHERE subname LIKE '" + schema() + "%'";
    assertThat(servers.onSource("postgres").all(subscriptions)).isEmpty();
    assertThat(servers.onTarget("postgres").all(subscriptions)).isEmpty();
    String databases = "SELECT datname FROM pg_database WHERE datname = '" + database() + "'";
    assertThat(servers.onTarget("postgres").all(databases)).isEmpty();
    String roles = "SELECT rolname FROM pg_roles WHERE rolname ~ '_" + suffix + "$'";
    assertThat(servers.onTarget("postgres").all(roles)).isEmpty();
    assertThat(source().one(login())).isEqualTo("t");
  }

  /** What a session says that changes the schema in spite of the lock. */
  String unlocked() {
    return "SET dre.schema = '" + schema() + "'";
  }

  /** Whether the application's role can log in, as SQL. */
  String login() {
    return "SELECT rolcanlogin FROM pg_roles WHERE rolname = '" + role() + "'";
  }

  /** A command at work. */
  record Running(String command, Process process, Path output, Path result) {

    Run end() {
      try {
        assertThat(process.waitFor(100, TimeUnit.SECONDS)).as(command + " ends").isTrue();
        String said = Files.readString(output);
        String outputs = Files.readString(result);
        assertThat(said + outputs).doesNotContain("se=cret");
        assertThat(outputs.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
            .isLessThanOrEqualTo(4096);
        Files.delete(output);
        Files.delete(result);
        var run = new Run(command, process.exitValue(), said, outputs);
        if (run.code() == 0) {
          Declared.heldBy(run);
        }
        return run;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
