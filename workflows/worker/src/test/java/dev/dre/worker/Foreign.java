package dev.dre.worker;

import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.Map;

/** A workflow of another team. */
final class Foreign {

  static final String QUEUE = "search";

  private Foreign() {}

  @WorkflowInterface
  public interface Rebuild {
    @WorkflowMethod(name = "RebuildIndex")
    Map<String, Object> rebuild(Map<String, String> input);
  }

  /** Does what its input says: fails, waits for ever, or counts. */
  public static final class RebuildImpl implements Rebuild {
    @Override
    public Map<String, Object> rebuild(Map<String, String> input) {
      switch (input.getOrDefault("how", "")) {
        case "fails" -> throw ApplicationFailure.newNonRetryableFailure("no index", "Test");
        case "waits" -> Workflow.sleep(Duration.ofDays(365));
        default -> {}
      }
      return Map.of("documents", 42, "of", String.valueOf(input.get("datastore")));
    }
  }
}
