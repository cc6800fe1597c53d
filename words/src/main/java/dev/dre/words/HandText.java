package dev.dre.words;

import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepRun;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.Right;
import dev.dre.operations.plan.StepId;

/** In shadow: what a person is to do by hand, as the exact command that the plan would have run. */
public final class HandText {

  private HandText() {}

  /** Its first words are bold. */
  public static String waiting(Operation operation, StepId id) {
    StepRun run = operation.step(id);
    PlannedStep step = operation.planOf(run);
    String where =
        " (step %d of %d): %s\n%s\n"
            .formatted(
                operation.positionOf(run),
                operation.steps().size(),
                Words.escape(step.title(), 300),
                HandCommand.of(step.action()));
    String then =
        "Say when it is done: %s Waiting for %s.%s"
            .formatted(
                step.unverified().isEmpty()
                    ? "then it is looked whether it took effect."
                    : "it is taken as done, because nobody can look whether it took effect.",
                Words.holders(operation.plan(), Right.RETRY),
                operation.state() == State.PAUSED ? " Paused: somebody has to resume first." : "");
    return "*By hand: %s*%s%s".formatted(Words.name(id), where, then);
  }
}
