package dev.dre.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Passwords of the sandbox's databases: made once, kept in the state folder, readable by its owner
 * only.
 */
final class Secrets {

  private final Path folder;

  Secrets(Path folder) {
    this.folder = folder;
  }

  /** The secret called {@code name}, made when there is none yet. */
  String get(String name) {
    Path file = folder.resolve(name);
    try {
      Files.createDirectories(folder);
      if (Files.notExists(file)) {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        Files.writeString(file, HexFormat.of().formatHex(bytes));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
