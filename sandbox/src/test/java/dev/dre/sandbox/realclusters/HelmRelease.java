package dev.dre.sandbox.realclusters;

import dev.dre.servers.Programs;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The chart as somebody installs it, by the program {@code helm}. */
final class HelmRelease implements AutoCloseable {

  private static final Path CHART = Path.of("../helm/dre").toAbsolutePath().normalize();

  /** Longer than helm itself waits. */
  private static final Duration PATIENCE = Duration.ofMinutes(6);

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
      throws IOException {
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
  String test() {
    return helm("test", name, "--logs", "--timeout", "5m");
  }

  private String helm(String... words) {
    var command = new ArrayList<>(List.of(helm));
    command.addAll(List.of(words));
    command.addAll(where);
    var ended = Programs.run(command, PATIENCE);
    if (ended.code() != 0) {
      throw new IllegalStateException(
          "%s: %s".formatted(String.join(" ", command), ended.output()));
    }
    return ended.output();
  }

  @Override
  public void close() {
    helm("uninstall", name, "--wait");
  }
}
