package dev.dre.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders with everything in them. */
public final class Folders {

  private Folders() {}

  /**
   * Deletes {@code folder}; nothing when it is not there. Links in it are deleted, not followed.
   *
   * @throws IOException when something cannot be deleted: what comes after it is still there
   */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
