package dev.dre.operations.temporal;

import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import org.jspecify.annotations.Nullable;

/** What a workflow starts logs about the same operation and step as who starts it. */
final class LoggedActivities extends WorkflowOutboundCallsInterceptorBase {

  LoggedActivities(WorkflowOutboundCallsInterceptor next) {
    super(next);
  }

  @Override
  public Object newChildThread(Runnable work, boolean detached, @Nullable String name) {
    return super.newChildThread(LoggedOperation.logged(work), detached, name);
  }

  @Override
  public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
    LogFields.writeTo(input.getHeader());
    return super.executeActivity(input);
  }

  @Override
  public <R> LocalActivityOutput<R> executeLocalActivity(LocalActivityInput<R> input) {
    LogFields.writeTo(input.getHeader());
    return super.executeLocalActivity(input);
  }
}
