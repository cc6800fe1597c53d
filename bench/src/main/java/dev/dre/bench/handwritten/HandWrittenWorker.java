package dev.dre.bench.handwritten;

import dev.dre.worker.kubernetes.ClusterGateway;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Serves the hand-written workflows, with the threads that dre's worker has. */
public final class HandWrittenWorker implements AutoCloseable {

  /** Of one cluster, as a team has it whose central worker holds no credentials of clusters. */
  public static final String CLUSTER_QUEUE = "hand-written-cluster";

  private static final String QUEUE = "hand-written";

  private final WorkerFactory factory;

  private HandWrittenWorker(WorkerFactory factory) {
    this.factory = factory;
  }

  /**
   * Starts to serve.
   *
   * @param cached how many workflows stay in memory; 0 for the SDK's default
   */
  public static HandWrittenWorker start(
      WorkflowClient client,
      ClusterGateway cluster,
      int cached,
      BiConsumer<String, String> teller) {
    var options = WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(true);
    if (cached > 0) {
      options.setWorkflowCacheSize(cached);
    }
    var factory = WorkerFactory.newInstance(client, options.build());
    var threads = WorkerOptions.newBuilder().setUsingVirtualThreads(true).build();
    var worker = factory.newWorker(QUEUE, threads);
    worker.registerWorkflowImplementationTypes(HandWrittenWorkflowImpl.class);
    worker.registerActivitiesImplementations(new HandWrittenActivitiesImpl(cluster, teller));
    factory
        .newWorker(CLUSTER_QUEUE, threads)
        .registerActivitiesImplementations(new HandWrittenActivitiesImpl(cluster, teller));
    factory.start();
    return new HandWrittenWorker(factory);
  }

  /** Begins a run; its name is its workflow's id. */
  public static void begin(WorkflowClient client, HandWrittenRun run) {
    var stub =
        client.newWorkflowStub(
            HandWrittenWorkflow.class,
            WorkflowOptions.newBuilder().setTaskQueue(QUEUE).setWorkflowId(run.name()).build());
    WorkflowClient.start(stub::run, run);
  }

  @Override
  public void close() {
    factory.shutdownNow();
    factory.awaitTermination(5, TimeUnit.SECONDS);
  }
}
