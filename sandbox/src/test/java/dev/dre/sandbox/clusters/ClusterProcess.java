package dev.dre.sandbox.clusters;

import java.io.IOException;
import java.nio.file.Path;

/** A cluster in a JVM of its own, which a test may kill. */
final class ClusterProcess {
  private ClusterProcess() {}

  /** Arguments: the state folder, and where to write the kubeconfig when the cluster is up. */
  public static void main(String[] arguments) throws InterruptedException {
    var cluster = LocalCluster.start(TestCluster.options(Path.of(arguments[0])));
    Kubeconfig.write(Path.of(arguments[1]), java.util.List.of(cluster));
    Thread.currentThread().join();
  }

  static Process start(Path state, Path kubeconfig) throws IOException {
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
