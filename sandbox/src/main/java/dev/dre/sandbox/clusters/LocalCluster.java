package dev.dre.sandbox.clusters;

import static dev.dre.sandbox.clusters.apiserver.ResourceKind.NAMESPACE;

import dev.dre.sandbox.clusters.apiserver.ApiObject;
import dev.dre.sandbox.clusters.apiserver.ApiRoutes;
import dev.dre.sandbox.clusters.apiserver.ApiServer;
import dev.dre.sandbox.clusters.apiserver.Change;
import dev.dre.sandbox.clusters.apiserver.Deletions;
import dev.dre.sandbox.clusters.apiserver.EventRecorder;
import dev.dre.sandbox.clusters.apiserver.ObjectKey;
import dev.dre.sandbox.clusters.apiserver.ResourceKind;
import dev.dre.sandbox.clusters.apiserver.Resources;
import dev.dre.sandbox.clusters.apiserver.ServerCertificate;
import dev.dre.sandbox.clusters.apiserver.Store;
import dev.dre.sandbox.clusters.controllers.Controllers;
import dev.dre.sandbox.clusters.controllers.GarbageCollector;
import dev.dre.sandbox.clusters.controllers.JobController;
import dev.dre.sandbox.clusters.controllers.NamespaceController;
import dev.dre.sandbox.clusters.controllers.WorkQueue;
import dev.dre.sandbox.clusters.kubelet.Kubelet;
import dev.dre.sandbox.clusters.kubelet.KubeletLogs;
import dev.dre.sandbox.clusters.kubelet.PodFolders;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * A Kubernetes cluster on this machine: an API server, and controllers that run the pods of Jobs as
 * processes. See the section "Local clusters" of {@code sandbox/README.md} for what it is not.
 */
public final class LocalCluster implements AutoCloseable {
  private static final Duration LONGEST_GRACE = Duration.ofSeconds(10);

  private final LocalClusterOptions options;
  private final ServerCertificate certificate;
  private final String token;
  private final StateLock lock;
  private final Store store;
  private final WorkQueue queue;
  private final Controllers controllers;
  private final Kubelet kubelet;
  private final ApiServer server;

  private LocalCluster(LocalClusterOptions options) {
    this.options = options;
    this.lock = StateLock.take(options.state());
    this.certificate = ServerCertificate.keptIn(options.state());
    this.token = ClusterToken.keptIn(options.state());
    var clock = InstantSource.system();
    var store = Store.open(options.state().resolve("objects"));
    var resources = new Resources(store, clock);
    var deletions = new Deletions(store, clock);
    var events = new EventRecorder(store, resources, clock);
    var folders = new PodFolders(options.state().resolve("pods"));
    var logs = new KubeletLogs(folders, clock);
    this.queue = new WorkQueue(options.name() + "-controllers", this::look);
    this.kubelet =
        new Kubelet(store, events, queue, options.images(), folders, logs, options.pace(), clock);
    this.controllers =
        new Controllers(
            store,
            queue,
            new JobController(store, resources, deletions, events, queue, options.pace(), clock),
            new NamespaceController(store, resources, deletions),
            new GarbageCollector(store, deletions));
    this.store = store;
    store.listen(this::forgetRemovedPods);
    makeNamespaces(resources);
    this.server = startServer(new ApiRoutes(store, resources, deletions, logs));
    kubelet.start();
    controllers.start();
  }

  /**
   * Starts a cluster, or goes on with the one that was in the same state folder before: processes
   * that still run are found again.
   *
   * @throws IllegalStateException when another cluster uses the state folder now
   */
  public static LocalCluster start(LocalClusterOptions options) {
    return new LocalCluster(options);
  }

  public String name() {
    return options.name();
  }

  public String url() {
    return server.url();
  }

  /** The text of a kubeconfig with this cluster alone. It holds the cluster's token: keep it. */
  public String kubeconfig() {
    return Kubeconfig.of(List.of(this));
  }

  public ClusterFaults faults() {
    return new ClusterFaults(server, kubelet);
  }

  ServerCertificate certificate() {
    return certificate;
  }

  String token() {
    return token;
  }

  /**
   * Ends the cluster; its processes too, as a node does that is shut down, unless they are kept.
   */
  @Override
  public void close() {
    server.close();
    if (!options.keepProcesses()) {
      kubelet.endAll(LONGEST_GRACE);
    }
    queue.close();
    lock.close();
  }

  private ApiServer startServer(ApiRoutes routes) {
    try {
      return ApiServer.start(store, routes, certificate, token, options.port());
    } catch (RuntimeException e) {
      queue.close();
      lock.close();
      throw new IllegalStateException(
          "%s cannot listen on port %d. Is it in use? Give another one, or 0 for a free one."
              .formatted(options.name(), options.port()),
          e);
    }
  }

  private void makeNamespaces(Resources resources) {
    for (String name : List.of("default", "kube-system")) {
      if (store.get(ObjectKey.of(NAMESPACE, "", name)).isEmpty()) {
        resources.create(
            ApiObject.of(
                NAMESPACE,
                new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build()));
      }
    }
  }

  private void look(ObjectKey key) {
    controllers.look(key);
    if (key.kind().equals(ResourceKind.POD)) {
      store.get(key).ifPresent(kubelet::look);
    }
  }

  private void forgetRemovedPods(Change change) {
    if (change.type() == Change.Type.DELETED && change.object().kind().equals(ResourceKind.POD)) {
      queue.run(() -> kubelet.removed(change.object().uid()));
    }
  }
}
