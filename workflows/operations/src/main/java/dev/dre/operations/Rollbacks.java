package dev.dre.operations;

import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.id.RollbackId;
import dev.dre.operations.id.Subject;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.Mode;
import dev.dre.operations.plan.PlannedRollback;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Undoing what was done: newest step first, one thing at a time in each place. Places do not wait
 * for each other, so one that cannot be reached does not keep the others from being cleaned up.
 */
final class Rollbacks {

  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(5);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);

  private Rollbacks() {}

  /**
   * Everything that would be undone now: of each step that was ever started, whether it took effect
   * or not.
   */
  static List<RollbackRun> needed(Operation operation) {
    var all = new ArrayList<RollbackRun>();
    if (operation.plan().trust() == Mode.SHADOW) {
      return all; // People undo by hand what they did by hand.
    }
    for (int i = operation.steps().size() - 1; i >= 0; i--) {
      StepRun run = operation.steps().get(i);
      if (run.startedAt().isEmpty()) {
        continue;
      }
      List<PlannedRollback> entries = operation.planOf(run).rollback();
      for (int entry = 0; entry < entries.size(); entry++) {
        PlannedRollback planned = entries.get(entry);
        all.add(
            new RollbackRun(
                RollbackId.of(run.id(), entry),
                run.id(),
                entry,
                planned.job().where(),
                planned.undoes(),
                RollbackRun.Progress.PENDING,
                0,
                Optional.empty()));
      }
    }
    return all;
  }

  /** Starts what can start; when all is undone or given up, looks what is left. */
  static void advance(Draft draft) {
    // What was running is seen gone first: undoing beside it would race with it.
    if (draft.work.isPresent() || draft.othersAtWork()) {
      return;
    }
    if (draft.holds.isEmpty()) {
      Set<ClusterName> busy = new TreeSet<>();
      for (int i = 0; i < draft.rollbacks.size(); i++) {
        RollbackRun run = draft.rollbacks.get(i);
        if (run.finished() || !busy.add(run.cluster())) {
          continue;
        }
        if (run.progress() == RollbackRun.Progress.PENDING) {
          draft.rollbacks.set(i, run.started());
        }
      }
    }
    if (draft.rollbacks.stream().allMatch(RollbackRun::finished)) {
      Residue.beginOrEnd(draft);
    }
  }

  /** Whether {@code effect} was one of ours. */
  static boolean observe(Draft draft, EffectId effect, Outcome outcome) {
    for (int i = 0; i < draft.rollbacks.size(); i++) {
      RollbackRun run = draft.rollbacks.get(i);
      if (run.progress() == RollbackRun.Progress.RUNNING
          && EffectId.rollback(run.id(), run.tries()).equals(effect)) {
        draft.rollbacks.set(i, after(draft, run, outcome));
        advance(draft);
        return true;
      }
    }
    return false;
  }

  private static RollbackRun after(Draft draft, RollbackRun run, Outcome outcome) {
    if (outcome instanceof Outcome.Succeeded) {
      draft.emit(new Happening.RolledBack(run.id(), run.cluster(), run.undoes()));
      return run.as(RollbackRun.Progress.DONE);
    }
    var nextTry = draft.now.plus(backoff(run.tries()));
    draft.emit(
        new Happening.RollbackFailed(
            run.id(), run.cluster(), run.undoes(), run.tries(), reason(outcome), nextTry));
    return run.failed(nextTry);
  }

  static Duration backoff(int tries) {
    var wait = FIRST_BACKOFF.multipliedBy(1L << Math.min(tries - 1, 10));
    return wait.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : wait;
  }

  static String reason(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Failed failed -> failed.reason();
      case Outcome.Unknown unknown -> unknown.reason();
      case Outcome.Inconclusive nothing -> nothing.reason();
      case Outcome.ProbeFailed failed -> failed.reason();
      case Outcome.Answered answered -> "it answered with something else";
      case Outcome.Required required -> "it answered with something else";
      case Outcome.GuardSays says -> "it answered with something else";
      case Outcome.Cancelled cancelled -> "it was cancelled from outside";
      case Outcome.Succeeded succeeded -> "it answered with something else";
      case Outcome.Verified verified -> "it answered with something else";
      case Outcome.ResidueSeen seen -> "it answered with something else";
      case Outcome.Delivered delivered -> "it answered with something else";
      case Outcome.TimerFired fired -> "it answered with something else";
    };
  }

  /** Those whose time has come run again. */
  static void tick(Draft draft) {
    boolean due = false;
    for (int i = 0; i < draft.rollbacks.size(); i++) {
      RollbackRun run = draft.rollbacks.get(i);
      if (run.nextTry().isPresent() && !draft.now.isBefore(run.nextTry().get())) {
        draft.rollbacks.set(i, run.as(RollbackRun.Progress.PENDING));
        due = true;
      }
    }
    if (due) {
      advance(draft);
    }
  }

  /**
   * Tries failing rollbacks now instead of later: the one that {@code subject} names, or all of
   * them. Whether there were any.
   */
  static boolean retryNow(Draft draft, Subject subject) {
    boolean any = false;
    for (int i = 0; i < draft.rollbacks.size(); i++) {
      RollbackRun run = draft.rollbacks.get(i);
      boolean meant = subject.equals(Subject.CURRENT) || subject.equals(Subject.rollback(run.id()));
      if (meant && run.progress() == RollbackRun.Progress.FAILED) {
        draft.rollbacks.set(i, run.as(RollbackRun.Progress.PENDING));
        any = true;
      }
    }
    if (any) {
      advance(draft);
    }
    return any;
  }
}
