package dev.dre.worker.kubernetes;

import dev.dre.config.Cluster;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Connections to clusters, made when they are first used: one that is away keeps no other from
 * being served.
 */
public final class KubernetesClients {

  private static final int TIMEOUT = (int) Duration.ofSeconds(5).toMillis();

  private KubernetesClients() {}

  /**
   * The cluster by its kubeconfig, or the one that this process runs in.
   *
   * @throws IllegalArgumentException when the kubeconfig is missing, or has no such context
   */
  public static ClusterGateway gateway(Cluster cluster) {
    Config found =
        cluster
            .kubeconfig()
            .map(kubeconfig -> fromFile(cluster.name(), kubeconfig))
            .orElseGet(() -> Config.autoConfigure(null));
    Config config =
        new ConfigBuilder(found)
            // Temporal retries, visibly; retries in here would only hide that.
            .withRequestRetryBackoffLimit(1)
            .withRequestTimeout(TIMEOUT)
            .withConnectionTimeout(TIMEOUT)
            .withUserAgent("dre")
            .build();
    return new Fabric8ClusterGateway(new KubernetesClientBuilder().withConfig(config).build());
  }

  /**
   * Refuses clusters that are one and the same: a move between them would move nothing.
   *
   * @throws IllegalArgumentException when two have the same API server, or one cannot be read
   */
  public static void checkAll(Collection<Cluster> clusters) {
    var servers = new HashMap<List<String>, String>();
    for (Cluster cluster : clusters) {
      if (cluster.kubeconfig().isPresent()) {
        Config config = fromFile(cluster.name(), cluster.kubeconfig().get());
        String other = servers.putIfAbsent(seenFromOutside(config), cluster.name());
        if (other != null) {
          throw new IllegalArgumentException(
              "clusters %s and %s are both %s: one of them has the wrong context or file in clusters.yaml."
                  .formatted(other, cluster.name(), config.getMasterUrl()));
        }
      }
    }
  }

  /** Behind one address a proxy can tell clusters apart, by whom or what is asked for. */
  private static List<String> seenFromOutside(Config config) {
    return Stream.of(
            config.getMasterUrl(),
            config.getTlsServerName(),
            config.getClientCertData(),
            config.getClientCertFile(),
            config.getAutoOAuthToken())
        .map(part -> Objects.requireNonNullElse(part, ""))
        .toList();
  }

  private static Config fromFile(String cluster, Cluster.Kubeconfig kubeconfig) {
    if (!Files.isReadable(kubeconfig.file())) {
      throw new IllegalArgumentException(
          "cluster %s: there is no kubeconfig %s that can be read. clusters.yaml says which file; serve other clusters only with --cluster NAME."
              .formatted(cluster, kubeconfig.file()));
    }
    Config config = Config.fromKubeconfig(kubeconfig.context(), kubeconfig.file().toFile());
    // The client takes the file's current context when it does not find the one that was asked for.
    var current = config.getCurrentContext();
    if (current == null || !kubeconfig.context().equals(current.getName())) {
      throw new IllegalArgumentException(
          "cluster %s: %s has no context \"%s\""
              .formatted(cluster, kubeconfig.file(), kubeconfig.context()));
    }
    return config;
  }
}
