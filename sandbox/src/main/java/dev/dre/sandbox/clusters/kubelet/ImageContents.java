package dev.dre.sandbox.clusters.kubelet;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What stands behind an image reference: folders of this machine instead of layers.
 *
 * @param path folders that come first in PATH
 * @param environment what the image sets, before the pod's own
 * @param entrypoint what runs when a container names no command of its own; may be empty
 */
public record ImageContents(
    List<Path> path, Map<String, String> environment, List<String> entrypoint) {

  public ImageContents {
    path = List.copyOf(path);
    environment = Map.copyOf(environment);
    entrypoint = List.copyOf(entrypoint);
  }

  public ImageContents(List<Path> path, Map<String, String> environment) {
    this(path, environment, List.of());
  }

  /** Only what the machine itself has in its usual folders. */
  public static ImageContents ofThisMachine() {
    return new ImageContents(List.of(), Map.of());
  }
}
