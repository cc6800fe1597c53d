package dev.dre.bot.words;

import dev.dre.operations.Operation;
import dev.dre.operations.ResidueRun;
import dev.dre.operations.RollbackRun;
import dev.dre.operations.State;
import dev.dre.operations.StepRun;
import dev.dre.operations.plan.PlannedRollback;
import dev.dre.operations.plan.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an operation's state means for data and for writes, and what each choice would do. */
final class Meaning {

  private Meaning() {}

  /** Where clients write now. */
  static String ofWrites(Operation operation) {
    return switch (operation.zone()) {
      case CANCEL ->
          "Nothing was switched: clients write to %s as before."
              .formatted(operation.plan().datastore().cluster());
      case REVERSE -> "It has been switched over; going back is an operation of its own.";
      case COMPLETE -> "There is no prepared way back any more: it can only go on.";
    };
  }

  /** What an abort would undo now, newest first. */
  static String ofAbort(Operation operation) {
    if (operation.zone() != Zone.CANCEL) {
      return "it is refused. " + ofWrites(operation);
    }
    var undone = new ArrayList<String>();
    for (int i = operation.steps().size() - 1; i >= 0; i--) {
      StepRun run = operation.steps().get(i);
      if (run.startedAt().isPresent()) {
        operation.planOf(run).rollback().stream().map(PlannedRollback::undoes).forEach(undone::add);
      }
    }
    return undone.isEmpty()
        ? "nothing has been changed yet, so there is nothing to undo."
        : "undone, in this order: %s. Clients go on with %s and notice nothing."
            .formatted(ThreadLine.list(undone), operation.plan().datastore().cluster());
  }

  /** What happens when the last hold is lifted; empty while nothing holds it. */
  static Optional<String> ofResume(Operation operation) {
    if (operation.holds().isEmpty()) {
      return Optional.empty();
    }
    String all =
        operation.holds().size() == 1
            ? ""
            : " (all %d holds have to be lifted)".formatted(operation.holds().size());
    String step =
        operation.currentStep().map(run -> Words.name(run.id())).orElse("the end of the plan");
    State over = operation.status().over().orElse(operation.state());
    String what =
        switch (over) {
          case BLOCKED -> "it is blocked as before, and somebody has to choose";
          case AWAITING_APPROVAL -> "the request is open again for as long as it still was";
          case ABORTING -> "undoing goes on";
          default -> "it goes on with " + step;
        };
    return Optional.of(what + all + ".");
  }

  /** Everything that is, or may be, left. */
  static List<String> left(Operation operation) {
    var left = new ArrayList<String>();
    for (RollbackRun run : operation.rollbacks()) {
      if (run.progress() == RollbackRun.Progress.GIVEN_UP) {
        left.add("%s (given up)".formatted(run.undoes()));
      }
    }
    for (ResidueRun run : operation.residue()) {
      if (!run.found().isEmpty()) {
        left.add("%s on %s".formatted(run.found(), run.cluster()));
      }
      if (!run.problem().isEmpty()) {
        left.add("nobody could look on %s: %s".formatted(run.cluster(), run.problem()));
      }
    }
    return left;
  }
}
