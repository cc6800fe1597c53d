package dev.dre.operations;

import dev.dre.operations.event.BlockedBecause;
import java.time.Instant;
import java.util.Optional;

/**
 * The state with what belongs to it.
 *
 * @param over what a paused operation goes back to; empty in every other state
 * @param since when this state began
 * @param trouble why a person has to choose; present while blocked, also under a pause
 */
public record Status(State state, Optional<State> over, Instant since, Optional<Trouble> trouble) {

  /** Why an operation stands blocked, in words that say what is so now. */
  public record Trouble(BlockedBecause because, String detail) {}
}
