package dev.dre.operations;

import static dev.dre.operations.command.Answer.accepted;
import static dev.dre.operations.command.Answer.refused;

import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.Happening;
import dev.dre.operations.plan.Zone;
import java.util.Optional;

/** The ways out of standing blocked. */
final class Recovering {

  private Recovering() {}

  /**
   * Looks first whether the step took effect after all; only then runs it again, through its gate
   * where it has one.
   */
  static Answer retry(Draft draft, Command command) {
    var changed = ((Act.Retry) command.act()).with();
    if (changed.isPresent()) {
      var refusal = Amending.amend(draft, changed.get(), command.actor());
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    StepRun run = draft.current().orElseThrow();
    BlockedBecause because = draft.trouble().orElseThrow().because();
    wentOn(draft, command, run, changed.isPresent() ? "retry with other values" : "retry");
    draft.put(run.retriedByPerson());
    return switch (because) {
      case REJECTED, EXPIRED, UNANSWERED -> {
        Proceeding.advance(draft);
        yield accepted("Asked again.");
      }
      case NOT_READY, INCONCLUSIVE, PROBE_FAILED -> {
        Proceeding.advance(draft);
        yield accepted("Looking again.");
      }
      case FAILED, PARTIAL, UNKNOWN, TAKEN_BACK -> {
        draft.become(State.RUNNING);
        if (draft.planned(run.id()).verify().isPresent()) {
          Proceeding.verify(draft, draft.step(run.id()), Work.Why.BEFORE_RETRY, "");
          yield accepted("Looking first whether %s took effect.", run.id());
        }
        Proceeding.advance(draft);
        yield accepted("%s runs again.", run.id());
      }
    };
  }

  /** Goes on without the step, on somebody's word. */
  static Answer skip(Draft draft, Command command) {
    StepRun run = draft.current().orElseThrow();
    String comment = ((Act.Skip) command.act()).comment();
    var planned = draft.planned(run.id());
    if (Shadowing.isByHand(draft.fixed(), planned) && run.status() != StepStatus.PARTIAL) {
      return Shadowing.skip(draft, command, run, comment);
    }
    if (!planned.skippable() || planned.zone() != Zone.CANCEL) {
      return refused("the runbook does not let %s be skipped.", run.id().words());
    }
    if (run.status() == StepStatus.PARTIAL) {
      return refused("%s is half done: finish it forward, or go back.", run.id().words());
    }
    if (comment.isBlank()) {
      return refused("skipping a step needs a comment: say why it is not needed.");
    }
    if (draft.work.orElse(null) instanceof Work.OnStep waiting) {
      draft.work = Optional.of(new Work.Stopping(waiting, Work.Cause.SKIP, ""));
      draft.become(State.RUNNING);
    } else if (draft.work.orElse(null) instanceof Work.Together) {
      return refused("steps run beside each other: one that stands blocked can be skipped.");
    } else if (draft.work.isPresent() && !(draft.work.get() instanceof Work.Asking)) {
      return refused("%s is being stopped already.", run.id().words());
    } else {
      draft.work = Optional.empty();
      draft.put(run.ended(StepStatus.SKIPPED, draft.now));
    }
    draft.emit(new Happening.StepSkipped(run.id(), command.actor(), comment));
    if (draft.work.isEmpty()) {
      Proceeding.advance(draft);
    }
    return accepted("Going on without %s.", run.id().words());
  }

  static Answer finishForward(Draft draft, Command command) {
    if (!partial(draft)) {
      return refused("only a step that was found half done can be finished forward.");
    }
    StepRun run = draft.current().orElseThrow();
    wentOn(draft, command, run, "finish forward");
    Proceeding.advance(draft);
    return Shadowing.isByHand(draft.fixed(), draft.planned(run.id()))
        ? accepted("%s is to be finished by hand.", run.id().words())
        : accepted("%s is run on to its end.", run.id().words());
  }

  static Answer goBack(Draft draft, Command command) {
    if (!partial(draft)) {
      return refused("only a step that was found half done can be taken back.");
    }
    StepRun run = draft.current().orElseThrow();
    if (Shadowing.isByHand(draft.fixed(), draft.planned(run.id()))) {
      return refused("what was done by hand is taken back by hand; then retry.");
    }
    if (draft.planned(run.id()).rollback().isEmpty()) {
      return refused("nothing is declared that takes %s back.", run.id());
    }
    wentOn(draft, command, run, "go back");
    draft.become(State.RUNNING);
    // Each time follows a verify of its own, so their count tells the times apart.
    draft.work = Optional.of(new Work.TakingBack(run.id(), run.attempt(), run.verifies(), 0));
    return accepted("%s is taken back.", run.id());
  }

  private static boolean partial(Draft draft) {
    return draft.current().orElseThrow().status() == StepStatus.PARTIAL;
  }

  private static void wentOn(Draft draft, Command command, StepRun run, String how) {
    draft.emit(new Happening.WentOn(run.id(), command.actor(), how));
  }
}
