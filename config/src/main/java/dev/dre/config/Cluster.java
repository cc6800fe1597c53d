package dev.dre.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A Kubernetes cluster.
 *
 * @param namespace where Jobs run
 * @param serviceAccount whom they run as
 * @param kubeconfig how a worker outside reaches it; empty for the cluster that the worker runs in
 */
public record Cluster(
    String name, String namespace, String serviceAccount, Optional<Kubeconfig> kubeconfig) {

  /** A context of a kubeconfig file. */
  public record Kubeconfig(Path file, String context) {}
}
