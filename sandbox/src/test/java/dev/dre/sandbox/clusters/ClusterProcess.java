package dev.dre.sandbox.clusters;

import dev.dre.sandbox.clusters.kubelet.ImageContents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A cluster in a JVM of its own, which a test may kill. */
final class ClusterProcess {
  private ClusterProcess() {}

  /** Arguments: the state folder, and where to write the kubeconfig when the cluster is up. */
  public static void main(String[] arguments) throws InterruptedException {
    var cluster =
        LocalCluster.start(
            LocalClusterOptions.of("cluster-a", Path.of(arguments[0]))
                .withImages(Map.of(TestCluster.IMAGE, ImageContents.ofThisMachine())));
    Kubeconfig.write(Path.of(arguments[1]), List.of(cluster));
    Thread.currentThread().join();
  }

  static Process start(Path state, Path kubeconfig) throws IOException {
    TestCertificate.copyTo(state);
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            ClusterProcess.class.getName(),
            state.toString(),
            kubeconfig.toString())
        .inheritIO()
        .start();
  }
}
