package dev.dre.sandbox.realclusters;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The chart as somebody installs it, by the program {@code helm}. */
final class HelmRelease implements AutoCloseable {

  private static final Path CHART = Path.of("../helm/dre").toAbsolutePath().normalize();
  private static final int PATIENCE_MINUTES = 6;

  private final String helm;
  private final List<String> where;
  private final String name;

  /**
   * Installs it, and waits until its pods are ready.
   *
   * @param helm the program
   * @param values of the chart
   */
  HelmRelease(
      String helm,
      Path kubeconfig,
      String context,
      String namespace,
      String name,
      Map<String, Object> values)
      throws IOException, InterruptedException {
    this.helm = helm;
    this.name = name;
    where =
        List.of(
            "--kubeconfig",
            kubeconfig.toString(),
            "--kube-context",
            context,
            "--namespace",
            namespace);
    Path file = Files.createTempFile("dre-values", ".yaml");
    try {
      Files.writeString(file, Serialization.asYaml(values));
      helm(
          "install",
          name,
          CHART.toString(),
          "--values",
          file.toString(),
          "--wait",
          "--timeout",
          "5m");
    } finally {
      Files.delete(file);
    }
  }

  /** What the release's own test prints; fails when it does. */
  String test() throws IOException, InterruptedException {
    return helm("test", name, "--logs", "--timeout", "5m");
  }

  private String helm(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(helm));
    command.addAll(List.of(words));
    command.addAll(where);
    Path said = Files.createTempFile("dre-helm", ".log");
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
      }
      String output = Files.readString(said);
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException(
            "%s %s: %s".formatted(helm, String.join(" ", words), output));
      }
      return output;
    } finally {
      Files.delete(said);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      helm("uninstall", name, "--wait");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
