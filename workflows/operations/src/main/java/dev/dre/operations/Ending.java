package dev.dre.operations;

import dev.dre.approvals.Actor;
import dev.dre.operations.event.Happening;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The last moment of an operation. */
final class Ending {

  private Ending() {}

  /** {@code by} is empty when nobody ended it; {@code left} says what is left behind. */
  static void end(Draft draft, State state, List<String> left, Optional<Actor> by, String comment) {
    draft.work = Optional.empty();
    draft.holds.clear();
    // Whatever was wrong, nothing waits for it any more; the end tells that.
    draft.notices.clear();
    draft.become(state);
    draft.emit(
        new Happening.Ended(
            state.words(),
            Duration.between(draft.fixed().startedAt(), draft.now),
            left,
            by,
            comment));
  }
}
