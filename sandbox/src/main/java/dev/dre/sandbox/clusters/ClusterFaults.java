package dev.dre.sandbox.clusters;

import dev.dre.sandbox.clusters.apiserver.ApiServer;
import dev.dre.sandbox.clusters.kubelet.CommandChange;
import dev.dre.sandbox.clusters.kubelet.Kubelet;
import java.time.Duration;

/**
 * Makes the API server of a cluster misbehave. What runs in the cluster goes on meanwhile, as it
 * does when a real one is away.
 */
public final class ClusterFaults {
  private final ApiServer server;
  private final Kubelet kubelet;

  ClusterFaults(ApiServer server, Kubelet kubelet) {
    this.server = server;
    this.kubelet = kubelet;
  }

  /** Closes all connections and refuses new ones, until {@link #none}. */
  public void refuseConnections() {
    server.refuseConnections();
  }

  /** Answers everything with 503, until {@link #none}. */
  public void answerUnavailable() {
    server.setAnswering(false);
  }

  /** Lets each request wait this long, until {@link #none}; watches over WebSockets excepted. */
  public void answerAfter(Duration delay) {
    server.setDelay(delay);
  }

  /** Processes that start from now on are what {@code change} says, whatever their pods say. */
  public void changeCommands(CommandChange change) {
    kubelet.changeCommands(change);
  }

  /** The API server is well again. */
  public void none() {
    server.acceptConnections();
    server.setAnswering(true);
    server.setDelay(Duration.ZERO);
  }
}
