package dev.dre.operations.temporal;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an activity throws becomes one sentence. While the activity is tried again the server keeps
 * 4 KiB of it (limit.mutableStateActivityFailureSize), and of anything longer, such as the stack of
 * a Kubernetes client, it says no more than "Failure exceeds size limit". The worker's log has it
 * all.
 */
public final class ShortFailures extends WorkerInterceptorBase {

  private static final Logger LOG = LoggerFactory.getLogger(ShortFailures.class);

  private static final int LONGEST = 1_000;

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      private String activity = "activity";

      @Override
      public void init(ActivityExecutionContext context) {
        activity = context.getInfo().getActivityType();
        super.init(context);
      }

      @Override
      public ActivityOutput execute(ActivityInput input) {
        try {
          return super.execute(input);
        } catch (CanceledFailure | ActivityCompletionException e) {
          throw e;
        } catch (RuntimeException e) {
          LOG.warn("{} failed", activity, e);
          throw shortened(e);
        }
      }
    };
  }

  /** The same kind of failure, without its causes. */
  static ApplicationFailure shortened(RuntimeException whole) {
    var failure =
        whole instanceof ApplicationFailure known
            ? ApplicationFailure.newBuilder(known).setMessage(words(known.getOriginalMessage()))
            : ApplicationFailure.newBuilder()
                .setType(whole.getClass().getName())
                .setMessage(
                    words(whole.getMessage() == null ? whole.toString() : whole.getMessage()));
    var shortened = failure.setCause(null).build();
    shortened.setStackTrace(new StackTraceElement[0]);
    return shortened;
  }

  private static String words(String message) {
    return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
  }
}
