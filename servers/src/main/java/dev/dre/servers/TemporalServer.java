package dev.dre.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Temporal development server on 127.0.0.1. It outlives a killed process: who starts it again
 * with the same settings gets the one that runs.
 */
public final class TemporalServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(TemporalServer.class);
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final TemporalSettings settings;
  private final ProcessHandle process;

  private TemporalServer(TemporalSettings settings, ProcessHandle process) {
    this.settings = settings;
    this.process = process;
  }

  /**
   * Starts the server and returns when it is healthy. One that runs on the same database with other
   * settings is restarted.
   *
   * @throws PortTaken when somebody else listens on one of its ports
   */
  public static TemporalServer start(TemporalSettings settings) {
    try {
      Files.createDirectories(settings.folder());
      Optional<ProcessHandle> left = leftRunning(settings);
      if (left.isPresent() && argumentsOf(left.get()).equals(settings.arguments())) {
        log.info("Temporal runs already on {}", settings.address());
        return new TemporalServer(settings, left.get()).awaitHealth();
      }
      left.ifPresent(TemporalServer::end);
      PortTaken.check(settings.port(), "Temporal");
      settings.uiPort().ifPresent(port -> PortTaken.check(port, "Temporal's page"));
      return new TemporalServer(settings, launch(settings)).awaitHealth();
    } catch (IOException e) {
      throw new ServerException("Cannot start Temporal on " + settings.address() + ": " + e, e);
    }
  }

  /** Host and port for clients. */
  public String address() {
    return settings.address();
  }

  /** The page that shows workflows; empty when it was not asked for. */
  public Optional<String> ui() {
    return settings.uiPort().isPresent()
        ? Optional.of("http://127.0.0.1:" + settings.uiPort().getAsInt())
        : Optional.empty();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** The server's process, for tests that kill it. */
  public ProcessHandle process() {
    return process;
  }

  /** Ends it without a warning, as kill -9 does; returns when it is gone. */
  public void kill() {
    process.destroyForcibly();
    gone(process);
  }

  /** Ends the server; returns when it is gone. */
  @Override
  public void close() {
    end(process);
    try {
      Files.deleteIfExists(settings.pidFile());
    } catch (IOException e) {
      log.warn("Cannot delete {}: {}", settings.pidFile(), e.toString());
    }
  }

  /** The process of an earlier start, if it is really that server and not a later namesake. */
  private static Optional<ProcessHandle> leftRunning(TemporalSettings settings) throws IOException {
    if (!Files.exists(settings.pidFile())) {
      return Optional.empty();
    }
    String recorded = Files.readString(settings.pidFile()).strip();
    if (!recorded.matches("[0-9]+")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(recorded))
        .filter(ProcessHandle::isAlive)
        .filter(process -> isOurs(argumentsOf(process), settings));
  }

  private static boolean isOurs(List<String> arguments, TemporalSettings settings) {
    return arguments.equals(settings.arguments())
        || settings.database().map(Object::toString).filter(arguments::contains).isPresent();
  }

  private static List<String> argumentsOf(ProcessHandle process) {
    return process.info().arguments().map(List::of).orElse(List.of());
  }

  private static ProcessHandle launch(TemporalSettings settings) throws IOException {
    List<String> command = new ArrayList<>();
    // A session of its own: Ctrl-C in the terminal is for us, and we end the server in our order.
    if (Programs.onPath("setsid").isPresent()) {
      command.add("setsid");
    }
    // The process notes its number before it becomes the server, so none is ever left unknown.
    command.addAll(
        List.of("/bin/sh", "-c", "echo $$ > \"$0\" && exec \"$@\"", settings.pidFile().toString()));
    command.add(settings.program().toString());
    command.addAll(settings.arguments());
    Process started =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log().toFile()))
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .start();
    return started.toHandle();
  }

  private TemporalServer awaitHealth() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!(listens() && isHealthy())) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        end(process);
        throw new ServerException(
            "Temporal did not start on %s:\n%s".formatted(settings.address(), endOfLog()));
      }
      Pause.briefly();
    }
    return this;
  }

  private boolean listens() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isHealthy() {
    List<String> command =
        List.of(
            settings.program().toString(),
            "operator",
            "cluster",
            "health",
            "--address",
            settings.address(),
            "--command-timeout",
            "2s");
    Programs.Ended health = Programs.run(command, START_LIMIT);
    return health.code() == 0 && health.output().contains("SERVING");
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    if (!gone(process)) {
      process.destroyForcibly();
      gone(process);
    }
  }

  private static boolean gone(ProcessHandle process) {
    try {
      process.onExit().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String endOfLog() {
    try {
      return new Programs.Ended(0, Files.readString(settings.log())).lastLines();
    } catch (IOException e) {
      return "and its log cannot be read: " + e;
    }
  }
}
