package dev.dre.sandbox.clusters.apiserver;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One file per object, replaced as a whole, so that a kill at any moment leaves the old or the new
 * object and never half of one.
 */
final class ObjectFiles {
  private final Path folder;

  ObjectFiles(Path folder) {
    this.folder = folder;
  }

  List<ApiObject> load() {
    return ResourceKind.ALL.stream().flatMap(kind -> load(kind).stream()).toList();
  }

  void write(ApiObject object) {
    replace(file(object.key()), object.json().toString());
  }

  void delete(ObjectKey key) {
    try {
      Files.deleteIfExists(file(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No revision up to this one is given out again after a restart. */
  long highestRevision() {
    var file = folder.resolve("highest-revision");
    try {
      return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void reserveRevisions(long upTo) {
    replace(folder.resolve("highest-revision"), Long.toString(upTo));
  }

  private List<ApiObject> load(ResourceKind kind) {
    var root = folder.resolve(kind.qualifiedPlural());
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (var files = Files.walk(root)) {
      return files
          .filter(f -> f.toString().endsWith(".json"))
          .map(f -> new ApiObject(kind, read(f)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode read(Path file) {
    try {
      return Models.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Objects in no namespace are in a folder that no namespace can be named like.
  private Path file(ObjectKey key) {
    return folder
        .resolve(key.kind().qualifiedPlural())
        .resolve(key.namespace().isEmpty() ? "_" : key.namespace())
        .resolve(key.name() + ".json");
  }

  private static void replace(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      var next = file.resolveSibling(file.getFileName() + ".next");
      Files.writeString(next, content);
      Files.move(next, file, ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
