package dev.dre.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server on 127.0.0.1. It outlives a killed process: who starts it again with the
 * same folder gets the one that runs.
 */
public final class PostgresServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
  private static final int SECONDS_TO_START = 60;
  private static final int SECONDS_TO_STOP = 60;

  private final PostgresSettings settings;
  private final PostgresFolder folder;

  private PostgresServer(PostgresSettings settings) {
    this.settings = settings;
    this.folder = new PostgresFolder(settings.folder());
  }

  /**
   * Makes the folder when there is none, starts the server, and returns when it takes connections.
   * A server that runs with other settings is restarted.
   *
   * @throws PortTaken when somebody else listens on its port
   */
  public static PostgresServer start(PostgresSettings settings) {
    var server = new PostgresServer(settings);
    try {
      server.start();
    } catch (IOException e) {
      throw new ServerException("Cannot start PostgreSQL in " + settings.folder() + ": " + e, e);
    }
    return server;
  }

  public int port() {
    return settings.port();
  }

  /** The folder of psql, pg_dump and the others, of the server's own version. */
  public Path bin() {
    return settings.bin();
  }

  /** For JDBC, without user and password. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(settings.port(), database);
  }

  public boolean isRunning() {
    return folder.server().isPresent();
  }

  /** Ends every connection and the server; returns when it is gone. Does nothing when it is. */
  @Override
  public void close() {
    if (!isRunning()) {
      return;
    }
    if (stop("fast").code() != 0) {
      log.warn("PostgreSQL in {} does not stop; it is ended at once", settings.folder());
      stop("immediate");
    }
  }

  private void start() throws IOException {
    folder.make(settings);
    boolean changed = folder.configure(settings);
    if (isRunning() && changed) {
      close();
    }
    if (isRunning()) {
      log.info("PostgreSQL in {} runs already on port {}", settings.folder(), settings.port());
      awaitReady();
      return;
    }
    folder.forgetStranger();
    PortTaken.check(settings.port(), "PostgreSQL of " + settings.folder().getFileName());
    Programs.Ended ended =
        pgCtl("start", "--log=" + folder.log(), "--wait", "--timeout=" + SECONDS_TO_START);
    if (ended.code() != 0) {
      throw new ServerException(
          "PostgreSQL in %s did not start on port %d:\n%s\n%s"
              .formatted(settings.folder(), settings.port(), ended.lastLines(), endOfLog()));
    }
    log.info("PostgreSQL in {} started on port {}", settings.folder(), settings.port());
  }

  /** A server that is adopted may be recovering from a crash of the machine. */
  private void awaitReady() {
    long deadline = System.nanoTime() + Duration.ofSeconds(SECONDS_TO_START).toNanos();
    while (!folder.isReady()) {
      if (System.nanoTime() > deadline || !isRunning()) {
        throw new ServerException(
            "PostgreSQL in %s runs but takes no connections:\n%s"
                .formatted(settings.folder(), endOfLog()));
      }
      Pause.briefly();
    }
  }

  private Programs.Ended stop(String mode) {
    return pgCtl("stop", "--mode=" + mode, "--wait", "--timeout=" + SECONDS_TO_STOP);
  }

  private Programs.Ended pgCtl(String verb, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                settings.bin().resolve("pg_ctl").toString(),
                verb,
                "--pgdata=" + settings.folder(),
                "--silent"));
    command.addAll(List.of(options));
    return Programs.run(Unprivileged.command(command), Duration.ofSeconds(SECONDS_TO_START + 10L));
  }

  private String endOfLog() {
    try {
      return Files.exists(folder.log())
          ? new Programs.Ended(0, Files.readString(folder.log())).lastLines()
          : "";
    } catch (IOException e) {
      return "and its log cannot be read: " + e;
    }
  }
}
