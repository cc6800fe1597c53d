package dev.dre.operations;

import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.Happening;
import dev.dre.operations.plan.PlannedStep;
import java.util.Optional;
import java.util.SortedMap;

/** From one step to the next: gates, starts, retries by the machine, and the end. */
final class Proceeding {

  private Proceeding() {}

  /** What was running is over: goes on, or stands still when somebody wants that. */
  static void advance(Draft draft) {
    draft.work = Optional.empty();
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
    StepRun run = next.get().nextAttempt();
    draft.put(run);
    PlannedStep planned = draft.planned(run.id());
    if (planned.gate().isPresent()) {
      Gates.open(draft, run, planned, planned.gate().get());
    } else {
      start(draft, run);
    }
  }

  /** Starts the attempt that {@code run} stands at. */
  static void start(Draft draft, StepRun run) {
    draft.gate = Optional.empty();
    draft.become(State.RUNNING);
    draft.put(run.started(draft.now));
    draft.work = Optional.of(new Work.Running(run.id(), run.attempt()));
    draft.emit(
        new Happening.StepStarted(
            run.id(),
            draft.planned(run.id()).title(),
            run.attempt(),
            draft.position(run.id()),
            draft.steps().size()));
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

  /** Looks whether {@code run} took effect. A read-only step has nothing to look at: it did not. */
  static void verify(Draft draft, StepRun run, Work.Why why, String detail) {
    if (draft.planned(run.id()).verify().isEmpty()) {
      notDone(draft, run, detail);
      return;
    }
    StepRun verifying = run.ended(run.status(), draft.now).verifying();
    draft.put(verifying);
    draft.work =
        Optional.of(new Work.Verifying(run.id(), run.attempt(), verifying.verifies(), why, detail));
  }
}
