package dev.dre.operations.temporal;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Calls by HTTP; served beside the workflows, because no cluster is needed. */
@ActivityInterface
public interface CallActivities {

  /** Calls once. What cannot be known of its effect is said, never guessed. */
  @ActivityMethod(name = "call")
  CallOutcome call(CallRequest request);

  /** Calls again and again until something holds. */
  @ActivityMethod(name = "watchByCall")
  WatchOutcome watch(CallWatchRequest request);
}
