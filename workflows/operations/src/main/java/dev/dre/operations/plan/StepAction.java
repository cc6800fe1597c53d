package dev.dre.operations.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.dre.approvals.Principal;
import dev.dre.config.Question;
import dev.dre.config.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a step does. One record per step kind. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StepAction.RunJob.class, name = "job"),
  @JsonSubTypes.Type(value = StepAction.Watch.class, name = "watch"),
  @JsonSubTypes.Type(value = StepAction.Sleep.class, name = "sleep"),
  @JsonSubTypes.Type(value = StepAction.SleepUntil.class, name = "sleep_until"),
  @JsonSubTypes.Type(value = StepAction.SleepUntilOpen.class, name = "sleep_until_open"),
  @JsonSubTypes.Type(value = StepAction.Approve.class, name = "approve"),
  @JsonSubTypes.Type(value = StepAction.Ask.class, name = "ask"),
  @JsonSubTypes.Type(value = StepAction.Call.class, name = "call"),
  @JsonSubTypes.Type(value = StepAction.StartWorkflow.class, name = "workflow"),
  @JsonSubTypes.Type(value = StepAction.Change.class, name = "kubernetes")
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
   * @param initialDelay before the first look; zero looks at once
   * @param lasts how long it has to hold without a break; zero: one good look is enough
   * @param successes how many good looks in a row it takes, at least 1
   * @param failures how many bad looks in a row are a failure; 0: it waits on
   * @param blind how many looks in a row that say nothing make it inconclusive
   * @param errors after how many looks in a row that failed themselves nobody looks any more; 0: as
   *     many as {@code blind}. Left out then, for the digests of earlier releases
   * @param limit when it has failed, whatever it saw; empty: it waits on
   */
  record Watch(
      Probe probe,
      PlannedCondition until,
      Duration every,
      @JsonProperty("delay") Duration initialDelay,
      Duration lasts,
      int successes,
      int failures,
      int blind,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) int errors,
      Optional<Duration> limit)
      implements StepAction {

    /** One whose looks may fail as often as they may say nothing. */
    public Watch(
        Probe probe,
        PlannedCondition until,
        Duration every,
        Duration initialDelay,
        Duration lasts,
        int successes,
        int failures,
        int blind,
        Optional<Duration> limit) {
      this(probe, until, every, initialDelay, lasts, successes, failures, blind, 0, limit);
    }
  }

  /** Lets time pass. While the operation is paused it does not. */
  record Sleep(Duration lasts) implements StepAction {}

  /** Waits for a moment; one that has passed is not waited for. */
  record SleepUntil(Instant at) implements StepAction {}

  /** Waits until hours come that come again each week. */
  record SleepUntilOpen(Window window) implements StepAction {}

  /** Nothing: the step is the question to people before it. */
  record Approve() implements StepAction {}

  /**
   * Asks people to fill in a form; what they say are the step's outputs.
   *
   * @param of who is asked
   * @param all whether each of them has to answer, a group by one of its members; else one answer
   *     is enough
   * @param remind how often who has not answered is reminded; empty: never
   */
  record Ask(
      List<Principal> of,
      boolean all,
      List<Question> questions,
      Duration deadline,
      Optional<Duration> remind)
      implements StepAction {}

  /** Calls somebody by HTTP. */
  record Call(PlannedCall call) implements StepAction {}

  /**
   * Starts a workflow of somebody else and waits for its end. A pause lets it come to its end; an
   * abort cancels it and waits for that.
   *
   * @param type as it is registered
   * @param queue the task queue that is polled for it
   * @param input its one argument, as JSON; empty when it has none
   * @param timeout when Temporal ends it
   */
  record StartWorkflow(String type, String queue, String input, Duration timeout)
      implements StepAction {}

  /** Changes objects of a cluster, and sees it through to its end. */
  record Change(PlannedChange plan) implements StepAction {}

  /** The change of objects that it is; empty for any other. */
  default Optional<PlannedChange> change() {
    return this instanceof Change(PlannedChange plan) ? Optional.of(plan) : Optional.empty();
  }

  /** Whether it only waits: the operation is then called waiting, not running. */
  default boolean waits() {
    return switch (this) {
      case RunJob ignored -> false;
      case Watch ignored -> true;
      case Sleep ignored -> true;
      case SleepUntil ignored -> true;
      case SleepUntilOpen ignored -> true;
      case Approve ignored -> false;
      case Ask ignored -> true;
      case Call ignored -> false;
      case StartWorkflow ignored -> false;
      case Change ignored -> false;
    };
  }

  /** The Job behind it that has to be seen gone when it is stopped; empty when there is none. */
  default Optional<PlannedJob> jobBehind() {
    return switch (this) {
      case RunJob run -> Optional.of(run.job());
      // Its looks change nothing, and it removes its own Jobs.
      case Watch ignored -> Optional.empty();
      case Sleep ignored -> Optional.empty();
      case SleepUntil ignored -> Optional.empty();
      case SleepUntilOpen ignored -> Optional.empty();
      case Approve ignored -> Optional.empty();
      case Ask ignored -> Optional.empty();
      case Call ignored -> Optional.empty();
      case StartWorkflow ignored -> Optional.empty();
      // It only asks the cluster for something: stopped, it leaves nothing of its own at work.
      case Change ignored -> Optional.empty();
    };
  }

  /** What somebody would do by hand instead; empty when there is nothing to do. */
  default List<String> byHand() {
    return switch (this) {
      case RunJob run -> run.job().command();
      case Call call -> List.of(call.call().method(), call.call().url(), call.call().body());
      case StartWorkflow start -> List.of("workflow", start.type(), start.input());
      case Change change -> change.plan().kubectl();
      case Watch ignored -> List.of();
      case Sleep ignored -> List.of();
      case SleepUntil ignored -> List.of();
      case SleepUntilOpen ignored -> List.of();
      case Approve ignored -> List.of();
      case Ask ignored -> List.of();
    };
  }
}
