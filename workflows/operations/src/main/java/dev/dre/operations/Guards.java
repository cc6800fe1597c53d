package dev.dre.operations;

import dev.dre.approvals.Actor;
import dev.dre.operations.command.Answer;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Happening;
import dev.dre.operations.event.Notice;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.id.HoldId;
import dev.dre.operations.plan.PlannedEach;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.plan.PlannedGuard.Then;
import dev.dre.operations.plan.StepId;
import java.time.Duration;
import java.time.Instant;
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
          new Effect.Guard(guard, run.known(), Outputs.of(operation)));
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
        put(draft, run.begunAnew());
        return true;
      }
      hear(
          draft,
          guard,
          run,
          outcome instanceof Outcome.GuardSays said
              ? said
              : new Outcome.GuardSays(GuardRun.BLIND, Rollbacks.reason(outcome), new TreeMap<>()));
      return true;
    }
    return false;
  }

  private static void hear(Draft draft, PlannedGuard guard, GuardRun run, Outcome.GuardSays says) {
    if (run.afresh()) {
      hearAfresh(draft, guard, run, says);
    } else if (says.verdict().equals(run.verdict()) && !run.noticed()) {
      put(draft, run.watchedAnew());
    } else {
      put(draft, run.says(says.verdict(), draft.now, says.reading()));
      said(draft, guard, run, says);
    }
  }

  /**
   * One look: it can keep the operation paused, and no more than that. What would abort it is not
   * known by one look: the watch that comes next is to say so itself, after as many as it takes.
   */
  private static void hearAfresh(
      Draft draft, PlannedGuard guard, GuardRun run, Outcome.GuardSays says) {
    if (Resuming.lifting(draft).isEmpty()) {
      put(draft, run.watchedAnew());
      return;
    }
    boolean stops = stops(guard, says.verdict());
    if (says.verdict().equals(run.verdict()) || follows(guard, says.verdict()) == Then.ABORT) {
      put(draft, run.watchedAnew());
    } else {
      put(draft, run.says(says.verdict(), draft.now, says.reading()));
      tell(draft, guard, run, says, stops ? Then.PAUSE : Then.PAGE);
    }
    if (stops) {
      Resuming.keep(draft, guard, words(guard, says.verdict(), says.detail()));
    } else {
      Resuming.nothingAgainst(draft);
    }
  }

  /** Whether a guard that says so speaks against going on. Whoever sees nothing does. */
  private static boolean stops(PlannedGuard guard, String verdict) {
    return switch (verdict) {
      case GuardRun.FINE -> false;
      case GuardRun.BLIND -> true;
      default -> breach(guard, verdict).then() != Then.PAGE;
    };
  }

  /** What the runbook says for {@code verdict}; people are told also that all is well. */
  private static Then follows(PlannedGuard guard, String verdict) {
    return switch (verdict) {
      case GuardRun.FINE -> Then.PAGE;
      case GuardRun.BLIND -> guard.blind().then();
      default -> breach(guard, verdict).then();
    };
  }

  private static String words(PlannedGuard guard, String verdict, String detail) {
    return verdict.equals(GuardRun.BLIND)
        ? "Nobody can look: " + detail
        : breach(guard, verdict).says();
  }

  static void lookAfresh(Draft draft) {
    var operation = draft.finish();
    watching(operation).forEach(g -> put(draft, run(operation, g).lookedAtAfresh()));
  }

  /** Whether the word of a guard is still waited for. */
  static boolean looksAfresh(Operation operation) {
    return watching(operation).stream().anyMatch(g -> run(operation, g).afresh());
  }

  /** Whoever has not spoken watches on as before. */
  static void stopLookingAfresh(Draft draft) {
    List.copyOf(draft.guards).stream()
        .filter(GuardRun::afresh)
        .forEach(run -> put(draft, run.watchedAnew()));
  }

  /** The next watch has Jobs of its own. */
  private static void put(Draft draft, GuardRun run) {
    draft.guards.removeIf(r -> r.guard().equals(run.guard()));
    draft.guards.add(run);
  }

  /** A guard that nobody can look at, and why. */
  record Unserved(PlannedGuard guard, String says) {}

  /** Of what is guarded now; empty when a worker serves all clusters that it is looked at from. */
  static Optional<Unserved> unserved(Operation operation) {
    return watching(operation).stream().flatMap(g -> unserved(operation, g).stream()).findFirst();
  }

  private static Optional<Unserved> unserved(Operation operation, PlannedGuard guard) {
    return unservedNotice(operation, guard)
        .map(notice -> new Unserved(guard, words(guard, GuardRun.BLIND, notice)));
  }

  /**
   * It was just noticed that a cluster has no worker, or a guard begins where that is known: nobody
   * can look, and nobody would say so.
   */
  static void withoutWorker(Draft draft, boolean noticed) {
    if (draft.rulesVersion < Operation.UNSERVED_GUARDS_ARE_BLIND || draft.notices.isEmpty()) {
      return;
    }
    for (PlannedGuard guard : watching(draft.finish())) {
      var operation = draft.finish();
      GuardRun run = run(operation, guard);
      boolean begins = operation.guards().stream().noneMatch(r -> r.guard().equals(guard.id()));
      if ((noticed || begins) && watching(operation).contains(guard)) {
        unservedNotice(operation, guard).ifPresent(notice -> unseen(draft, guard, run, notice));
      }
    }
  }

  /**
   * It is no word of the guard, so nothing is undone for it: it takes looks that fail, so many as
   * the runbook says. People hear of it by the notice.
   */
  private static void unseen(Draft draft, PlannedGuard guard, GuardRun run, String notice) {
    String says = words(guard, GuardRun.BLIND, notice);
    boolean keeps = run.afresh() && Resuming.lifting(draft).isPresent();
    boolean pauses = keeps || guard.blind().then() != Then.PAGE;
    boolean known = run.verdict().equals(GuardRun.BLIND);
    if (known) {
      put(draft, run.watchedAnew());
    } else {
      put(draft, run.isUnseen(draft.now));
      String then = word(pauses ? Then.PAUSE : Then.PAGE);
      draft.emit(
          new Happening.GuardBreached(
              guard.id(), guard.title(), says, then, new TreeMap<>(), true));
    }
    if (keeps) {
      Resuming.keep(draft, guard, says);
    } else if (pauses && !known) {
      pause(draft, guard, says);
    }
  }

  private static Optional<String> unservedNotice(Operation operation, PlannedGuard guard) {
    return operation.notices().stream()
        .filter(notice -> notice.isOfNoWorkerFor(guard.probe().cluster()))
        .map(Notice::words)
        .findFirst();
  }

  private static void said(
      Draft draft, PlannedGuard guard, GuardRun before, Outcome.GuardSays says) {
    switch (says.verdict()) {
      case GuardRun.FINE -> tell(draft, guard, before, says, Then.PAGE);
      default -> breached(draft, guard, before, follows(guard, says.verdict()), says);
    }
  }

  private static String word(Then then) {
    return then.name().toLowerCase(Locale.ROOT);
  }

  /** {@code then}: what follows a breach. */
  private static void tell(
      Draft draft, PlannedGuard guard, GuardRun before, Outcome.GuardSays says, Then then) {
    switch (says.verdict()) {
      case GuardRun.FINE ->
          draft.emit(
              new Happening.GuardFine(
                  guard.id(), guard.title(), Duration.between(before.since(), draft.now)));
      default ->
          draft.emit(
              new Happening.GuardBreached(
                  guard.id(),
                  guard.title(),
                  words(guard, says.verdict(), says.detail()),
                  word(then),
                  says.reading()));
    }
  }

  /** {@code verdict}: the place in the list, from 1. */
  private static PlannedGuard.Breach breach(PlannedGuard guard, String verdict) {
    return guard.breaches().get(Integer.parseInt(verdict) - 1);
  }

  private static void breached(
      Draft draft, PlannedGuard guard, GuardRun before, Then then, Outcome.GuardSays what) {
    tell(draft, guard, before, what, then);
    String says = words(guard, what.verdict(), what.detail());
    switch (then) {
      case PAGE -> {}
      case PAUSE -> pause(draft, guard, says);
      case ABORT -> {
        if (Aborting.abort(draft, machine(guard), says) instanceof Answer.Refused) {
          pause(draft, guard, says);
        }
      }
    }
  }

  /** Once: a guard that changes its mind while it holds the operation holds it already. */
  static void pause(Draft draft, PlannedGuard guard, String says) {
    if (draft.holds.stream().noneMatch(hold -> isOf(guard, hold))) {
      var id = HoldId.ofGuard(guard.id(), draft.outbox.last());
      var none = Optional.<Instant>empty();
      Pausing.hold(draft, new Hold(id, machine(guard), says, draft.now, none, false));
    }
  }

  static boolean isOf(PlannedGuard guard, Hold hold) {
    return hold.owner().is(machine(guard));
  }

  /** Whether a guard has said last what speaks against going on. */
  static boolean objects(Operation operation) {
    return watching(operation).stream().anyMatch(g -> stops(g, run(operation, g).verdict()));
  }

  /**
   * Why {@code hold} should not be lifted yet: the guard that put it on says that it is still not
   * well. Empty when nothing speaks against it.
   */
  static Optional<String> objection(Operation operation, Hold hold) {
    return watching(operation).stream()
        .filter(g -> isOf(g, hold))
        .filter(g -> run(operation, g).breached())
        .map(PlannedGuard::title)
        .findFirst();
  }

  private static Actor machine(PlannedGuard guard) {
    return new Actor.Machine("guard " + guard.id());
  }
}
