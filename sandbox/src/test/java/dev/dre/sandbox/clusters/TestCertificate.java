package dev.dre.sandbox.clusters;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.dre.sandbox.clusters.apiserver.ServerCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Certificates take a second to make: all clusters of the tests have the same. */
final class TestCertificate {
  private static final Path FILE = make();

  private TestCertificate() {}

  static void copyTo(Path state) {
    try {
      Files.createDirectories(state);
      Files.copy(FILE, state.resolve("server.p12"), REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path make() {
    try {
      var folder = Files.createTempDirectory("dre-certificate");
      folder.toFile().deleteOnExit();
      var file = ServerCertificate.keptIn(folder).file();
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
