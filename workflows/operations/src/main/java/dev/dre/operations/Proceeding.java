package dev.dre.operations;

import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.Happening;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepAction;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** From one step to the next: gates, starts, retries by the machine, and the end. */
final class Proceeding {

  private Proceeding() {}

  /** What was running is over: goes on, or stands still when somebody wants that. */
  static void advance(Draft draft) {
    draft.workEnded();
    if (Grouping.othersGoOn(draft)) {
      return;
    }
    if (!draft.holds.isEmpty()) {
      draft.becomePausedOver(State.RUNNING);
      return;
    }
    draft.become(State.RUNNING);
    var next = draft.current();
    if (next.isEmpty()) {
      Residue.beginOrEnd(draft);
      return;
    }
    StepRun run = next.get();
    if (run.aside().isPresent()) {
      Grouping.block(draft, run);
      return;
    }
    begin(draft, run);
    Grouping.startMore(draft);
  }

  /** Finds out first whether the step is needed, where it says when. */
  static void begin(Draft draft, StepRun run) {
    if (run.attempt() == 0 && draft.planned(run.id()).when().isPresent()) {
      StepRun looked = run.looked();
      draft.put(looked);
      draft.work = Optional.of(new Work.Deciding(run.id(), looked.verifies()));
    } else {
      prepare(draft, run);
    }
  }

  /** The step is needed: a new attempt, as soon as it can start and people have said yes. */
  static void prepare(Draft draft, StepRun before) {
    if (draft.planned(before.id()).standsForAll()) {
      Expanding.expand(draft, before);
      return;
    }
    StepRun run = before.nextAttempt();
    draft.put(run);
    if (draft.planned(run.id()).looksFirst()) {
      require(draft, run, false);
    } else {
      askOrStart(draft, run, new TreeMap<>());
    }
  }

  /** Looks whether the attempt can start; {@code approved}: once more, after people said yes. */
  static void require(Draft draft, StepRun run, boolean approved) {
    StepRun looked = run.looked();
    draft.put(looked);
    draft.become(State.RUNNING);
    draft.work =
        Optional.of(new Work.Requiring(run.id(), run.attempt(), looked.verifies(), approved));
  }

  /** {@code reading}: what was just seen of what the step requires; people are shown it. */
  static void askOrStart(Draft draft, StepRun run, SortedMap<String, String> reading) {
    PlannedStep planned = draft.planned(run.id());
    draft.work = Optional.empty();
    if (planned.gate().isPresent()) {
      Gates.open(draft, run, planned, planned.gate().get(), reading);
    } else {
      start(draft, run);
    }
  }

  /** Starts the attempt that {@code run} stands at. */
  static void start(Draft draft, StepRun run) {
    draft.gate = Optional.empty();
    if (Shadowing.isByHand(draft.fixed(), draft.planned(run.id()))) {
      Shadowing.handOver(draft, run);
      return;
    }
    if (draft.planned(run.id()).action() instanceof StepAction.Ask) {
      Asking.begin(draft, run);
      return;
    }
    StepRun started = run.started(draft.now);
    draft.put(started);
    draft.work = Optional.of(Work.Running.of(started));
    draft.becomeWorking();
    PlannedStep planned = draft.planned(run.id());
    draft.emit(
        new Happening.StepStarted(
            run.id(),
            planned.title(),
            run.attempt(),
            draft.position(run.id()),
            draft.steps().size(),
            planned.waitsAlone()));
    if (planned.action() instanceof StepAction.Approve) {
      succeeded(draft, started, new TreeMap<>());
    }
  }

  static void succeeded(Draft draft, StepRun run, SortedMap<String, String> outputs) {
    StepRun done = run.with(outputs).ended(StepStatus.DONE, draft.now);
    draft.put(done);
    draft.emit(new Happening.StepSucceeded(run.id(), run.attempt(), done.took(draft.now), outputs));
    advance(draft);
  }

  /**
   * The step is known not to have taken effect: the machine tries again where it may, else a person
   * chooses.
   */
  static void notDone(Draft draft, StepRun run, String detail) {
    draft.put(run.ended(StepStatus.NOT_DONE, draft.now));
    PlannedStep planned = draft.planned(run.id());
    if (planned.idempotent() && run.automaticRetries() < planned.retries()) {
      draft.put(draft.step(run.id()).retriedByMachine());
      advance(draft);
    } else {
      draft.becomeBlocked(BlockedBecause.FAILED, detail);
    }
  }

  /** It takes longer than it should: told once, and it goes on. */
  static void tick(Draft draft) {
    draft.changeWork(
        work ->
            work instanceof Work.Running running && !running.slow() ? tick(draft, running) : work);
  }

  private static Work tick(Draft draft, Work.Running running) {
    PlannedStep planned = draft.planned(running.step());
    var due = slowAt(planned, draft.step(running.step()));
    if (due.filter(at -> !draft.now.isBefore(at)).isEmpty()) {
      return running;
    }
    draft.emit(
        new Happening.StepSlow(
            running.step(), running.attempt(), planned.expected().orElseThrow()));
    return new Work.Running(running.step(), running.attempt(), true);
  }

  /** When {@code run} has taken longer than it should; empty when nobody knows how long that is. */
  static Optional<Instant> slowAt(PlannedStep planned, StepRun run) {
    return planned.expected().flatMap(e -> run.startedAt().map(s -> s.plus(e)));
  }

  /**
   * Looks whether {@code run} took effect. A read-only step has nothing to look at: it did not. Of
   * one at which nobody can look nobody knows, so a person says how it goes on.
   */
  static void verify(Draft draft, StepRun run, Work.Why why, String detail) {
    PlannedStep planned = draft.planned(run.id());
    if (planned.verify().isEmpty() && planned.readOnly()) {
      notDone(draft, run, detail);
      return;
    }
    if (planned.verify().isEmpty()) {
      draft.put(run.ended(StepStatus.UNKNOWN, draft.now));
      draft.becomeBlocked(
          BlockedBecause.UNKNOWN,
          "%s (nobody can look whether it took effect: %s)"
              .formatted(detail, planned.unverified()));
      return;
    }
    StepRun verifying = run.ended(run.status(), draft.now).verifying();
    draft.put(verifying);
    draft.work =
        Optional.of(new Work.Verifying(run.id(), run.attempt(), verifying.verifies(), why, detail));
  }
}
