package dev.dre.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.temporal.JobRequest;
import dev.dre.operations.temporal.LoggedOperation;
import dev.dre.operations.temporal.OperationDataConverter;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowClientPlugin;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.WorkerFactoryOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Replays a history and compares which activities are begun, in their order.
 *
 * <p>Temporal itself compares only their types, and all Jobs are of one type: that another step
 * runs first would not be noticed.
 */
final class Replay {

  private static final DataConverter CONVERTER = OperationDataConverter.create();

  private final List<String> begun = new CopyOnWriteArrayList<>();

  private Replay() {}

  /** {@code plugins}: what the worker does beside. */
  static void of(
      WorkflowExecutionHistory history, Class<?> implementation, WorkflowClientPlugin... plugins)
      throws Exception {
    var replay = new Replay();
    var options =
        TestEnvironmentOptions.newBuilder()
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder()
                    .setDataConverter(CONVERTER)
                    .setPlugins(plugins)
                    .build())
            .setWorkerFactoryOptions(
                WorkerFactoryOptions.newBuilder()
                    .setWorkerInterceptors(replay.listener(), new LoggedOperation())
                    .build())
            .build();
    try (var environment = TestWorkflowEnvironment.newInstance(options)) {
      WorkflowReplayer.replayWorkflowExecution(history, environment, implementation);
    }
    assertThat(replay.begun).isEqualTo(recorded(history));
  }

  private static List<String> recorded(WorkflowExecutionHistory history) {
    return history.getEvents().stream()
        .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
        .map(HistoryEvent::getActivityTaskScheduledEventAttributes)
        .map(
            activity -> {
              String type = activity.getActivityType().getName();
              return type.equals("submitJob")
                  ? inWords(
                      CONVERTER.fromPayloads(
                          0, Optional.of(activity.getInput()), JobRequest.class, JobRequest.class))
                  : type;
            })
        .toList();
  }

  private static String inWords(JobRequest request) {
    return "%s on %s".formatted(request.requestId(), request.job().cluster());
  }

  private WorkerInterceptorBase listener() {
    return new WorkerInterceptorBase() {
      @Override
      public WorkflowInboundCallsInterceptor interceptWorkflow(
          WorkflowInboundCallsInterceptor next) {
        return new WorkflowInboundCallsInterceptorBase(next) {
          @Override
          public void init(WorkflowOutboundCallsInterceptor outbound) {
            super.init(new Listening(outbound));
          }
        };
      }
    };
  }

  private final class Listening extends WorkflowOutboundCallsInterceptorBase {

    Listening(WorkflowOutboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
      begun.add(
          input.getArgs()[0] instanceof JobRequest request
              ? inWords(request)
              : input.getActivityName());
      return super.executeActivity(input);
    }
  }
}
