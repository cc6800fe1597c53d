package dev.dre.sandbox.endtoend;

import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.Map;

/** The workflow that the documentation starts. */
@WorkflowInterface
public interface RebuildIndex {

  @WorkflowMethod(name = "RebuildIndex")
  Map<String, Object> rebuild(Map<String, String> input);

  /** Serves it until it is closed. */
  static WorkerFactory serve(WorkflowClient temporal) {
    var factory = WorkerFactory.newInstance(temporal);
    factory.newWorker("search").registerWorkflowImplementationTypes(AtOnce.class);
    factory.start();
    return factory;
  }

  /** Of twelve documents. */
  final class AtOnce implements RebuildIndex {
    @Override
    public Map<String, Object> rebuild(Map<String, String> input) {
      return Map.of("documents", 12);
    }
  }
}
