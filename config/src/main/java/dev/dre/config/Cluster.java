package dev.dre.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A Kubernetes cluster.
 *
 * @param namespace where Jobs run
 * @param serviceAccount whom they run as
 * @param kubeconfig how a worker outside reaches it; empty for the cluster that the worker runs in
 * @param changeable namespaces in which steps of the kind {@code kubernetes} may change something;
 *     empty: nowhere
 */
public record Cluster(
    String name,
    String namespace,
    String serviceAccount,
    Optional<Kubeconfig> kubeconfig,
    List<String> changeable) {

  public Cluster {
    changeable = List.copyOf(changeable);
  }

  /** One in which only Jobs run. */
  public Cluster(
      String name, String namespace, String serviceAccount, Optional<Kubeconfig> kubeconfig) {
    this(name, namespace, serviceAccount, kubeconfig, List.of());
  }

  /** A context of a kubeconfig file. */
  public record Kubeconfig(Path file, String context) {}
}
