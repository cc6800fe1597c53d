package dev.dre.operations.client.history;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.dre.approvals.Actor;
import dev.dre.operations.State;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of an operation's history.
 *
 * @param when it was written into the history; of what is pending, when its last try began
 * @param operation whose history it is, also where a child of it did something
 * @param event the event's number in its run; of what is pending, the event that began it
 * @param type in Temporal's words: {@code ActivityTaskFailed}; {@code PendingActivity} for what is
 *     in flight now and has no event yet
 * @param activity the activity's type; empty when it is about none
 * @param what in the words people read
 * @param step by the name its runbook gives it; empty when it is about none
 * @param attempt of the step; 0 when it is about none
 * @param tries how often the activity was tried in this attempt; 0 when it is about none
 * @param state what it led to, as far as the sinks were told; empty when nobody was told
 * @param took from its beginning to {@code when}
 * @param failure redacted and shortened; empty when nothing failed
 * @param by whose command it was
 */
public record HistoryEntry(
    Instant when,
    OperationId operation,
    String workflow,
    String run,
    long event,
    String type,
    Weight weight,
    String activity,
    String what,
    Optional<StepId> step,
    int attempt,
    int tries,
    Optional<State> state,
    Optional<Duration> took,
    String failure,
    Optional<Actor> by) {

  /** How much it matters to somebody who has not asked for it in particular. */
  public enum Weight {
    /** In flight now. */
    PENDING,
    /** Something that happened. */
    HAPPENED,
    /** It went as it always goes: for those who name its activity or event. */
    ROUTINE,
    /** Says nothing that another entry does not say as well: for those who name its event. */
    PART
  }

  @JsonIgnore
  public boolean failed() {
    return !failure.isEmpty();
  }
}
