package dev.dre.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A real PgBouncer on 127.0.0.1, with a file for each side that it can lead its clients to. */
public final class PgBouncer implements AutoCloseable {

  /** Its name for the administrator of its console. */
  public static final String ADMIN = "route_admin";

  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final Path folder;
  private final Path program;
  private final String host;
  private final int port;
  private Process process;

  private PgBouncer(Path folder, Path program, String host, int port, Process process) {
    this.folder = folder;
    this.program = program;
    this.host = host;
    this.port = port;
    this.process = process;
  }

  /** The program on PATH; empty when there is none. */
  public static Optional<Path> program() {
    return Programs.onPath("pgbouncer");
  }

  /**
   * Starts it with the first of its files.
   *
   * @param passwords of the users by their names, {@link #ADMIN} among them
   * @param database as clients call it
   * @param mode {@code transaction} or {@code session}
   * @param files what each leads to, by the names that {@link #file} takes
   * @throws ServerException when it does not come up
   */
  public static PgBouncer start(
      Path program,
      Map<String, String> passwords,
      String database,
      String mode,
      Map<String, Side> files,
      String first) {
    try {
      Path folder =
          Files.createTempDirectory(
              "dre-pgbouncer-",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
      int port = FreePort.choose();
      Files.writeString(
          folder.resolve("users"),
          passwords.entrySet().stream()
              .map(e -> "%s %s\n".formatted(quoted(e.getKey()), quoted(e.getValue())))
              .collect(Collectors.joining()));
      for (var file : files.entrySet()) {
        Files.writeString(
            folder.resolve(file.getKey() + ".ini"),
            settings(folder, port, database, mode, file.getValue()));
      }
      var server =
          new PgBouncer(
              folder,
              program,
              LOOPBACK,
              port,
              run(program, folder.resolve(first + ".ini"), folder));
      server.awaitUp();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server, and the database of it that clients are led to. */
  public record Side(String host, int port, String database) {

    /** One on this machine. */
    public Side(int port, String database) {
      this(LOOPBACK, port, database);
    }
  }

  private static String settings(Path folder, int port, String database, String mode, Side side) {
    return """
    [databases]
    %s = host=%s port=%d dbname=%s
    [pgbouncer]
    listen_addr = 127.0.0.1
    listen_port = %d
    unix_socket_dir =
    auth_type = scram-sha-256
    auth_file = %s/users
    admin_users = %s
    pool_mode = %s
    default_pool_size = 40
    max_client_conn = 300
    ignore_startup_parameters = extra_float_digits,options
    server_login_retry = 0.1
    """
        .formatted(database, side.host(), side.port(), side.database(), port, folder, ADMIN, mode);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private static Process run(Path program, Path file, Path folder) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString(), file.toString()));
    return new ProcessBuilder(Unprivileged.command(command))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private void awaitUp() throws IOException {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!answers()) {
      if (System.nanoTime() > deadline || !process.isAlive()) {
        throw new ServerException(
            "PgBouncer did not start:\n" + Files.readString(folder.resolve("log")));
      }
      Pause.briefly();
    }
  }

  private boolean answers() {
    try (var socket = new Socket(host, port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * One more before the same sides, at another address of this machine and the same port. Its file
   * of the side {@code first} is called {@code address}; what it is told to read later are the
   * files of this one. To be closed before it.
   *
   * @param address such as 127.0.0.2
   */
  public PgBouncer another(String address, String first) {
    try {
      Path start = folder.resolve(address + ".ini");
      Files.writeString(
          start,
          Files.readString(Path.of(file(first)))
              .replace("listen_addr = " + host, "listen_addr = " + address));
      var other = new PgBouncer(folder, program, address, port, run(program, start, folder));
      other.awaitUp();
      return other;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ended and started anew with {@code file}: what it was told at its console is forgotten. */
  public void restart(String file) {
    end();
    try {
      process = run(program, Path.of(file(file)), folder);
      awaitUp();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  /** Where the file {@code name} is. */
  public String file(String name) {
    return folder.resolve(name + ".ini").toString();
  }

  private void end() {
    process.destroyForcibly();
    try {
      process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end();
    if (!host.equals(LOOPBACK)) {
      return; // The folder is another's.
    }
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
