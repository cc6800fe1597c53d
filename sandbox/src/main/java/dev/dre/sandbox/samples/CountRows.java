package dev.dre.sandbox.samples;

import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.Map;

/** A workflow as another team may have one: dre knows its name and its queue, and nothing else. */
@WorkflowInterface
public interface CountRows {

  /** The task queue that it is served on. */
  String QUEUE = "samples";

  /** Counts for {@code seconds}. */
  record Input(String datastore, int seconds) {}

  @WorkflowMethod(name = "CountRows")
  Map<String, Object> count(Input input);

  /** Serves it until it is closed. */
  static WorkerFactory serve(WorkflowClient temporal) {
    var factory = WorkerFactory.newInstance(temporal);
    factory.newWorker(QUEUE).registerWorkflowImplementationTypes(Slowly.class);
    factory.start();
    return factory;
  }

  /** One each second. */
  final class Slowly implements CountRows {
    @Override
    public Map<String, Object> count(Input input) {
      Workflow.sleep(Duration.ofSeconds(input.seconds()));
      return Map.of("counted", input.seconds());
    }
  }
}
