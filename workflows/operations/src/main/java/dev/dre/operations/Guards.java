package dev.dre.operations;

import dev.dre.approvals.Actor;
import dev.dre.operations.command.Answer;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.id.HoldId;
import dev.dre.operations.plan.PlannedEach;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.plan.PlannedGuard.Then;
import dev.dre.operations.plan.StepId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Guards look beside the steps. A breach stops what the runbook says it stops; that all is well
 * again is told, and nothing goes on by itself.
 */
final class Guards {

  private Guards() {}

  /** What is guarded now: from the end of one step to the start of another. */
  static List<PlannedGuard> watching(Operation operation) {
    return switch (operation.state()) {
      case RUNNING, AWAITING_APPROVAL, WAITING, PAUSING, PAUSED, BLOCKED ->
          operation.plan().guards().stream()
              .filter(g -> isDone(operation, g.from()))
              .filter(g -> runsOf(operation, g.to()).noneMatch(Guards::hasBegun))
              .toList();
      case ABORTING,
          NEEDS_ATTENTION,
          SUCCEEDED,
          REJECTED,
          ABORTED,
          ABORTED_NEEDS_ATTENTION,
          STOPPED ->
          List.of();
    };
  }

  /** Of a step that became one for each entry: the last of them is over. */
  private static boolean isDone(Operation operation, StepId from) {
    var runs = runsOf(operation, from).toList();
    return runs.stream().allMatch(run -> run.status().isOver())
        && runs.stream().anyMatch(run -> run.status() == StepStatus.DONE);
  }

  /** The step itself, or those that took its place when its list was known. */
  private static Stream<StepRun> runsOf(Operation operation, StepId step) {
    return operation.steps().stream()
        .filter(
            run ->
                run.id().equals(step)
                    || operation
                        .planOf(run)
                        .each()
                        .flatMap(PlannedEach::of)
                        .filter(step::equals)
                        .isPresent());
  }

  /** A step that is known not to have taken effect is guarded again. */
  private static boolean hasBegun(StepRun run) {
    return run.startedAt().isPresent() && run.status() != StepStatus.NOT_DONE;
  }

  static void effects(Operation operation, SortedMap<EffectId, Effect> wanted) {
    for (PlannedGuard guard : watching(operation)) {
      GuardRun run = run(operation, guard);
      wanted.put(
          EffectId.guard(guard.id(), run.ordinal()),
          new Effect.Guard(guard, run.verdict(), Outputs.of(operation)));
    }
  }

  static GuardRun run(Operation operation, PlannedGuard guard) {
    return operation.guards().stream()
        .filter(r -> r.guard().equals(guard.id()))
        .findFirst()
        .orElseGet(() -> GuardRun.beginning(guard.id(), operation.startedAt()));
  }

  /** Whether {@code effect} was one of ours. */
  static boolean observe(Draft draft, EffectId effect, Outcome outcome) {
    var operation = draft.finish();
    for (PlannedGuard guard : watching(operation)) {
      GuardRun run = run(operation, guard);
      if (!EffectId.guard(guard.id(), run.ordinal()).equals(effect)) {
        continue;
      }
      if (outcome instanceof Outcome.Cancelled
          && draft.rulesVersion >= Operation.STOPPED_WATCHES_SAY_NOTHING) {
        putWatchedAnew(draft, run);
        return true;
      }
      var says =
          outcome instanceof Outcome.GuardSays said
              ? said
              : new Outcome.GuardSays(GuardRun.BLIND, Rollbacks.reason(outcome), new TreeMap<>());
      if (says.verdict().equals(run.verdict())) {
        putWatchedAnew(draft, run);
      } else {
        draft.guards.removeIf(r -> r.guard().equals(guard.id()));
        draft.guards.add(run.says(says.verdict(), draft.now, says.reading()));
        said(draft, guard, run, says);
      }
      return true;
    }
    return false;
  }

  /** Nothing is different; the next watch has Jobs of its own. */
  private static void putWatchedAnew(Draft draft, GuardRun run) {
    draft.guards.removeIf(r -> r.guard().equals(run.guard()));
    draft.guards.add(run.watchedAnew());
  }

  private static void said(
      Draft draft, PlannedGuard guard, GuardRun before, Outcome.GuardSays says) {
    switch (says.verdict()) {
      case GuardRun.FINE ->
          draft.emit(
              new Happening.GuardFine(
                  guard.id(), guard.title(), Duration.between(before.since(), draft.now)));
      case GuardRun.BLIND ->
          breached(draft, guard, guard.blind().then(), "Nobody can look: " + says.detail(), says);
      default -> {
        var breach = breach(guard, says.verdict());
        breached(draft, guard, breach.then(), breach.says(), says);
      }
    }
  }

  /** {@code verdict}: the place in the list, from 1. */
  private static PlannedGuard.Breach breach(PlannedGuard guard, String verdict) {
    return guard.breaches().get(Integer.parseInt(verdict) - 1);
  }

  private static void breached(
      Draft draft, PlannedGuard guard, Then then, String says, Outcome.GuardSays what) {
    draft.emit(
        new Happening.GuardBreached(
            guard.id(), guard.title(), says, then.name().toLowerCase(Locale.ROOT), what.reading()));
    var by = machine(guard);
    switch (then) {
      case PAGE -> {}
      case PAUSE -> pause(draft, guard, by, says);
      case ABORT -> {
        if (Aborting.abort(draft, by, says) instanceof Answer.Refused) {
          pause(draft, guard, by, says);
        }
      }
    }
  }

  /** Once: a guard that changes its mind while it holds the operation holds it already. */
  private static void pause(Draft draft, PlannedGuard guard, Actor by, String says) {
    if (draft.holds.stream().anyMatch(hold -> hold.owner().is(by))) {
      return;
    }
    var id = HoldId.ofGuard(guard.id(), draft.outbox.last());
    Pausing.hold(draft, new Hold(id, by, says, draft.now, Optional.empty(), false));
  }

  /**
   * Why {@code hold} should not be lifted yet: the guard that put it on says that it is still not
   * well. Empty when nothing speaks against it.
   */
  static Optional<String> objection(Operation operation, Hold hold) {
    return watching(operation).stream()
        .filter(g -> hold.owner().is(machine(g)))
        .filter(g -> run(operation, g).breached())
        .map(PlannedGuard::title)
        .findFirst();
  }

  private static Actor machine(PlannedGuard guard) {
    return new Actor.Machine("guard " + guard.id());
  }
}
