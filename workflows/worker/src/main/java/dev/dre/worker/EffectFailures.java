package dev.dre.worker;

import dev.dre.operations.effect.Outcome;
import dev.dre.operations.temporal.ClusterActivities;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;

/**
 * What a failed activity means for the operation. Whatever is not understood is unknown, never
 * taken for not done.
 */
final class EffectFailures {

  private EffectFailures() {}

  static Outcome outcomeOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CanceledFailure) {
        return new Outcome.Cancelled();
      }
      if (cause instanceof ApplicationFailure refused
          && refused.getType().equals(ClusterActivities.JOB_REFUSED)) {
        return new Outcome.Failed(refused.getOriginalMessage(), "");
      }
      if (cause instanceof ChildWorkflowFailure child
          && child.getCause() instanceof ApplicationFailure failed) {
        return new Outcome.Failed(
            "workflow %s failed: %s"
                .formatted(child.getWorkflowType(), failed.getOriginalMessage()),
            "");
      }
    }
    return new Outcome.Unknown(String.valueOf(failure.getMessage()));
  }
}
