package dev.dre.operations;

import static dev.dre.operations.command.Answer.accepted;
import static dev.dre.operations.command.Answer.refused;

import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.event.GateResult;
import dev.dre.operations.event.Happening;
import dev.dre.operations.plan.Zone;
import java.util.List;
import java.util.Optional;

/**
 * After the switch nothing is undone: the operation stops where it is, and lets go of its datastore
 * for another one that goes back.
 */
final class Reversing {

  private Reversing() {}

  static Answer reverse(Draft draft, Command command) {
    var operation = draft.finish();
    var wayBack = operation.wayBack();
    if (operation.zone() == Zone.CANCEL) {
      return refused("nothing has been switched over: Abort undoes it.");
    }
    if (operation.zone() == Zone.COMPLETE) {
      return refused("the way back is gone: it can only go on.");
    }
    if (wayBack.isEmpty()) {
      return refused("its runbook names no other that goes back.");
    }
    var half = halfDone(draft);
    if (half.isPresent()) {
      return half.get();
    }
    String reason = ((Act.Reverse) command.act()).reason();
    draft.abort = Optional.of(new AbortRequest(command.actor(), reason, draft.now, true));
    draft.emit(new Happening.ReverseRequested(command.actor(), reason, wayBack.get()));
    if (draft.gate.isPresent()) {
      Gates.close(draft, GateResult.ABORTED, Optional.of(command.actor()), "");
    }
    draft.holds.clear();
    draft.become(State.ABORTING);
    if (draft.rulesVersion >= Operation.STOPPING_ENDS_THE_LAST_LOOK) {
      Residue.forget(draft);
    }
    Aborting.stop(draft);
    return accepted("Stopping where it is. To go back: /dre %s", wayBack.get());
  }

  /** Stopping in the middle of a change leaves what nobody knows how to go back from. */
  private static Optional<Answer> halfDone(Draft draft) {
    var atWork = draft.atWork();
    return draft.steps().stream()
        .filter(run -> !run.status().isOver() && !draft.planned(run.id()).readOnly())
        .filter(run -> run.status().mayHaveTakenEffect() || atWork.contains(run.id()))
        .findFirst()
        .map(
            run ->
                refused(
                    "%s changes something and is not over: let it come to its end first.",
                    run.id().words()));
  }

  static void end(Draft draft) {
    Ending.end(draft, State.STOPPED, List.of(), Optional.empty(), "");
  }
}
