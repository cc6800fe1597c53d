package dev.dre.sandbox;

import dev.dre.operations.json.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The toolbox as an image: its reference carries the digest of what is in it, as a real one does.
 */
final class Toolbox {

  private final Path folder;

  Toolbox(Path home) {
    folder = home.resolve("workflows/toolbox");
  }

  Path bin() {
    return folder.resolve("bin");
  }

  String image() {
    return "sandbox.example/dre-toolbox@sha256:" + Digest.sha256(contents());
  }

  private String contents() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(f -> f.startsWith(bin()) || f.startsWith(folder.resolve("lib")))
          .filter(Files::isRegularFile)
          .sorted()
          .map(Toolbox::text)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return file.getFileName() + "\n" + Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
