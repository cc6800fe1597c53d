package dev.dre.operations;

import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.Happening;
import dev.dre.operations.event.Verification;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.plan.PlannedStep;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/** What effects report. An outcome counts only while its effect is what the operation is doing. */
final class Observing {

  private Observing() {}

  static Operation observe(Operation operation, EffectId effect, Outcome outcome, Instant now) {
    var draft = new Draft(operation, now);
    switch (outcome) {
      case Outcome.Delivered delivered when effect.isDelivery() ->
          delivered(draft, effect, delivered);
      case Outcome.TimerFired fired when effect.isTimer() -> tick(draft);
      // Still wanted, so it is started again. Recording it would make one more event to tell.
      case Outcome ignored when effect.isDelivery() || effect.isTimer() -> {}
      default -> {
        if (!work(draft, effect, outcome)
            && !Guards.observe(draft, effect, outcome)
            && !Rollbacks.observe(draft, effect, outcome)
            && !Residue.observe(draft, effect, outcome)) {
          late(draft, effect, outcome);
        }
        Guards.withoutWorker(draft, false);
      }
    }
    return draft.finish();
  }

  private static boolean work(Draft draft, EffectId effect, Outcome outcome) {
    var one =
        draft.eachAtWork().stream().filter(w -> w.awaits().equals(Optional.of(effect))).findFirst();
    one.ifPresent(
        work -> {
          draft.turnTo(work);
          work(draft, work, outcome);
        });
    return one.isPresent();
  }

  private static void work(Draft draft, Work work, Outcome outcome) {
    switch (work) {
      case Work.Deciding deciding -> Preparing.decided(draft, deciding, outcome);
      case Work.Requiring requiring -> Preparing.required(draft, requiring, outcome);
      case Work.Running running -> ran(draft, running, outcome);
      case Work.Verifying verifying -> verified(draft, verifying, outcome);
      case Work.TakingBack back -> tookBack(draft, back, outcome);
      case Work.Stopping stopping -> stopped(draft, stopping, outcome);
      case Work.Clearing clearing -> Clearing.observe(draft, clearing, outcome);
      case Work.ByHand ignored -> throw awaitsNothing(work);
      case Work.Asking ignored -> throw awaitsNothing(work);
      case Work.CheckingResidue ignored -> throw awaitsNothing(work);
      case Work.Together ignored -> throw awaitsNothing(work);
    }
  }

  private static IllegalStateException awaitsNothing(Work work) {
    return new IllegalStateException("waits for no effect: " + work);
  }

  private static void ran(Draft draft, Work.Running running, Outcome outcome) {
    StepRun run = draft.step(running.step());
    switch (outcome) {
      case Outcome.Succeeded succeeded ->
          notAsDeclared(draft, run, succeeded.outputs())
              .ifPresentOrElse(
                  problem -> failed(draft, run.with(succeeded.outputs()), problem, ""),
                  () -> Proceeding.succeeded(draft, run, succeeded.outputs()));
      case Outcome.Failed failed -> failed(draft, run, failed.reason(), failed.lastLines());
      default -> {
        String reason = Rollbacks.reason(outcome);
        PlannedStep planned = draft.planned(run.id());
        if (planned.action().jobBehind().isPresent()) {
          unknown(draft, running, reason);
        } else if (planned.readOnly()) {
          inconclusive(draft, run, outcome);
        } else {
          draft.emit(new Happening.OutcomeUnknown(run.id(), run.attempt(), reason));
          Proceeding.verify(draft, run, Work.Why.AFTER_FAILURE, reason);
        }
      }
    }
  }

  /** Steps after it would stumble over what it did not say, further from the cause. */
  private static Optional<String> notAsDeclared(
      Draft draft, StepRun run, SortedMap<String, String> outputs) {
    return draft.rulesVersion < Operation.OUTPUTS_AS_DECLARED
        ? Optional.empty()
        : draft.planned(run.id()).outputs().stream()
            .flatMap(output -> output.problemIn(outputs).stream())
            .findFirst();
  }

  private static void failed(Draft draft, StepRun run, String reason, String lastLines) {
    draft.put(run);
    draft.emit(new Happening.StepFailed(run.id(), run.attempt(), reason, lastLines));
    Proceeding.verify(draft, run, Work.Why.AFTER_FAILURE, reason);
  }

  /** It only looked, so there is nothing to look after. */
  private static void inconclusive(Draft draft, StepRun run, Outcome outcome) {
    String reason = Rollbacks.reason(outcome);
    boolean failed =
        outcome instanceof Outcome.ProbeFailed
            && draft.rulesVersion >= Operation.FAILED_PROBES_ARE_TOLD_APART;
    draft.emit(new Happening.StepFailed(run.id(), run.attempt(), reason, ""));
    draft.put(run.ended(StepStatus.NOT_DONE, draft.now));
    draft.becomeBlocked(failed ? BlockedBecause.PROBE_FAILED : BlockedBecause.INCONCLUSIVE, reason);
  }

  /** It is seen gone before anybody looks: a step that may still be at work cannot be judged. */
  private static void unknown(Draft draft, Work.OnStep running, String reason) {
    draft.emit(new Happening.OutcomeUnknown(running.step(), running.attempt(), reason));
    var clearing = Work.Clearing.first(running, Work.Cause.UNKNOWN, reason);
    draft.work = Optional.of(clearing);
    if (WantedEffects.jobBehind(draft.finish(), running).isEmpty()) {
      Clearing.gone(draft, clearing);
    }
  }

  private static void verified(Draft draft, Work.Verifying verifying, Outcome outcome) {
    if (outcome instanceof Outcome.Verified(Verification found, String ignored)) {
      Shadowing.looked(draft, verifying, found);
    }
    StepRun run = draft.step(verifying.step());
    if (!(outcome instanceof Outcome.Verified(Verification verification, String evidence))) {
      String reason = Rollbacks.reason(outcome);
      draft.emit(new Happening.VerifyFailed(run.id(), run.attempt(), reason));
      draft.put(run.ended(StepStatus.UNKNOWN, draft.now));
      draft.becomeBlocked(
          BlockedBecause.UNKNOWN, "nobody could look whether it took effect: " + reason);
      return;
    }
    draft.emit(new Happening.Verified(run.id(), run.attempt(), verification, evidence));
    switch (verification) {
      case DONE -> {
        if (verifying.why() == Work.Why.AFTER_TAKING_BACK) {
          // Somebody wanted it undone, so nothing goes on by itself from here.
          draft.put(run.ended(StepStatus.PARTIAL, draft.now));
          draft.becomeBlocked(
              BlockedBecause.PARTIAL, "it was to be taken back and is still there: " + evidence);
        } else {
          Proceeding.succeeded(draft, run, run.outputs());
        }
      }
      case PARTIAL -> {
        draft.put(run.ended(StepStatus.PARTIAL, draft.now));
        draft.becomeBlocked(BlockedBecause.PARTIAL, evidence);
      }
      case NOT_DONE -> {
        switch (verifying.why()) {
          case AFTER_FAILURE -> Proceeding.notDone(draft, run, verifying.detail());
          case BEFORE_RETRY -> {
            draft.put(run.ended(StepStatus.NOT_DONE, draft.now));
            Proceeding.advance(draft);
          }
          case AFTER_TAKING_BACK -> {
            draft.put(run.ended(StepStatus.NOT_DONE, draft.now));
            draft.becomeBlocked(BlockedBecause.TAKEN_BACK, evidence);
          }
        }
      }
    }
  }

  private static void tookBack(Draft draft, Work.TakingBack back, Outcome outcome) {
    StepRun run = draft.step(back.step());
    switch (outcome) {
      case Outcome.Succeeded succeeded -> {
        Work.TakingBack next = back.next();
        if (next.index() < draft.planned(run.id()).rollback().size()) {
          draft.work = Optional.of(next);
        } else {
          Proceeding.verify(draft, run, Work.Why.AFTER_TAKING_BACK, "");
        }
      }
      case Outcome.Failed failed ->
          Proceeding.verify(draft, run, Work.Why.AFTER_TAKING_BACK, failed.reason());
      default -> unknown(draft, back, Rollbacks.reason(outcome));
    }
  }

  private static void stopped(Draft draft, Work.Stopping stopping, Outcome outcome) {
    boolean endedInTime =
        stopping.cause() == Work.Cause.REDO && outcome instanceof Outcome.Succeeded;
    if (endedInTime && stopping.stopped() instanceof Work.Running running) {
      ran(draft, running, outcome);
      return;
    }
    var clearing = Work.Clearing.first(stopping.stopped(), stopping.cause(), stopping.detail());
    draft.work = Optional.of(clearing);
    if (WantedEffects.jobBehind(draft.finish(), stopping.stopped()).isEmpty()) {
      Clearing.gone(draft, clearing);
    }
  }

  private static void delivered(Draft draft, EffectId effect, Outcome.Delivered delivered) {
    draft.outbox.cursors().keySet().stream()
        .filter(effect::isDeliveryTo)
        .forEach(
            sink -> {
              draft.outbox = draft.outbox.delivered(sink, delivered.throughSequence());
              draft.windows.putAll(delivered.windows());
            });
  }

  private static void tick(Draft draft) {
    if (draft.state() == State.AWAITING_APPROVAL
        && draft.gate.orElseThrow().request().expired(draft.now)) {
      Gates.expire(draft);
    }
    Pausing.tick(draft);
    Proceeding.tick(draft);
    Asking.tick(draft);
    LongPause.tick(draft);
    Reminding.tick(draft);
    Clearing.tick(draft);
    Rollbacks.tick(draft);
    Residue.tick(draft);
  }

  private static void late(Draft draft, EffectId effect, Outcome outcome) {
    if (!(outcome instanceof Outcome.Cancelled)) {
      draft.emit(new Happening.LateOutcome(effect.value(), inWords(outcome)));
    }
  }

  private static String inWords(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded ignored -> "succeeded";
      case Outcome.Failed ignored -> "failed";
      case Outcome.Unknown ignored -> "unknown";
      case Outcome.Inconclusive ignored -> "inconclusive";
      case Outcome.ProbeFailed ignored -> "the probe failed";
      case Outcome.Answered ignored -> "answered";
      case Outcome.Required ignored -> "looked whether it can start";
      case Outcome.GuardSays ignored -> "a guard spoke";
      case Outcome.Cancelled ignored -> "cancelled";
      case Outcome.Verified ignored -> "verified";
      case Outcome.ResidueSeen ignored -> "residue seen";
      case Outcome.Delivered ignored -> "delivered";
      case Outcome.TimerFired ignored -> "timer fired";
    };
  }
}
