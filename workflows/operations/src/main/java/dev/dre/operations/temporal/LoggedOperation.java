package dev.dre.operations.temporal;

import dev.dre.operations.id.OperationId;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Whatever is logged while an operation is worked on says which, by the {@link LogFields}: in its
 * workflow, whose memo or id says it, and in the activities, which are told in their headers. Those
 * are no part of what a replay compares. Nothing is taken out afterwards, because Temporal clears
 * the fields of a thread after each task, and says itself how that task ended before it does.
 */
public final class LoggedOperation extends WorkerInterceptorBase {

  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    return new WorkflowInboundCallsInterceptorBase(next) {
      @Override
      public void init(WorkflowOutboundCallsInterceptor outbound) {
        super.init(new LoggedActivities(outbound));
      }

      @Override
      public Object newWorkflowMethodThread(Runnable work, @Nullable String name) {
        return super.newWorkflowMethodThread(logged(work), name);
      }

      @Override
      public Object newCallbackThread(Runnable work, @Nullable String name) {
        return super.newCallbackThread(logged(work), name);
      }
    };
  }

  static Runnable logged(Runnable work) {
    return () -> {
      operation().ifPresent(id -> MDC.put(LogFields.OPERATION, id.value()));
      work.run();
    };
  }

  /** Empty in a workflow that is about no operation, such as the line's. */
  private static Optional<OperationId> operation() {
    @Nullable String held =
        Workflow.getMemo(OperationIds.MEMO_OPERATION, String.class, String.class);
    return Optional.ofNullable(held)
        .map(OperationId::new)
        .or(() -> OperationIds.toldBy(Workflow.getInfo().getWorkflowId()));
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      private String queue = "";

      @Override
      public void init(ActivityExecutionContext context) {
        queue = context.getInfo().getActivityTaskQueue();
        super.init(context);
      }

      @Override
      public ActivityOutput execute(ActivityInput input) {
        LogFields.readFrom(input.getHeader());
        OperationIds.clusterOf(queue).ifPresent(c -> MDC.put(LogFields.CLUSTER, c.value()));
        return super.execute(input);
      }
    };
  }
}
