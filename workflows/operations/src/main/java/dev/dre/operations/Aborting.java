package dev.dre.operations;

import static dev.dre.operations.command.Answer.accepted;
import static dev.dre.operations.command.Answer.refused;

import dev.dre.approvals.Actor;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.event.GateResult;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.Subject;
import java.util.List;
import java.util.Optional;

/** Stopping and undoing. Always accepted while nothing was switched. */
final class Aborting {

  private Aborting() {}

  static Answer abort(Draft draft, Command command) {
    return abort(draft, command.actor(), ((Act.Abort) command.act()).reason());
  }

  /** A refusal changes nothing. */
  static Answer abort(Draft draft, Actor by, String reason) {
    switch (draft.finish().zone()) {
      case CANCEL -> {}
      case REVERSE -> {
        return refused(
            "it has been switched over: undoing would lose what was written since. Going back is an operation of its own%s",
            draft.finish().wayBack().isPresent() ? ": Reverse stops this one for it." : ".");
      }
      case COMPLETE -> {
        return refused(
            "there is no prepared way back after %s. It can only go on; Pause still works.",
            pointOfNoReturn(draft));
      }
    }
    draft.abort = Optional.of(new AbortRequest(by, reason, draft.now, false));
    var needed = Rollbacks.needed(draft.finish());
    draft.emit(new Happening.AbortRequested(by, reason, undone(draft, needed)));
    if (draft.gate.isPresent()) {
      Gates.close(draft, GateResult.ABORTED, Optional.of(by), "");
    }
    // Who aborts wants it undone now: holds from before would only keep things half done.
    draft.holds.clear();
    draft.become(State.ABORTING);
    draft.rollbacks.addAll(needed);
    Residue.forget(draft);
    stop(draft);
    return accepted("Aborting: %d things to undo.", needed.size());
  }

  private static List<String> undone(Draft draft, List<RollbackRun> needed) {
    var byHand = Shadowing.toUndo(draft.finish());
    return byHand.isEmpty() ? needed.stream().map(RollbackRun::undoes).toList() : byHand;
  }

  static void stop(Draft draft) {
    Work work = draft.work.orElse(null);
    switch (work) {
      case null -> Rollbacks.advance(draft);
      case Work.ByHand ignored -> {
        draft.work = Optional.empty();
        Rollbacks.advance(draft);
      }
      case Work.Asking ignored -> {
        draft.work = Optional.empty();
        Rollbacks.advance(draft);
      }
      case Work.CheckingResidue ignored -> {
        draft.work = Optional.empty();
        Rollbacks.advance(draft);
      }
      case Work.Together ignored -> draft.changeWork(Aborting::stopped);
      case Work.OnStep ignored -> draft.changeWork(Aborting::stopped);
      case Work.Stopping ignored -> draft.changeWork(Aborting::stopped);
      case Work.Clearing ignored -> draft.changeWork(Aborting::stopped);
    }
  }

  private static Work stopped(Work work) {
    return switch (work) {
      case Work.OnStep running -> new Work.Stopping(running, Work.Cause.ABORT, "");
      case Work.Stopping stopping -> new Work.Stopping(stopping.stopped(), Work.Cause.ABORT, "");
      case Work.Clearing clearing -> clearing.because(Work.Cause.ABORT);
      case Work.ByHand ignored -> work;
      case Work.Asking ignored -> work;
      case Work.CheckingResidue ignored -> work;
      case Work.Together ignored -> work;
    };
  }

  private static String pointOfNoReturn(Draft draft) {
    var operation = draft.finish();
    return operation.steps().stream()
        .filter(s -> s.status().mayHaveTakenEffect())
        .filter(s -> operation.planOf(s).zone() == operation.zone())
        .map(s -> s.id().value())
        .findFirst()
        .orElseThrow();
  }

  /** Tries a failing rollback now. */
  static Answer retryRollback(Draft draft, Command command) {
    if (!draft.holds.isEmpty()) {
      return refused("a hold keeps rollbacks from starting: resume first.");
    }
    var subject = ((Act.Retry) command.act()).subject();
    boolean looksAgain = subject.equals(Subject.CURRENT) && Clearing.lookNow(draft);
    return Rollbacks.retryNow(draft, subject) || looksAgain
        ? accepted("Trying again now.")
        : refused("nothing is waiting to be tried again.");
  }

  /** Undoing is tried once more, everything: each rollback copes with finding nothing. */
  static Answer tryAgain(Draft draft, Command command) {
    draft.become(State.ABORTING);
    Residue.forget(draft);
    draft.rollbacks.replaceAll(r -> r.as(RollbackRun.Progress.PENDING));
    Rollbacks.advance(draft);
    return accepted("Undoing again: %d things.", draft.rollbacks.size());
  }

  static Answer giveUp(Draft draft, Command command) {
    var act = (Act.GiveUp) command.act();
    for (int i = 0; i < draft.rollbacks.size(); i++) {
      RollbackRun run = draft.rollbacks.get(i);
      if (run.id().equals(act.rollback())) {
        if (run.finished()) {
          return refused("%s is finished already.", run.undoes());
        }
        if (act.comment().isBlank()) {
          return refused("giving up on a rollback needs a comment: say why, and who cleans up.");
        }
        draft.rollbacks.set(i, run.as(RollbackRun.Progress.GIVEN_UP));
        draft.emit(
            new Happening.RollbackGivenUp(run.id(), run.undoes(), command.actor(), act.comment()));
        Rollbacks.advance(draft);
        return accepted("Given up: %s stays until somebody removes it.", run.undoes());
      }
    }
    return refused("there is no rollback %s here.", act.rollback());
  }

  static Answer acknowledge(Draft draft, Command command) {
    String comment = ((Act.Acknowledge) command.act()).comment();
    List<String> left = Residue.left(draft);
    Ending.end(draft, State.ABORTED_NEEDS_ATTENTION, left, Optional.of(command.actor()), comment);
    return accepted("Acknowledged. The datastore is free again.");
  }
}
