package dev.dre.sandbox;

import dev.dre.config.Cluster;
import dev.dre.config.Configuration;
import dev.dre.sandbox.faults.CannotSwitch;
import dev.dre.sandbox.faults.Fault;
import dev.dre.sandbox.faults.Switch;
import dev.dre.sandbox.faults.Switchboard;
import dev.dre.sandbox.samples.CountRows;
import dev.dre.worker.OperationWorker;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * One for the operations, one for each cluster, and one of somebody else, so that each can be away
 * alone.
 */
final class Workers implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final OperationWorker ofOperations;
  private final List<Restartable<OperationWorker>> ofClusters = new ArrayList<>();
  private final Restartable<WorkerFactory> ofSomebodyElse;

  private Workers(OperationWorker ofOperations, Restartable<WorkerFactory> ofSomebodyElse) {
    this.ofOperations = ofOperations;
    this.ofSomebodyElse = ofSomebodyElse;
  }

  static Workers start(WorkflowClient temporal, Configuration configuration, Switchboard faults)
      throws Exception {
    var workers =
        new Workers(
            OperationWorker.start(temporal, List.of(), true, configuration.settings().http()),
            Restartable.started(
                () -> CountRows.serve(reachable(temporal)), WorkerFactory::shutdownNow));
    faults.add(
        Fault.WORKER_OF_SAMPLES_OFF,
        Switch.of(workers.ofSomebodyElse::close, workers.ofSomebodyElse::start));
    for (Cluster cluster : configuration.clusters().values()) {
      var worker = Restartable.started(() -> serve(temporal, cluster), OperationWorker::close);
      workers.ofClusters.add(worker);
      if (cluster.name().equals(Sandbox.CLUSTER_B.value())) {
        faults.add(Fault.WORKER_OF_CLUSTER_B_OFF, Switch.of(worker::close, worker::start));
      }
    }
    return workers;
  }

  private static OperationWorker serve(WorkflowClient temporal, Cluster cluster) {
    return OperationWorker.start(reachable(temporal), List.of(cluster), false, new TreeMap<>());
  }

  private static WorkflowClient reachable(WorkflowClient temporal) {
    try {
      // A server that was away until now is noticed a little later.
      temporal.getWorkflowServiceStubs().connect(PATIENCE);
    } catch (StatusRuntimeException e) {
      throw new CannotSwitch("Temporal does not answer, so no worker can start. Mend that first.");
    }
    return temporal;
  }

  @Override
  public void close() {
    ofClusters.forEach(Restartable::close);
    ofSomebodyElse.close();
    ofOperations.close();
  }
}
