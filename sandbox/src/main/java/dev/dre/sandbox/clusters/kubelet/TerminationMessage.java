package dev.dre.sandbox.clusters.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The last words of a container: what it wrote for that purpose, or the end of its log. */
final class TerminationMessage {
  private static final int LIMIT = 4096;
  private static final int LIMIT_FROM_LOG = 2048;
  private static final int LINES_FROM_LOG = 80;

  private TerminationMessage() {}

  static String of(Container container, PodFolder folder, int exitCode) {
    String written = end(folder.terminationMessage(), LIMIT);
    boolean fallBack =
        container.getTerminationMessagePolicy().equals("FallbackToLogsOnError")
            && exitCode != 0
            && written.isEmpty();
    return fallBack ? lastLines(end(folder.log(), LIMIT_FROM_LOG)) : written;
  }

  private static String lastLines(String text) {
    String[] lines = text.split("(?<=\n)");
    return String.join(
        "", Arrays.asList(lines).subList(Math.max(0, lines.length - LINES_FROM_LOG), lines.length));
  }

  // What is over the limit goes from the head, so JSON loses its beginning.
  private static String end(Path file, int limit) {
    try {
      if (!Files.isRegularFile(file)) {
        return "";
      }
      try (var channel = Files.newByteChannel(file)) {
        channel.position(Math.max(0, channel.size() - limit));
        var bytes = ByteBuffer.allocate(limit);
        while (channel.read(bytes) > 0) {
          // until the end
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
