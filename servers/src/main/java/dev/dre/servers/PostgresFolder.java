package dev.dre.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The data folder of a server: made completely or not at all, and asked who serves it. */
record PostgresFolder(Path path) {

  private static final Duration INITDB_LIMIT = Duration.ofMinutes(2);
  private static final String CONFIGURATION = "dre.conf";

  /** Makes the folder when it is not there, in a place beside it that a killed try may leave. */
  void make(PostgresSettings settings) throws IOException {
    if (Files.exists(path.resolve("PG_VERSION"))) {
      return;
    }
    Path made = path.resolveSibling(path.getFileName() + ".new");
    Folders.delete(made);
    Files.createDirectories(made.resolveSibling("."));
    Path password = Files.createTempFile("dre-", ".password");
    try {
      Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
      Files.writeString(password, settings.password());
      // Collation C is the same on every machine; the folder is a sandbox's: no wait for its disk.
      Programs.Ended initdb =
          Programs.run(
              Unprivileged.command(
                  List.of(
                      settings.bin().resolve("initdb").toString(),
                      "--pgdata=" + made,
                      "--username=postgres",
                      "--pwfile=" + password,
                      "--auth=scram-sha-256",
                      "--encoding=UTF8",
                      "--locale=C",
                      "--no-sync")),
              INITDB_LIMIT);
      if (initdb.code() != 0) {
        throw new ServerException(
            "initdb could not make %s:\n%s".formatted(path, initdb.lastLines()));
      }
    } finally {
      Files.deleteIfExists(password);
    }
    Files.writeString(
        made.resolve("postgresql.conf"),
        "\ninclude_if_exists = '%s'\n".formatted(CONFIGURATION),
        StandardOpenOption.APPEND);
    Files.move(made, path, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Writes the configuration; false when it was so already. */
  boolean configure(PostgresSettings settings) throws IOException {
    Path file = path.resolve(CONFIGURATION);
    String wanted = settings.asFile();
    if (Files.exists(file) && Files.readString(file).equals(wanted)) {
      return false;
    }
    Files.writeString(file, wanted);
    return true;
  }

  Path log() {
    return path.resolve("server.log");
  }

  /** The server that has this folder open, also one that an earlier process left running. */
  Optional<ProcessHandle> server() {
    return recorded().filter(this::isOurs);
  }

  boolean isReady() {
    List<String> lines = pidFile();
    return lines.size() >= 8 && lines.get(7).strip().equals("ready");
  }

  /**
   * Removes the mark of a dead server whose process number somebody else has now: PostgreSQL would
   * take that process for the server.
   */
  void forgetStranger() throws IOException {
    if (recorded().isPresent() && server().isEmpty()) {
      Files.deleteIfExists(path.resolve("postmaster.pid"));
    }
  }

  private Optional<ProcessHandle> recorded() {
    return pidFile().stream()
        .findFirst()
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
        .filter(ProcessHandle::isAlive);
  }

  private boolean isOurs(ProcessHandle process) {
    return process
        .info()
        .arguments()
        .map(arguments -> List.of(arguments).contains(path.toString()))
        .orElse(false);
  }

  private List<String> pidFile() {
    try {
      return Files.readAllLines(path.resolve("postmaster.pid"), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
