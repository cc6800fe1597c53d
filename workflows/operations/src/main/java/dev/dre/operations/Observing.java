package dev.dre.operations;

import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.Happening;
import dev.dre.operations.event.Verification;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.plan.PlannedStep;
import java.time.Instant;
import java.util.Optional;

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
      }
    }
    return draft.finish();
  }

  private static boolean work(Draft draft, EffectId effect, Outcome outcome) {
    Work work = draft.work.orElse(null);
    return switch (work) {
      case null -> false;
      case Work.Deciding deciding when deciding.effect().equals(effect) -> {
        Preparing.decided(draft, deciding, outcome);
        yield true;
      }
      case Work.Requiring requiring when requiring.effect().equals(effect) -> {
        Preparing.required(draft, requiring, outcome);
        yield true;
      }
      case Work.Running running when running.effect().equals(effect) -> {
        ran(draft, running, outcome);
        yield true;
      }
      case Work.Verifying verifying when verifying.effect().equals(effect) -> {
        verified(draft, verifying, outcome);
        yield true;
      }
      case Work.TakingBack back when back.effect().equals(effect) -> {
        tookBack(draft, back, outcome);
        yield true;
      }
      case Work.Stopping stopping when stopping.stopped().effect().equals(effect) -> {
        stopped(draft, stopping, outcome);
        yield true;
      }
      case Work.Clearing clearing
          when clearing.nextTry().isEmpty() && clearing.effect().equals(effect) -> {
        Clearing.observe(draft, clearing, outcome);
        yield true;
      }
      default -> false;
    };
  }

  private static void ran(Draft draft, Work.Running running, Outcome outcome) {
    StepRun run = draft.step(running.step());
    switch (outcome) {
      case Outcome.Succeeded succeeded -> Proceeding.succeeded(draft, run, succeeded.outputs());
      case Outcome.Failed failed -> {
        draft.emit(
            new Happening.StepFailed(run.id(), run.attempt(), failed.reason(), failed.lastLines()));
        Proceeding.verify(draft, run, Work.Why.AFTER_FAILURE, failed.reason());
      }
      default -> {
        String reason = Rollbacks.reason(outcome);
        PlannedStep planned = draft.planned(run.id());
        if (planned.action().jobBehind().isPresent()) {
          unknown(draft, running, reason);
        } else if (planned.readOnly()) {
          inconclusive(draft, run, reason);
        } else {
          draft.emit(new Happening.OutcomeUnknown(run.id(), run.attempt(), reason));
          Proceeding.verify(draft, run, Work.Why.AFTER_FAILURE, reason);
        }
      }
    }
  }

  /** It only looked, so there is nothing to look after. */
  private static void inconclusive(Draft draft, StepRun run, String reason) {
    draft.emit(new Happening.StepFailed(run.id(), run.attempt(), reason, ""));
    draft.put(run.ended(StepStatus.NOT_DONE, draft.now));
    draft.becomeBlocked(BlockedBecause.INCONCLUSIVE, reason);
  }

  /** It is seen gone before anybody looks: a step that may still be at work cannot be judged. */
  private static void unknown(Draft draft, Work.OnStep running, String reason) {
    draft.emit(new Happening.OutcomeUnknown(running.step(), running.attempt(), reason));
    draft.work = Optional.of(Work.Clearing.first(running, Work.Cause.UNKNOWN, reason));
  }

  private static void verified(Draft draft, Work.Verifying verifying, Outcome outcome) {
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
    LongPause.tick(draft);
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
