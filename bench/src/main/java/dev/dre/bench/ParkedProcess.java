package dev.dre.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A {@link ParkedWorker} in a process of its own, with 1 GB of heap. */
final class ParkedProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader says;
  private final PrintStream asks;

  private ParkedProcess(Process process) {
    this.process = process;
    this.says = process.inputReader(StandardCharsets.UTF_8);
    this.asks = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /** In megabytes, after a garbage collection. */
  record Taken(double heap, double resident, int threads) {}

  /** Returns when it serves. */
  static ParkedProcess start(String address, String side, int cached, Path log) throws IOException {
    var process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ParkedWorker.class.getName(),
                    address,
                    side,
                    Integer.toString(cached)))
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    var started = new ParkedProcess(process);
    started.line(ParkedWorker.READY);
    return started;
  }

  Taken measure() throws IOException {
    asks.println("measure");
    String[] words = line("").split(" ", -1);
    return new Taken(
        Double.parseDouble(words[0]), Double.parseDouble(words[1]), Integer.parseInt(words[2]));
  }

  private String line(String begins) throws IOException {
    String line = says.readLine();
    if (line == null || !line.startsWith(begins)) {
      throw new IOException("the worker's process ended, or said: " + line);
    }
    return line;
  }

  /** As kill -9 does. */
  void kill() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
