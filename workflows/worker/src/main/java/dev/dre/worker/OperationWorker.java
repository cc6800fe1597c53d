package dev.dre.worker;

import dev.dre.config.Cluster;
import dev.dre.config.HttpHost;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.temporal.LoggedOperation;
import dev.dre.operations.temporal.OperationIds;
import dev.dre.operations.temporal.ShortFailures;
import dev.dre.worker.http.CallActivitiesImpl;
import dev.dre.worker.kubernetes.ClusterActivitiesImpl;
import dev.dre.worker.kubernetes.ClusterExaminer;
import dev.dre.worker.kubernetes.ClusterGateway;
import dev.dre.worker.kubernetes.KubernetesClients;
import dev.dre.worker.kubernetes.changes.ChangeActivitiesImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Everything that a worker serves: the operations, and one task queue for each of its clusters. */
public final class OperationWorker implements AutoCloseable {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** Cancellations and progress travel with heartbeats; by default most of them would wait. */
  private static final Duration HEARTBEAT_THROTTLE = Duration.ofSeconds(2);

  /** A generous guess of what one operation takes in memory. */
  private static final long BYTES_PER_OPERATION = 256 << 10;

  /** The SDK's own choice. */
  private static final long FEWEST_CACHED = 600;

  private static final long MOST_CACHED = 10_000;

  private static final Duration GRACE = Duration.ofSeconds(10);

  private final WorkerFactory factory;
  private final List<ClusterGateway> gateways;

  private OperationWorker(WorkerFactory factory, List<ClusterGateway> gateways) {
    this.factory = factory;
    this.gateways = gateways;
  }

  /**
   * Starts to serve.
   *
   * @param withWorkflows whether operations themselves are served too, beside their Jobs
   * @param http who may be called by HTTP
   * @throws IllegalStateException in words, when another worker means another cluster by the same
   *     name
   */
  public static OperationWorker start(
      WorkflowClient client,
      List<Cluster> clusters,
      boolean withWorkflows,
      SortedMap<String, HttpHost> http) {
    return start(client, clusters, withWorkflows, http, Optional.empty());
  }

  /**
   * The same as a version of a Worker Deployment: what it begins it also ends, unless somebody
   * moves it. Jobs are not versioned, because any release follows those of any other.
   *
   * @param version empty for none, as long as nobody wants to keep several releases running
   */
  public static OperationWorker start(
      WorkflowClient client,
      List<Cluster> clusters,
      boolean withWorkflows,
      SortedMap<String, HttpHost> http,
      Optional<WorkerDeploymentVersion> version) {
    return start(client, clusters, withWorkflows, http, version, KubernetesClients::gateway);
  }

  /** The same with another way to reach a cluster than its API server. */
  public static OperationWorker start(
      WorkflowClient client,
      List<Cluster> clusters,
      boolean withWorkflows,
      SortedMap<String, HttpHost> http,
      Optional<WorkerDeploymentVersion> version,
      Function<Cluster, ClusterGateway> gatewayOf) {
    var factory =
        WorkerFactory.newInstance(
            client,
            WorkerFactoryOptions.newBuilder()
                .setUsingVirtualWorkflowThreads(true)
                // The last is the outermost: what the first logs carries the operation too.
                .setWorkerInterceptors(new ShortFailures(), new LoggedOperation())
                .setWorkflowCacheSize(cached(Runtime.getRuntime().maxMemory()))
                .build());
    var options =
        WorkerOptions.newBuilder()
            .setMaxHeartbeatThrottleInterval(HEARTBEAT_THROTTLE)
            .setUsingVirtualThreads(true)
            .build();
    if (withWorkflows) {
      var operations =
          factory.newWorker(
              OperationIds.OPERATIONS_QUEUE,
              version.map(v -> versioned(options, v)).orElse(options));
      operations.registerWorkflowImplementationTypes(
          OperationWorkflowImpl.class,
          version.isPresent() ? UpgradingLine.class : LineWorkflowImpl.class,
          DoctorWorkflowImpl.class);
      operations.registerActivitiesImplementations(
          new Conditions(InstantSource.system()),
          new CallActivitiesImpl(http, InstantSource.system(), BETWEEN_LOOKS));
    }
    var gateways = clusters.stream().map(gatewayOf).toList();
    try {
      for (ServedCluster served : served(client, clusters, gateways)) {
        factory
            .newWorker(
                OperationIds.clusterQueue(new ClusterName(served.cluster().name())),
                WorkerOptions.newBuilder(options).setIdentity(served.identity(client)).build())
            .registerActivitiesImplementations(
                new ClusterActivitiesImpl(served.gateway(), InstantSource.system(), BETWEEN_LOOKS),
                new ChangeActivitiesImpl(
                    served.gateway()::objects, InstantSource.system(), BETWEEN_LOOKS),
                new ClusterExaminer(served.gateway(), InstantSource.system(), BETWEEN_LOOKS));
      }
    } catch (RuntimeException e) {
      gateways.forEach(ClusterGateway::close);
      throw e;
    }
    factory.start();
    return new OperationWorker(factory, gateways);
  }

  /** Side by side: one that does not answer makes none of the others late. */
  private static List<ServedCluster> served(
      WorkflowClient client, List<Cluster> clusters, List<ClusterGateway> gateways) {
    List<ServedCluster> served;
    try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked =
          IntStream.range(0, clusters.size())
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> ServedCluster.of(clusters.get(i), gateways.get(i)), each))
              .toList();
      served = asked.stream().map(CompletableFuture::join).toList();
    }
    ServedCluster.refuseTwins(served);
    served.forEach(cluster -> cluster.refuseBesideAnother(client, InstantSource.system()));
    return served;
  }

  /**
   * How many operations stay in memory: one that does not is read anew from its history whenever
   * somebody asks it something.
   */
  static int cached(long heap) {
    return (int) Math.clamp(heap / BYTES_PER_OPERATION, FEWEST_CACHED, MOST_CACHED);
  }

  static WorkerOptions versioned(WorkerOptions options, WorkerDeploymentVersion version) {
    return WorkerOptions.newBuilder(options)
        .setDeploymentOptions(
            WorkerDeploymentOptions.newBuilder()
                .setUseVersioning(true)
                .setVersion(version)
                .setDefaultVersioningBehavior(VersioningBehavior.PINNED)
                .build())
        .build();
  }

  /** What is being followed is left to the next worker: the Jobs go on. */
  @Override
  public void close() {
    factory.shutdownNow();
    factory.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS);
    gateways.forEach(ClusterGateway::close);
  }
}
