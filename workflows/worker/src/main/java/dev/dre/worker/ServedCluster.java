package dev.dre.worker;

import dev.dre.config.Cluster;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.temporal.QueueServers;
import dev.dre.operations.temporal.QueueServers.Server;
import dev.dre.worker.kubernetes.ClusterGateway;
import dev.dre.worker.kubernetes.ClusterUnreachable;
import io.temporal.client.WorkflowClient;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * A cluster that a worker serves.
 *
 * @param uid of the namespace of its Jobs, which tells it from every other cluster; empty when the
 *     cluster did not answer or does not let its worker see it
 */
record ServedCluster(Cluster cluster, ClusterGateway gateway, Optional<String> uid) {

  /** Asks the cluster who it is; one that is away is served all the same, once it is back. */
  static ServedCluster of(Cluster cluster, ClusterGateway gateway) {
    try {
      return new ServedCluster(cluster, gateway, gateway.uid(cluster.namespace()));
    } catch (ClusterUnreachable e) {
      return new ServedCluster(cluster, gateway, Optional.empty());
    }
  }

  /**
   * Refuses to serve the queue beside a worker that means another cluster by its name. The doctor
   * sees two that start in the same moment.
   *
   * @throws IllegalStateException in words for whoever started the worker
   */
  void refuseBesideAnother(WorkflowClient temporal, InstantSource clock) {
    var mine = new Server("", uid);
    var name = new ClusterName(cluster.name());
    for (Server other : QueueServers.of(temporal, name, clock.instant())) {
      if (other.contradicts(mine)) {
        throw new IllegalStateException(
            ("%s is served by a worker already (%s) that means another cluster by that name, or another namespace %s: its uid is %s there and %s here."
                    + " Nothing was started. One of the two has the wrong kubeconfig, context or namespace in clusters.yaml; a worker that was stopped is forgotten after a minute.")
                .formatted(
                    cluster.name(),
                    other.process(),
                    cluster.namespace(),
                    other.uid().orElse(""),
                    uid.orElse("")));
      }
    }
  }

  /** What it polls the cluster's queue with. */
  String identity(WorkflowClient temporal) {
    return QueueServers.identity(temporal.getOptions().getIdentity(), uid);
  }

  /**
   * Refuses two names for one cluster, which {@code clusters} serves in one process.
   *
   * @throws IllegalStateException in words for whoever started the worker
   */
  static void refuseTwins(List<ServedCluster> clusters) {
    var names = new HashMap<String, String>();
    for (ServedCluster served : clusters) {
      String name = served.cluster().name();
      String twin = served.uid().map(uid -> names.putIfAbsent(uid, name)).orElse(null);
      if (twin != null) {
        throw new IllegalStateException(
            "clusters %s and %s are one and the same: the namespace %s has the same uid in both. One of them has the wrong context or file in clusters.yaml."
                .formatted(twin, name, served.cluster().namespace()));
      }
    }
  }
}
