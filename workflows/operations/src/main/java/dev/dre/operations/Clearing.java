package dev.dre.operations;

import static dev.dre.operations.command.Answer.accepted;
import static dev.dre.operations.command.Answer.refused;

import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Happening;
import dev.dre.operations.plan.StepAction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Seeing the Job of something that has ended gone. Until it is seen gone nothing goes on, however
 * often it takes: what is not seen gone may still be at work.
 */
final class Clearing {

  private Clearing() {}

  static void observe(Draft draft, Work.Clearing clearing, Outcome outcome) {
    if (outcome instanceof Outcome.Succeeded) {
      gone(draft, clearing);
      return;
    }
    var stopped = clearing.stopped();
    draft.emit(
        new Happening.OutcomeUnknown(
            stopped.step(),
            stopped.attempt(),
            "its Job could not be seen gone: " + Rollbacks.reason(outcome)));
    var nextTry = draft.now.plus(Rollbacks.backoff(clearing.failures() + 1));
    draft.work = Optional.of(clearing.failed(nextTry));
  }

  static void gone(Draft draft, Work.Clearing clearing) {
    StepRun run = draft.step(clearing.stopped().step());
    switch (clearing.cause()) {
      case ABORT -> {
        draft.workEnded();
        Rollbacks.advance(draft);
      }
      case REDO -> {
        // Killed half-way, and nobody looked: it may have taken effect, and so begun its zone.
        if (draft.planned(run.id()).action() instanceof StepAction.Sleep) {
          run = run.waited(run.waited().orElse(Duration.ZERO).plus(run.took(draft.now)));
        }
        boolean changesNothing = draft.planned(run.id()).readOnly();
        draft.put(run.ended(changesNothing ? StepStatus.NOT_DONE : StepStatus.UNKNOWN, draft.now));
        Proceeding.advance(draft);
      }
      case SKIP -> {
        draft.put(run.ended(StepStatus.SKIPPED, draft.now));
        Proceeding.advance(draft);
      }
      case UNKNOWN -> {
        var why =
            clearing.stopped() instanceof Work.TakingBack
                ? Work.Why.AFTER_TAKING_BACK
                : Work.Why.AFTER_FAILURE;
        Proceeding.verify(draft, run, why, clearing.detail());
      }
    }
  }

  static void tick(Draft draft) {
    draft.changeWork(
        work ->
            work instanceof Work.Clearing clearing
                    && clearing.nextTry().filter(at -> !draft.now.isBefore(at)).isPresent()
                ? clearing.triedAgain()
                : work);
  }

  /** Nobody can look, so somebody's word counts. */
  static Answer assumeGone(Draft draft, Command command) {
    String comment = ((Act.AssumeGone) command.act()).comment();
    var first = waiting(draft).stream().findFirst();
    if (first.isEmpty()) {
      return Residue.giveUp(draft, command.actor(), comment);
    }
    if (comment.isBlank()) {
      return refused("taking a Job for gone needs a comment: say how you know.");
    }
    Work.Clearing clearing = first.get();
    var stopped = clearing.stopped();
    draft.emit(
        new Happening.AssumedGone(stopped.step(), stopped.attempt(), command.actor(), comment));
    draft.turnTo(clearing);
    gone(draft, clearing);
    return accepted("The Job of %s counts as gone.", stopped.step().words());
  }

  private static List<Work.Clearing> waiting(Draft draft) {
    return draft.eachAtWork().stream()
        .filter(Work.Clearing.class::isInstance)
        .map(Work.Clearing.class::cast)
        .toList();
  }

  /** Looks now instead of later. Whether it was waiting to. */
  static boolean lookNow(Draft draft) {
    boolean waits = waiting(draft).stream().anyMatch(c -> c.nextTry().isPresent());
    draft.changeWork(work -> work instanceof Work.Clearing c ? c.triedAgain() : work);
    return waits;
  }
}
