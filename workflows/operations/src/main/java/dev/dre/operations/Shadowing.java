package dev.dre.operations;

import static dev.dre.operations.command.Answer.accepted;
import static dev.dre.operations.command.Answer.refused;

import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.event.Happening;
import dev.dre.operations.event.Verification;
import dev.dre.operations.plan.Mode;
import dev.dre.operations.plan.PlannedRollback;
import dev.dre.operations.plan.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plan in shadow: people do by hand what changes something, the step's own verify looks whether
 * it took effect, and what they did is kept beside what the plan would have done.
 */
final class Shadowing {

  private Shadowing() {}

  static boolean isByHand(Operation operation, PlannedStep step) {
    return operation.plan().trust() == Mode.SHADOW && !step.readOnly();
  }

  /** Hands the attempt over instead of starting it. */
  static void handOver(Draft draft, StepRun run) {
    draft.put(run.started(draft.now));
    draft.work = Optional.of(new Work.ByHand(run.id(), run.attempt()));
    draft.become(State.WAITING);
    PlannedStep planned = draft.planned(run.id());
    draft.emit(
        new Happening.HandedOver(
            run.id(),
            planned.title(),
            run.attempt(),
            draft.position(run.id()),
            draft.steps().size(),
            planned.action().byHand()));
  }

  static Answer done(Draft draft, Command command) {
    if (!(draft.work.orElse(null) instanceof Work.ByHand byHand)) {
      return refused("nothing waits to be done by hand.");
    }
    String comment = ((Act.Done) command.act()).differently();
    var how = comment.isBlank() ? ByHand.How.AS_PLANNED : ByHand.How.DIFFERENTLY;
    StepRun before = draft.step(byHand.step());
    StepRun run = before.with(ByHand.said(how, command.actor(), comment, before.byHand()));
    draft.put(run);
    draft.emit(new Happening.DoneByHand(run.id(), run.attempt(), command.actor(), how, comment));
    draft.become(State.RUNNING);
    if (!draft.planned(run.id()).unverified().isEmpty()) {
      Proceeding.succeeded(draft, run, run.outputs());
      return accepted("Taken as done: nobody can look whether %s took effect.", run.id().words());
    }
    Proceeding.verify(draft, run, Work.Why.AFTER_FAILURE, "it was said to be done by hand");
    return accepted("Looking whether %s took effect.", run.id().words());
  }

  /** A look found something else than was said before it. */
  static void looked(Draft draft, Work.Verifying verifying, Verification found) {
    StepRun run = draft.step(verifying.step());
    boolean afterWhatWasSaid = verifying.why() == Work.Why.AFTER_FAILURE;
    if (afterWhatWasSaid && found != Verification.DONE && run.byHand().isPresent()) {
      draft.put(run.with(run.byHand().get().foundOtherwise()));
    }
  }

  static Answer skip(Draft draft, Command command, StepRun run, String comment) {
    if (comment.isBlank()) {
      return refused("leaving a step out needs a comment: say why it is not needed.");
    }
    draft.put(
        run.with(ByHand.said(ByHand.How.SKIPPED, command.actor(), comment, run.byHand()))
            .ended(StepStatus.SKIPPED, draft.now));
    draft.emit(new Happening.StepSkipped(run.id(), command.actor(), comment));
    Proceeding.advance(draft);
    return accepted("Going on without %s.", run.id().words());
  }

  /** What an abort leaves to people, newest first; empty outside of shadow. */
  static List<String> toUndo(Operation operation) {
    var left = new ArrayList<String>();
    if (operation.plan().trust() == Mode.SHADOW) {
      for (StepRun run : operation.steps().reversed()) {
        if (run.startedAt().isPresent() && run.status().mayHaveTakenEffect()) {
          operation.planOf(run).rollback().stream()
              .map(PlannedRollback::undoes)
              .map("%s (to be undone by hand)"::formatted)
              .forEach(left::add);
        }
      }
    }
    return left;
  }

  /** How a shadow run compares with its plan; empty when nothing was done by hand. */
  static Optional<Happening> compared(Operation operation) {
    var done = operation.steps().stream().flatMap(s -> s.byHand().stream()).toList();
    if (done.isEmpty()) {
      return Optional.empty();
    }
    var differing =
        operation.steps().stream()
            .filter(s -> s.byHand().filter(b -> !b.agrees()).isPresent())
            .map(s -> "%s: %s".formatted(s.id().words(), differing(s.byHand().orElseThrow())))
            .toList();
    return Optional.of(new Happening.Compared(done.size(), differing));
  }

  private static String differing(ByHand done) {
    return done.comment().isBlank()
        ? "it was said to be done before it was (%s)".formatted(times(done.contradicted()))
        : done.comment();
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }
}
