package dev.dre.toolbox;

import dev.dre.servers.Binaries;
import dev.dre.servers.Folders;
import dev.dre.servers.FreePort;
import dev.dre.servers.PostgresServer;
import dev.dre.servers.PostgresSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A source of version 16 and a target of version 18 for the tests of one class. */
final class Servers implements AutoCloseable {

  /** Everything that quoting could get wrong. */
  static final String PASSWORD = "it's \\a \"se=cret\" $x";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "wal_level", "logical",
          "max_connections", "200",
          "max_wal_senders", "50",
          "max_replication_slots", "50",
          "max_sync_workers_per_subscription", "4",
          "max_logical_replication_workers", "50",
          "max_worker_processes", "60",
          "max_prepared_transactions", "5",
          "log_statement", "all",
          "fsync", "off");

  private final Path folder;
  private final PostgresServer source;
  private final PostgresServer target;
  private final PostgresSettings sourceSettings;
  private final PostgresSettings targetSettings;

  private Servers(Path folder, PostgresSettings source, PostgresSettings target) {
    this.folder = folder;
    this.sourceSettings = source;
    this.targetSettings = target;
    this.source = PostgresServer.start(source);
    this.target = PostgresServer.start(target);
  }

  static Servers start() {
    return start(Map.of());
  }

  /** With other settings on the source than a migration wants. */
  static Servers start(Map<String, String> onSource) {
    try {
      var binaries = Binaries.inUserCache(System.out::println);
      Path folder = Files.createTempDirectory("dre-toolbox-");
      var sourceSettings = new TreeMap<>(SETTINGS);
      sourceSettings.putAll(onSource);
      var targetSettings = new TreeMap<>(SETTINGS);
      targetSettings.put("max_active_replication_origins", "50");
      return new Servers(
          folder,
          new PostgresSettings(
              binaries.postgres(16),
              folder.resolve("source"),
              FreePort.choose(),
              PASSWORD,
              sourceSettings),
          new PostgresSettings(
              binaries.postgres(18),
              folder.resolve("target"),
              FreePort.choose(),
              PASSWORD,
              targetSettings));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  PostgresServer source() {
    return source;
  }

  PostgresServer target() {
    return target;
  }

  Sql onSource(String database) {
    return new Sql(source.url(database));
  }

  Sql onTarget(String database) {
    return new Sql(target.url(database));
  }

  /** A replica of the source that streams from it, by the slot {@code name}; the caller ends it. */
  PostgresServer startReplica(String name) {
    Path replica = folder.resolve(name);
    try {
      var copy =
          new ProcessBuilder(
                  source.bin().resolve("pg_basebackup").toString(),
                  "--pgdata=" + replica,
                  "--write-recovery-conf",
                  "--create-slot",
                  "--slot=" + name,
                  "--checkpoint=fast",
                  "--host=127.0.0.1",
                  "--port=" + source.port(),
                  "--username=postgres")
              .redirectErrorStream(true);
      copy.environment().put("PGPASSWORD", PASSWORD);
      var process = copy.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return PostgresServer.start(
        new PostgresSettings(
            sourceSettings.bin(),
            replica,
            FreePort.choose(),
            PASSWORD,
            sourceSettings.configuration()));
  }

  /** What the target's server has written to its log. */
  String targetLog() throws IOException {
    return Files.readString(folder.resolve("target/server.log"));
  }

  /** For what killed commands leave behind; gone with the servers. */
  Path scratch() throws IOException {
    return Files.createDirectories(folder.resolve("scratch"));
  }

  void stopSource() {
    source.close();
  }

  void startSource() {
    PostgresServer.start(sourceSettings);
  }

  void stopTarget() {
    target.close();
  }

  void startTarget() {
    PostgresServer.start(targetSettings);
  }

  @Override
  public void close() {
    source.close();
    target.close();
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
