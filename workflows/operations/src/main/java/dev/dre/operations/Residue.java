package dev.dre.operations;

import static dev.dre.operations.command.Answer.accepted;
import static dev.dre.operations.command.Answer.refused;

import dev.dre.approvals.Actor;
import dev.dre.operations.command.Answer;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.plan.PlannedJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looking what is left behind, before every end. Missing data is not success: where nobody could
 * look, that is said.
 */
final class Residue {

  /** After this many failures a person is told that nobody could look. */
  private static final int TRIES = 3;

  private static final Duration BACKOFF = Duration.ofSeconds(10);

  private Residue() {}

  /** Starts to look; or ends, when it has been looked everywhere, or there is nowhere to look. */
  static void beginOrEnd(Draft draft) {
    if (draft.abort.filter(AbortRequest::reverse).isPresent()) {
      // Whoever goes back needs what is there.
      Reversing.end(draft);
      return;
    }
    List<PlannedJob> checks = draft.plan().residue();
    for (int i = draft.residue.size(); i < checks.size(); i++) {
      draft.residue.add(ResidueRun.notLooked(i, checks.get(i).where()));
    }
    if (draft.residue.stream().allMatch(ResidueRun::finished)) {
      end(draft);
    } else {
      draft.residue.replaceAll(ResidueRun::started);
      draft.work = Optional.of(new Work.CheckingResidue());
    }
  }

  /** Undoing begins: whatever was seen before is looked at again after it. */
  static void forget(Draft draft) {
    draft.residue.replaceAll(ResidueRun::outdated);
  }

  /** Whether {@code effect} was one of ours. */
  static boolean observe(Draft draft, EffectId effect, Outcome outcome) {
    if (!(draft.work.orElse(null) instanceof Work.CheckingResidue)) {
      return false;
    }
    for (int i = 0; i < draft.residue.size(); i++) {
      ResidueRun run = draft.residue.get(i);
      if (run.running() && EffectId.residue(run.index(), run.tries()).equals(effect)) {
        draft.residue.set(i, after(draft, run, outcome));
        if (draft.residue.stream().allMatch(ResidueRun::finished)) {
          finished(draft);
        }
        return true;
      }
    }
    return false;
  }

  private static void finished(Draft draft) {
    draft.work = Optional.empty();
    if (draft.state() == State.ABORTING) {
      end(draft);
    } else {
      // All steps are done: a pause is still honoured before the end.
      Proceeding.advance(draft);
    }
  }

  private static ResidueRun after(Draft draft, ResidueRun run, Outcome outcome) {
    if (outcome instanceof Outcome.ResidueSeen seen) {
      draft.emit(new Happening.ResidueChecked(run.cluster(), seen.found(), ""));
      return run.seen(seen.found());
    }
    String problem = Rollbacks.reason(outcome);
    int failures = run.failures() + 1;
    if (failures < TRIES) {
      return run.tryAgainAt(draft.now.plus(BACKOFF.multipliedBy(failures)));
    }
    draft.emit(new Happening.ResidueChecked(run.cluster(), "", problem));
    return run.notSeen(problem);
  }

  /** Whoever knows that a cluster is lost ends the look there; what is left is then not known. */
  static Answer giveUp(Draft draft, Actor by, String comment) {
    if (!(draft.work.orElse(null) instanceof Work.CheckingResidue)
        || draft.rulesVersion < Operation.LOOKS_ARE_GIVEN_UP) {
      return refused("nothing is waiting to be seen gone.");
    }
    if (comment.isBlank()) {
      return refused("looking no further needs a comment: say how you know.");
    }
    for (int i = 0; i < draft.residue.size(); i++) {
      ResidueRun run = draft.residue.get(i);
      if (!run.finished()) {
        draft.emit(new Happening.LookGivenUp(run.cluster(), by, comment));
        draft.residue.set(i, run.notSeen(comment));
      }
    }
    finished(draft);
    return accepted("What is left behind is not looked for any longer.");
  }

  static void tick(Draft draft) {
    for (int i = 0; i < draft.residue.size(); i++) {
      ResidueRun run = draft.residue.get(i);
      if (run.nextTry().isPresent() && !draft.now.isBefore(run.nextTry().get())) {
        draft.residue.set(i, run.started());
      }
    }
  }

  private static void end(Draft draft) {
    var left = left(draft);
    if (draft.state() != State.ABORTING) {
      Shadowing.compared(draft.finish()).ifPresent(draft::emit);
      Ending.end(draft, State.SUCCEEDED, left, Optional.empty(), "");
    } else if (left.isEmpty()) {
      Ending.end(draft, State.ABORTED, left, Optional.empty(), "");
    } else {
      draft.work = Optional.empty();
      // Nothing is left to hold, and resume is refused from here on.
      draft.holds.clear();
      draft.become(State.NEEDS_ATTENTION);
      draft.emit(new Happening.LeftBehind(left));
    }
  }

  /**
   * Everything that is, or may be, left: found, given up, never looked at, or without anything that
   * undoes it.
   */
  static List<String> left(Draft draft) {
    var left = new ArrayList<String>();
    for (RollbackRun run : draft.rollbacks) {
      if (run.progress() == RollbackRun.Progress.GIVEN_UP) {
        left.add("%s (given up)".formatted(run.undoes()));
      }
    }
    if (draft.abort.isPresent()) {
      for (StepRun run : draft.steps()) {
        var planned = draft.planned(run.id());
        if (run.status().mayHaveTakenEffect()
            && !planned.readOnly()
            && planned.rollback().isEmpty()) {
          left.add("%s: nothing is declared that undoes it".formatted(run.id()));
        }
      }
    }
    if (draft.abort.isPresent()) {
      left.addAll(Shadowing.toUndo(draft.finish()));
    }
    for (ResidueRun run : draft.residue) {
      if (!run.found().isEmpty()) {
        left.add("%s on %s".formatted(run.found(), run.cluster()));
      }
      if (!run.problem().isEmpty()) {
        left.add("nobody could look on %s: %s".formatted(run.cluster(), run.problem()));
      }
    }
    return left;
  }
}
