package dev.dre.sandbox.clusters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret that clients of a cluster show; the same after a restart, so that they need not care.
 */
final class ClusterToken {
  private ClusterToken() {}

  static String keptIn(Path state) {
    var file = state.resolve("token");
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(state);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      String kept = Files.readString(file).strip();
      return kept.isEmpty() ? make(file) : kept;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String make(Path file) throws IOException {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Files.writeString(file, token + "\n");
    return token;
  }
}
