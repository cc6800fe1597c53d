package dev.dre.worker;

import static dev.dre.worker.Plans.change;
import static dev.dre.worker.Plans.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.State;
import dev.dre.operations.temporal.LoggedOperation;
import dev.dre.operations.temporal.OperationIds;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All lines about one operation are found by its id. */
class LoggedOperationTest {

  private static final String OPERATION = Plans.OPERATION.value();

  @Test
  void whatAnActivityLogsNamesTheOperationTheStepAndTheCluster() {
    try (var lines = LogLines.of(FakeClusters.class);
        var shell = new Shell()) {
      shell.start(request(change("copy_rows")));
      assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);

      assertThat(lines.fields("creating"))
          .first()
          .isEqualTo(Map.of("operation", OPERATION, "step", "copy_rows", "cluster", "cluster-b"));
    }
  }

  @Test
  void whatIsNoStepOfItNamesNone() {
    try (var lines = LogLines.of(FakeSink.class);
        var shell = new Shell()) {
      shell.start(request(change("copy_rows")));
      shell.ends();

      assertThat(lines.fields("telling")).isNotEmpty().containsOnly(Map.of("operation", OPERATION));
    }
  }

  /** Says something wherever a workflow's code runs. */
  @WorkflowInterface
  public interface Talking {
    @WorkflowMethod
    void run();
  }

  public static final class TalkingImpl implements Talking {
    @Override
    public void run() {
      var log = Workflow.getLogger(TalkingImpl.class);
      log.info("in its method");
      Async.procedure(() -> log.info("on a thread of its own")).get();
    }
  }

  @Test
  void whatAWorkflowLogsNamesTheOperation() {
    try (var lines = LogLines.of(TalkingImpl.class)) {
      talks("op/db-42", Map.of(OperationIds.MEMO_OPERATION, OPERATION));

      assertThat(lines.fields("in its")).containsExactly(Map.of("operation", OPERATION));
      assertThat(lines.fields("on a")).containsExactly(Map.of("operation", OPERATION));
    }
  }

  @Test
  void whatTellsHowOneEndedNamesItToo() {
    try (var lines = LogLines.of(TalkingImpl.class)) {
      talks(OperationIds.tellingWorkflowId(Plans.OPERATION), Map.of());

      assertThat(lines.fields("in its")).containsExactly(Map.of("operation", OPERATION));
    }
  }

  @Test
  void whatIsAboutNoOperationNamesNone() {
    try (var lines = LogLines.of(TalkingImpl.class)) {
      talks("dre/line", Map.of());

      assertThat(lines.fields("in its")).containsExactly(Map.of());
    }
  }

  private static void talks(String workflowId, Map<String, Object> memo) {
    var options =
        TestEnvironmentOptions.newBuilder()
            .setWorkerFactoryOptions(
                WorkerFactoryOptions.newBuilder()
                    .setWorkerInterceptors(new LoggedOperation())
                    .build())
            .build();
    try (var environment = TestWorkflowEnvironment.newInstance(options)) {
      environment.newWorker("talking").registerWorkflowImplementationTypes(TalkingImpl.class);
      environment.start();
      environment
          .getWorkflowClient()
          .newWorkflowStub(
              Talking.class,
              WorkflowOptions.newBuilder()
                  .setWorkflowId(workflowId)
                  .setTaskQueue("talking")
                  .setMemo(memo)
                  .build())
          .run();
    }
  }
}
