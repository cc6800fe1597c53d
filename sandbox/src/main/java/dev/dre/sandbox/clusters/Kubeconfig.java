package dev.dre.sandbox.clusters;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

/** What clients connect with: one context for each cluster, named like the cluster. */
public final class Kubeconfig {
  private Kubeconfig() {}

  /** Writes the file so that only its owner can read it, replacing it as a whole. */
  public static void write(Path file, List<LocalCluster> clusters) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      var next = file.resolveSibling(file.getFileName() + ".next");
      Files.deleteIfExists(next);
      Files.createFile(
          next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(next, of(clusters));
      Files.move(next, file, ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first cluster's context is the current one. */
  static String of(List<LocalCluster> clusters) {
    return """
    apiVersion: v1
    kind: Config
    current-context: %s
    clusters:
    %scontexts:
    %susers:
    %s"""
        .formatted(
            clusters.getFirst().name(),
            each(
                clusters,
                """
                - name: %1$s
                  cluster:
                    server: %2$s
                    certificate-authority-data: %4$s
                """),
            each(
                clusters,
                """
                - name: %1$s
                  context:
                    cluster: %1$s
                    user: %1$s
                    namespace: default
                """),
            each(
                clusters,
                """
                - name: %1$s
                  user:
                    token: %3$s
                """));
  }

  private static String each(List<LocalCluster> clusters, String entry) {
    return clusters.stream()
        .map(c -> entry.formatted(c.name(), c.url(), c.token(), c.certificate().pem()))
        .collect(Collectors.joining());
  }
}
