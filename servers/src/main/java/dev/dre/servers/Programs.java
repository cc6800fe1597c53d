package dev.dre.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds programs on this machine and runs them to their end. */
public final class Programs {

  /** What a program that has ended said on both its outputs, and how it ended. */
  public record Ended(int code, String output) {

    String lastLines() {
      List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
    }
  }

  private Programs() {}

  /** The program of that name in the folders of PATH. */
  static Optional<Path> onPath(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(java.io.File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Runs a program; its output goes through a file, because a server that it leaves behind would
   * hold a pipe open for ever.
   *
   * @param limit when it is ended by force
   * @throws ServerException when it cannot be run, or did not end within {@code limit}
   */
  public static Ended run(List<String> command, Duration limit) {
    try {
      Path output = Files.createTempFile("dre-", ".out");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        }
        String said = Files.readString(output, StandardCharsets.UTF_8);
        if (!ended) {
          throw new ServerException(
              "%s did not end within %d s: %s"
                  .formatted(command.getFirst(), limit.toSeconds(), said.strip()));
        }
        return new Ended(process.exitValue(), said);
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new ServerException(
          "Cannot run %s: %s".formatted(command.getFirst(), e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("Interrupted while %s ran".formatted(command.getFirst()), e);
    }
  }
}
