package dev.dre.traces;

import dev.dre.operations.temporal.LogFields;
import dev.dre.operations.temporal.OperationIds;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A span for each run of an operation's workflow, and below it one for each try of an activity.
 * Which operation it is says what the log is told.
 *
 * <p>Names and ids are all that is in them: what Jobs print and what failures say stays here.
 */
final class TracedOperation extends WorkerInterceptorBase {

  private final Tracer tracer;
  private final SpanIds ids;

  TracedOperation(Tracer tracer, SpanIds ids) {
    this.tracer = tracer;
    this.ids = ids;
  }

  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    return new TracedRun(next, tracer, ids);
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      private @Nullable ActivityInfo activity;

      @Override
      public void init(ActivityExecutionContext context) {
        activity = context.getInfo();
        super.init(context);
      }

      @Override
      public ActivityOutput execute(ActivityInput input) {
        LogFields.readFrom(input.getHeader());
        @Nullable String operation = MDC.get(LogFields.OPERATION);
        @Nullable String run = activity == null ? null : activity.getWorkflowRunId();
        if (activity == null || operation == null || run == null) {
          return super.execute(input);
        }
        Span span = span(SpanIds.ofRun(operation, run), operation, activity);
        try {
          return super.execute(input);
        } catch (CanceledFailure | ActivityCompletionException e) {
          span.setAttribute("dre.cancelled", true);
          throw e;
        } catch (RuntimeException e) {
          span.setStatus(StatusCode.ERROR, kind(e));
          throw e;
        } finally {
          span.end();
        }
      }
    };
  }

  private static String kind(RuntimeException e) {
    return e instanceof ApplicationFailure failure
        ? failure.getType()
        : e.getClass().getSimpleName();
  }

  private Span span(SpanContext run, String operation, ActivityInfo activity) {
    SpanBuilder span =
        tracer
            .spanBuilder(activity.getActivityType())
            .setParent(Context.root().with(Span.wrap(run)))
            .setAttribute("dre.operation", operation)
            .setAttribute("dre.attempt", activity.getAttempt());
    Optional.ofNullable(MDC.get(LogFields.STEP)).ifPresent(s -> span.setAttribute("dre.step", s));
    OperationIds.clusterOf(activity.getActivityTaskQueue())
        .ifPresent(cluster -> span.setAttribute("dre.cluster", cluster.value()));
    return span.startSpan();
  }
}
