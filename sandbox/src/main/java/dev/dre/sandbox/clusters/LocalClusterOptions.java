package dev.dre.sandbox.clusters;

import dev.dre.sandbox.clusters.controllers.Pace;
import dev.dre.sandbox.clusters.kubelet.ImageContents;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a local cluster is started with.
 *
 * @param name also the name of its context in a kubeconfig
 * @param port on 127.0.0.1; 0 for a free one
 * @param state where objects, logs and tokens are kept; a cluster started later on the same folder
 *     goes on from them
 * @param images what stands behind each image reference; all others cannot be pulled
 * @param keepProcesses whether the processes of pods go on after {@link LocalCluster#close}, to be
 *     found again by the next start
 */
public record LocalClusterOptions(
    String name,
    int port,
    Path state,
    Map<String, ImageContents> images,
    boolean keepProcesses,
    Pace pace) {

  public LocalClusterOptions {
    images = Map.copyOf(images);
  }

  public static LocalClusterOptions of(String name, Path state) {
    return new LocalClusterOptions(name, 0, state, Map.of(), false, Pace.usual());
  }

  public LocalClusterOptions withPort(int port) {
    return new LocalClusterOptions(name, port, state, images, keepProcesses, pace);
  }

  public LocalClusterOptions withImages(Map<String, ImageContents> images) {
    return new LocalClusterOptions(name, port, state, images, keepProcesses, pace);
  }

  public LocalClusterOptions keepingProcesses() {
    return new LocalClusterOptions(name, port, state, images, true, pace);
  }

  public LocalClusterOptions withPace(Pace pace) {
    return new LocalClusterOptions(name, port, state, images, keepProcesses, pace);
  }
}
