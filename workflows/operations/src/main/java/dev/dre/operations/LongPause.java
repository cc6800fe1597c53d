package dev.dre.operations;

import dev.dre.approvals.Actor;
import dev.dre.operations.command.Answer;
import dev.dre.operations.event.Happening;
import dev.dre.operations.plan.MaxPause;
import java.time.Instant;
import java.util.Optional;

/**
 * A pause that lasts longer than its plan allows: told once, and aborted where that is declared.
 */
final class LongPause {

  /** By the name that runbooks give it. */
  private static final Actor RULE = new Actor.Machine("max_pause");

  private LongPause() {}

  /** Empty while it is not paused, or may be for ever, or that was told already. */
  static Optional<Instant> endsAt(Operation operation) {
    var status = operation.status();
    return operation
        .plan()
        .maxPause()
        .filter(max -> status.state() == State.PAUSED && !status.tooLong())
        .map(max -> status.since().plus(max.after()));
  }

  static void tick(Draft draft) {
    Operation now = draft.finish();
    if (endsAt(now).filter(end -> !draft.now.isBefore(end)).isPresent()) {
      end(draft, now.plan().maxPause().orElseThrow(), now);
    }
  }

  private static void end(Draft draft, MaxPause max, Operation now) {
    draft.pausedTooLong();
    if (max.then() == MaxPause.Then.PAGE) {
      draft.emit(new Happening.PausedTooLong(max.after(), MaxPause.Then.PAGE, ""));
      return;
    }
    // Asked of a draft that is thrown away, so that what is told comes before what is done.
    String reason = "it was paused longer than its runbook allows";
    Answer answer = Aborting.abort(new Draft(now, draft.now), RULE, reason);
    if (answer instanceof Answer.Refused refused) {
      draft.emit(new Happening.PausedTooLong(max.after(), MaxPause.Then.PAGE, refused.says()));
      return;
    }
    draft.emit(new Happening.PausedTooLong(max.after(), MaxPause.Then.ABORT, ""));
    Aborting.abort(draft, RULE, reason);
  }
}
