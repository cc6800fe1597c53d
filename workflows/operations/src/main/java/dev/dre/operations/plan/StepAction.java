package dev.dre.operations.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.Optional;

/** What a step does. One record per step kind. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StepAction.RunJob.class, name = "job"),
  @JsonSubTypes.Type(value = StepAction.Watch.class, name = "watch"),
  @JsonSubTypes.Type(value = StepAction.Sleep.class, name = "sleep"),
  @JsonSubTypes.Type(value = StepAction.Approve.class, name = "approve")
})
public sealed interface StepAction {

  /** Runs a command as a Kubernetes Job. */
  record RunJob(PlannedJob job) implements StepAction {}

  /**
   * Looks again and again until something holds, or for as long as it has to hold. Changes nothing.
   *
   * @param probe looks once
   * @param until what has to hold of what it reports
   * @param every from the end of one look to the next
   * @param delay before the first look; zero looks at once
   * @param lasts how long it has to hold without a break; zero: one good look is enough
   * @param successes how many good looks in a row it takes, at least 1
   * @param failures how many bad looks in a row are a failure; 0: it waits on
   * @param blind how many looks in a row that say nothing make it inconclusive
   * @param limit when it has failed, whatever it saw; empty: it waits on
   */
  record Watch(
      PlannedJob probe,
      PlannedCondition until,
      Duration every,
      Duration delay,
      Duration lasts,
      int successes,
      int failures,
      int blind,
      Optional<Duration> limit)
      implements StepAction {}

  /** Lets time pass. While the operation is paused it does not. */
  record Sleep(Duration lasts) implements StepAction {}

  /** Nothing: the step is the question to people before it. */
  record Approve() implements StepAction {}

  /** Whether it only waits: the operation is then called waiting, not running. */
  default boolean waits() {
    return switch (this) {
      case RunJob ignored -> false;
      case Watch ignored -> true;
      case Sleep ignored -> true;
      case Approve ignored -> false;
    };
  }

  /** The Job behind it that has to be seen gone when it is stopped; empty when there is none. */
  default Optional<PlannedJob> jobBehind() {
    return switch (this) {
      case RunJob run -> Optional.of(run.job());
      // Its looks change nothing, and it removes its own Jobs.
      case Watch ignored -> Optional.empty();
      case Sleep ignored -> Optional.empty();
      case Approve ignored -> Optional.empty();
    };
  }
}
