package dev.dre.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A configuration folder that is good until a test breaks it. */
final class Folder {

  private static final List<String> FILES =
      List.of(
          "settings.yaml",
          "teams.yaml",
          "clusters.yaml",
          "datastores.yaml",
          "approvals.yaml",
          "runbooks/move.yaml");

  private final Path path;

  private Folder(Path path) {
    this.path = path;
  }

  static Folder good(Path path) {
    var folder = new Folder(path);
    FILES.forEach(name -> folder.with(name, resource(name)));
    return folder;
  }

  /** The first {@code before} of {@code name} becomes {@code after}. */
  Folder change(String name, String before, String after) {
    try {
      String text = Files.readString(path.resolve(name));
      int start = text.indexOf(before);
      if (start < 0) {
        throw new AssertionError("no \"%s\" in %s:\n%s".formatted(before, name, text));
      }
      return with(name, text.substring(0, start) + after + text.substring(start + before.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Folder with(String name, String text) {
    return with(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Folder with(String name, byte[] content) {
    try {
      Path file = path.resolve(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Folder without(String name) {
    try {
      Files.delete(path.resolve(name));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Configuration load() {
    return Configuration.load(path);
  }

  /** As people read them, without the path of the folder. */
  List<String> problems() {
    try {
      load();
      return List.of();
    } catch (ConfigurationException e) {
      return e.problems().stream().map(p -> p.toString().replace(path + "/", "")).toList();
    }
  }

  private static String resource(String name) {
    try (InputStream stream = Folder.class.getResourceAsStream("good/" + name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
