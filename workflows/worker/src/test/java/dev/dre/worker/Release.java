package dev.dre.worker;

import com.google.protobuf.ByteString;
import dev.dre.operations.temporal.OperationDataConverter;
import dev.dre.operations.temporal.OperationIds;
import io.temporal.api.common.v1.Payload;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A worker of some release, which tests replace by another one; the clusters outlive it. */
final class Release implements AutoCloseable {

  private final AutoCloseable operations;
  private final AutoCloseable clusters;

  private Release(AutoCloseable operations, AutoCloseable clusters) {
    this.operations = operations;
    this.clusters = clusters;
  }

  static Release ofToday(WorkflowServiceStubs server, FakeClusters clusters) {
    return start(client(server, OperationDataConverter.create()), clusters, Optional.empty());
  }

  /** Everything that it writes has a field that today's does not know. */
  static Release ofTomorrow(WorkflowServiceStubs server, FakeClusters clusters) {
    var converter = new CodecDataConverter(OperationDataConverter.create(), List.of(new Moons()));
    return start(client(server, converter), clusters, Optional.empty());
  }

  static Release versioned(WorkflowServiceStubs server, FakeClusters clusters, String buildId) {
    return start(
        client(server, OperationDataConverter.create()),
        clusters,
        Optional.of(new WorkerDeploymentVersion("dre", buildId)));
  }

  /** One whose operations are {@code shell}: with other rules, or another shell. */
  static Release withShell(Class<?> shell, WorkflowServiceStubs server, FakeClusters clusters) {
    return withShell(shell, server, clusters, WorkerOptions.getDefaultInstance());
  }

  static Release versioned(
      Class<?> shell, WorkflowServiceStubs server, FakeClusters clusters, String buildId) {
    return withShell(
        shell,
        server,
        clusters,
        OperationWorker.versioned(
            WorkerOptions.getDefaultInstance(), new WorkerDeploymentVersion("dre", buildId)));
  }

  private static Release withShell(
      Class<?> shell, WorkflowServiceStubs server, FakeClusters clusters, WorkerOptions options) {
    var client = client(server, OperationDataConverter.create());
    var operations = WorkerFactory.newInstance(client);
    var worker = operations.newWorker(OperationIds.OPERATIONS_QUEUE, options);
    worker.registerWorkflowImplementationTypes(shell);
    worker.registerActivitiesImplementations(new Conditions(InstantSource.system()));
    operations.start();
    return new Release(operations::shutdownNow, serve(client, clusters)::shutdownNow);
  }

  private static Release start(
      WorkflowClient client, FakeClusters fake, Optional<WorkerDeploymentVersion> version) {
    return new Release(
        OperationWorker.start(client, List.of(), true, new TreeMap<>(), version),
        serve(client, fake)::shutdownNow);
  }

  /** Serves operations; who serves clusters is another one. */
  static Release ofOperations(WorkflowServiceStubs server) {
    var client = client(server, OperationDataConverter.create());
    return new Release(
        OperationWorker.start(client, List.of(), true, new TreeMap<>(), Optional.empty()),
        () -> {});
  }

  /** Serves clusters, and no operations. */
  static Release ofClusters(WorkflowServiceStubs server, FakeClusters clusters) {
    var client = client(server, OperationDataConverter.create());
    return new Release(() -> {}, serve(client, clusters)::shutdownNow);
  }

  private static WorkflowClient client(WorkflowServiceStubs server, DataConverter converter) {
    return WorkflowClient.newInstance(
        server, WorkflowClientOptions.newBuilder().setDataConverter(converter).build());
  }

  private static WorkerFactory serve(WorkflowClient client, FakeClusters fake) {
    var clusters = WorkerFactory.newInstance(client);
    var quick =
        WorkerOptions.newBuilder().setMaxHeartbeatThrottleInterval(Duration.ofMillis(50)).build();
    for (var cluster : Set.of(Plans.A, Plans.B)) {
      clusters
          .newWorker(OperationIds.clusterQueue(cluster), quick)
          .registerActivitiesImplementations(fake);
    }
    clusters.start();
    return clusters;
  }

  /** What happens while a release serves. */
  interface Meanwhile {
    void run() throws Exception;
  }

  /** Serves while {@code meanwhile} lasts, and no longer. */
  void during(Meanwhile meanwhile) throws Exception {
    try {
      meanwhile.run();
    } finally {
      close();
    }
  }

  @Override
  public void close() {
    try {
      clusters.close();
      operations.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Moons implements PayloadCodec {

    @Override
    public List<Payload> encode(List<Payload> payloads) {
      return payloads.stream().map(Moons::withMoon).toList();
    }

    @Override
    public List<Payload> decode(List<Payload> payloads) {
      return payloads;
    }

    private static Payload withMoon(Payload payload) {
      String json = payload.getData().toStringUtf8();
      return json.startsWith("{\"")
          ? payload.toBuilder()
              .setData(
                  ByteString.copyFromUtf8("{\"moon\":{\"phase\":\"full\"}," + json.substring(1)))
              .build()
          : payload;
    }
  }
}
