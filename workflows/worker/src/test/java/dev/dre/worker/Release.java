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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A worker of some release, which tests replace by another one; the clusters outlive it. */
final class Release implements AutoCloseable {

  private final OperationWorker operations;
  private final WorkerFactory clusters;

  private Release(OperationWorker operations, WorkerFactory clusters) {
    this.operations = operations;
    this.clusters = clusters;
  }

  static Release ofToday(WorkflowServiceStubs server, FakeClusters clusters) {
    return start(server, clusters, OperationDataConverter.create(), Optional.empty());
  }

  /** Everything that it writes has a field that today's does not know. */
  static Release ofTomorrow(WorkflowServiceStubs server, FakeClusters clusters) {
    var converter = new CodecDataConverter(OperationDataConverter.create(), List.of(new Moons()));
    return start(server, clusters, converter, Optional.empty());
  }

  static Release versioned(WorkflowServiceStubs server, FakeClusters clusters, String buildId) {
    return start(
        server,
        clusters,
        OperationDataConverter.create(),
        Optional.of(new WorkerDeploymentVersion("dre", buildId)));
  }

  private static Release start(
      WorkflowServiceStubs server,
      FakeClusters fake,
      DataConverter converter,
      Optional<WorkerDeploymentVersion> version) {
    var client =
        WorkflowClient.newInstance(
            server, WorkflowClientOptions.newBuilder().setDataConverter(converter).build());
    var clusters = WorkerFactory.newInstance(client);
    var quick =
        WorkerOptions.newBuilder().setMaxHeartbeatThrottleInterval(Duration.ofMillis(50)).build();
    for (var cluster : Set.of(Plans.A, Plans.B)) {
      clusters
          .newWorker(OperationIds.clusterQueue(cluster), quick)
          .registerActivitiesImplementations(fake);
    }
    clusters.start();
    return new Release(
        OperationWorker.start(client, List.of(), true, new TreeMap<>(), version), clusters);
  }

  @Override
  public void close() {
    clusters.shutdownNow();
    operations.close();
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
