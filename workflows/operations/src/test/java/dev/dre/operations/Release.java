package dev.dre.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Operations in flight as release 0.1 wrote them. */
final class Release {

  private Release() {}

  static String paused() {
    return text("paused-0.1.json");
  }

  static String undoing() {
    return text("undoing-0.1.json");
  }

  private static String text(String name) {
    try (var in = Release.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
