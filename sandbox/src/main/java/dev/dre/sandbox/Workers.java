package dev.dre.sandbox;

import dev.dre.config.Cluster;
import dev.dre.config.Configuration;
import dev.dre.sandbox.faults.CannotSwitch;
import dev.dre.sandbox.faults.Fault;
import dev.dre.sandbox.faults.Switch;
import dev.dre.sandbox.faults.Switchboard;
import dev.dre.worker.OperationWorker;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One for the operations, and one for each cluster, so that each can be away alone. */
final class Workers implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final OperationWorker ofOperations;
  private final List<Restartable<OperationWorker>> ofClusters = new ArrayList<>();

  private Workers(OperationWorker ofOperations) {
    this.ofOperations = ofOperations;
  }

  static Workers start(WorkflowClient temporal, Configuration configuration, Switchboard faults)
      throws Exception {
    var workers =
        new Workers(
            OperationWorker.start(temporal, List.of(), true, configuration.settings().http()));
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
    try {
      // A server that was away until now is noticed a little later.
      temporal.getWorkflowServiceStubs().connect(PATIENCE);
    } catch (StatusRuntimeException e) {
      throw new CannotSwitch("Temporal does not answer, so no worker can start. Mend that first.");
    }
    return OperationWorker.start(temporal, List.of(cluster), false, new TreeMap<>());
  }

  @Override
  public void close() {
    ofClusters.forEach(Restartable::close);
    ofOperations.close();
  }
}
