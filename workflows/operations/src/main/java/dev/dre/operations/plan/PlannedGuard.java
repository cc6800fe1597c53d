package dev.dre.operations.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;

/**
 * Looks beside the steps whether something is still so, also while people are waited for and while
 * the operation is paused.
 *
 * @param id unique in the plan
 * @param title what is guarded, for people
 * @param from watched once this step is done
 * @param to watched until this step starts
 * @param probe looks, without changing anything
 * @param every from the end of one look to the next
 * @param readings how many looks in a row have to say the same before it counts
 * @param breaches what must not be, the worst first; the first that holds counts
 * @param blind what follows when nobody could look so often in a row: that is a breach of its own
 */
public record PlannedGuard(
    String id,
    String title,
    StepId from,
    StepId to,
    PlannedJob probe,
    Duration every,
    int readings,
    List<Breach> breaches,
    Blind blind) {

  /** What follows a breach. Somebody is told in each case. */
  public enum Then {
    @JsonProperty("page")
    PAGE,
    /** The operation stands still until somebody resumes it. */
    @JsonProperty("pause")
    PAUSE,
    /** The operation is undone; where that is refused it is paused. */
    @JsonProperty("abort")
    ABORT
  }

  /** {@code says}: what it means, for people. */
  public record Breach(PlannedCondition when, String says, Then then) {}

  /** {@code after}: looks in a row. */
  public record Blind(int after, Then then) {}

  public PlannedGuard {
    breaches = List.copyOf(breaches);
  }
}
