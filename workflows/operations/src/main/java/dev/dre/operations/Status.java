package dev.dre.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dre.operations.event.BlockedBecause;
import java.time.Instant;
import java.util.Optional;

/**
 * The state with what belongs to it.
 *
 * @param over what a paused operation goes back to; empty in every other state
 * @param since when this state began
 * @param trouble why a person has to choose; present while blocked, also under a pause
 * @param tooLong whether it has been paused for longer than its plan allows, and that was told
 * @param reminders how often it was told that it still stands so
 */
public record Status(
    State state,
    Optional<State> over,
    Instant since,
    Optional<Trouble> trouble,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean tooLong,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int reminders) {

  public Status(State state, Optional<State> over, Instant since, Optional<Trouble> trouble) {
    this(state, over, since, trouble, false, 0);
  }

  Status forTooLong() {
    return new Status(state, over, since, trouble, true, reminders);
  }

  Status reminded(int times) {
    return new Status(state, over, since, trouble, tooLong, times);
  }

  /** Why an operation stands blocked, in words that say what is so now. */
  public record Trouble(BlockedBecause because, String detail) {}
}
