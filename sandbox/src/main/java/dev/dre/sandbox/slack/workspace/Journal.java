package dev.dre.sandbox.slack.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One JSON line for each change, written before the change is answered, so that kill -9 loses
 * nothing that anybody was told. Not forced to disk: a power cut may cost the last second.
 */
public final class Journal implements AutoCloseable {
  private final Path file;
  private final FileChannel lockFile;
  private @Nullable FileChannel out;

  private Journal(Path file, FileChannel lockFile) {
    this.file = file;
    this.lockFile = lockFile;
  }

  /** Claims {@code folder}, makes it when missing. */
  public static Journal open(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel lockFile =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!claimed(lockFile)) {
        lockFile.close();
        throw new IllegalStateException(
            folder
                + " is in use by another sandbox: stop that one, or give this one its own folder");
      }
      return new Journal(folder.resolve("messages.jsonl"), lockFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // The lock goes away with the process, however it ends.
  private static boolean claimed(FileChannel lockFile) throws IOException {
    try {
      FileLock lock = lockFile.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /**
   * Gives every change to {@code apply}, oldest first. A last line that was cut off never happened.
   */
  void replay(Consumer<JsonNode> apply) {
    try {
      if (Files.exists(file)) {
        for (String line : lines()) {
          Json.parse(line).ifPresent(apply);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> lines() throws IOException {
    // Not Files.readAllLines: a line cut in the middle of a character must not hide the others.
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  /** Starts over with {@code changes}, which must lead to the same state as everything before. */
  void compact(List<ObjectNode> changes) {
    try {
      Path fresh = file.resolveSibling("messages.jsonl.new");
      var text = new StringBuilder();
      changes.forEach(change -> text.append(Json.write(change)).append('\n'));
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      out = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void append(ObjectNode change) {
    if (out == null) {
      throw new IllegalStateException("append before compact");
    }
    try {
      ByteBuffer line =
          ByteBuffer.wrap((Json.write(change) + "\n").getBytes(StandardCharsets.UTF_8));
      while (line.hasRemaining()) {
        out.write(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      if (out != null) {
        out.close();
      }
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
