package dev.dre.sandbox.clusters.kubelet;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The output of a container, and when it was written. The process writes plain bytes; we look at
 * the file often and note which whole lines are new. Each line of such a chunk is a nanosecond
 * later than the one before, so that times are as unique as a reader expects them to be.
 */
final class ContainerLog {
  private final Path file;
  private final Path index;
  private final List<Chunk> chunks = new ArrayList<>();
  private boolean ended;

  /** Whole lines that were noticed at the same moment. */
  private record Chunk(long start, long end, Instant time) {}

  /** One line, with its newline if it has one. */
  record Line(Instant time, ByteBuffer bytes) {}

  private ContainerLog(Path file, Path index) {
    this.file = file;
    this.index = index;
  }

  static ContainerLog open(PodFolder folder) {
    var log = new ContainerLog(folder.log(), folder.logIndex());
    log.load();
    return log;
  }

  /** Notes what is new. */
  synchronized void look(Instant now) {
    long known = known();
    byte[] fresh = read(known, size());
    int whole = lastNewline(fresh) + 1;
    if (whole > 0) {
      note(new Chunk(known, known + whole, now));
    }
  }

  /** As {@link #look}, when nothing more will be written: a last line needs no newline. */
  synchronized void end(Instant now) {
    look(now);
    if (known() < size()) {
      note(new Chunk(known(), size(), now));
    }
    ended = true;
  }

  /** The pod is removed: nobody reads any further. */
  synchronized void close() {
    ended = true;
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  /** How many chunks are noted; the position for {@link #linesSince}. */
  synchronized int position() {
    return chunks.size();
  }

  synchronized List<Line> linesSince(int position) {
    return linesSince(position, chunks.size());
  }

  synchronized List<Line> linesSince(int position, int end) {
    var lines = new ArrayList<Line>();
    for (var chunk : chunks.subList(position, end)) {
      byte[] bytes = read(chunk.start, chunk.end);
      int from = 0;
      for (int nanos = 0; from < bytes.length; nanos++) {
        int to = nextNewline(bytes, from) + 1;
        lines.add(new Line(chunk.time.plusNanos(nanos), ByteBuffer.wrap(bytes, from, to - from)));
        from = to;
      }
    }
    return lines;
  }

  private long known() {
    return chunks.isEmpty() ? 0 : chunks.getLast().end;
  }

  private long size() {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void note(Chunk chunk) {
    chunks.add(chunk);
    try {
      Files.writeString(
          index,
          "%d %d %s%n".formatted(chunk.start, chunk.end, chunk.time),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void load() {
    try {
      if (Files.exists(index)) {
        Files.readAllLines(index).stream()
            .map(ContainerLog::parse)
            .flatMap(Optional::stream)
            .forEach(chunks::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // A kill may have left half of the last entry; its bytes are then noted once more.
  private static Optional<Chunk> parse(String line) {
    String[] parts = line.split(" ", -1);
    return parts.length == 3 && parts[2].endsWith("Z")
        ? Optional.of(
            new Chunk(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Instant.parse(parts[2])))
        : Optional.empty();
  }

  private byte[] read(long from, long to) {
    if (to <= from) {
      return new byte[0];
    }
    try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
      bytes.seek(from);
      var content = new byte[Math.toIntExact(to - from)];
      bytes.readFully(content);
      return content;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int lastNewline(byte[] bytes) {
    int at = bytes.length - 1;
    while (at >= 0 && bytes[at] != '\n') {
      at--;
    }
    return at;
  }

  private static int nextNewline(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length - 1 && bytes[at] != '\n') {
      at++;
    }
    return at;
  }
}
