package dev.dre.sandbox.clusters.kubelet;

import dev.dre.servers.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one pod: what its process writes, and what a later sandbox needs to find it again.
 */
record PodFolder(Path path) {
  private static final Logger LOG = LoggerFactory.getLogger(PodFolder.class);

  /** From now on the process may have run, and must not be run again. */
  void markLaunched() {
    writeLine(path.resolve("launched"), "");
  }

  boolean wasLaunched() {
    return Files.exists(path.resolve("launched"));
  }

  void create() {
    try {
      Files.createDirectories(work());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes what it can: a dying process may still write here, and the next start looks again. */
  void delete() {
    try {
      Folders.delete(path);
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{} is left for the next start: {}", path, e.toString());
    }
  }

  Path work() {
    return path.resolve("work");
  }

  Path volume(String name) {
    return path.resolve("volumes").resolve(name);
  }

  /**
   * What a PersistentVolumeClaim holds: beside the folders of all pods, because it outlives them.
   */
  Path claim(String namespace, String name) {
    Path pods = Objects.requireNonNull(path.toAbsolutePath().getParent());
    return pods.resolveSibling("claims").resolve(namespace).resolve(name);
  }

  Path log() {
    return path.resolve("log");
  }

  Path logIndex() {
    return path.resolve("log.index");
  }

  Path terminationMessage() {
    return path.resolve("termination-log");
  }

  /** Written by the process itself, with its id. */
  Path pid() {
    return path.resolve("pid");
  }

  /** Written by the wrapper when the process has ended, with its exit code. */
  Path exit() {
    return path.resolve("exit");
  }

  /** Written by us: which process is meant by the id in {@link #pid}. */
  Path identity() {
    return path.resolve("identity");
  }

  /**
   * Written by us: the wrapper, which outlives the process by the time it takes to say how it
   * ended.
   */
  Path wrapper() {
    return path.resolve("wrapper");
  }

  /** The content of a file whose writer ends it with a newline; empty until that is there. */
  static Optional<String> line(Path file) {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      String content = Files.readString(file);
      return content.endsWith("\n") ? Optional.of(content.strip()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void writeLine(Path file, String line) {
    try {
      Files.writeString(file, line + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
