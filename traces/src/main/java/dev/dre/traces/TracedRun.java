package dev.dre.traces;

import dev.dre.operations.temporal.LogFields;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Tells the span of a run once it has ended. Until then there is none to keep: a run can be read
 * anew by another worker at any moment, and what is replayed was told by whoever did it.
 */
final class TracedRun extends WorkflowInboundCallsInterceptorBase {

  private final Tracer tracer;
  private final SpanIds ids;

  TracedRun(WorkflowInboundCallsInterceptor next, Tracer tracer, SpanIds ids) {
    super(next);
    this.tracer = tracer;
    this.ids = ids;
  }

  @Override
  public void init(WorkflowOutboundCallsInterceptor outbound) {
    super.init(
        new WorkflowOutboundCallsInterceptorBase(outbound) {
          @Override
          public void continueAsNew(ContinueAsNewInput input) {
            ended(StatusCode.UNSET);
            super.continueAsNew(input);
          }
        });
  }

  @Override
  public WorkflowOutput execute(WorkflowInput input) {
    WorkflowOutput output;
    try {
      output = super.execute(input);
    } catch (TemporalFailure e) {
      // Anything else fails a workflow task, and the run goes on.
      ended(StatusCode.ERROR);
      throw e;
    }
    ended(StatusCode.UNSET);
    return output;
  }

  private void ended(StatusCode status) {
    @Nullable String operation = MDC.get(LogFields.OPERATION);
    if (operation == null || WorkflowUnsafe.isReplaying()) {
      return;
    }
    var info = Workflow.getInfo();
    var span =
        tracer
            .spanBuilder(info.getWorkflowType())
            .setNoParent()
            .setStartTimestamp(info.getRunStartedTimestampMillis(), TimeUnit.MILLISECONDS)
            .setAttribute("dre.operation", operation)
            .setAttribute("dre.workflow", info.getWorkflowId());
    ids.as(SpanIds.ofRun(operation, info.getRunId()), span::startSpan)
        .setStatus(status)
        .end(Workflow.currentTimeMillis(), TimeUnit.MILLISECONDS);
  }
}
