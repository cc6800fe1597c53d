package dev.dre.sandbox.clusters.kubelet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folders of the pods of one cluster. */
public record PodFolders(Path path) {

  PodFolder of(String podUid) {
    return new PodFolder(path.resolve(podUid));
  }

  List<String> uids() {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (var folders = Files.list(path)) {
      return folders.map(f -> f.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
