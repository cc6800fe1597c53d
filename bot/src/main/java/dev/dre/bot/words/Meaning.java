package dev.dre.bot.words;

import dev.dre.operations.AbortWords;
import dev.dre.operations.OpenGate;
import dev.dre.operations.Operation;
import dev.dre.operations.ResidueRun;
import dev.dre.operations.RollbackRun;
import dev.dre.operations.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an operation's state means for data and for writes, and what each choice would do. */
final class Meaning {

  private Meaning() {}

  /** Where clients write now. */
  static String ofWrites(Operation operation) {
    return Words.escape(AbortWords.whereClientsWrite(operation), 300);
  }

  /** What an abort would undo now, newest first. */
  static String ofAbort(Operation operation) {
    return Words.escape(AbortWords.of(operation), 1_000);
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
          case AWAITING_APPROVAL -> ofResumedRequest(operation, step);
          case ABORTING -> "undoing goes on";
          default -> "it goes on with " + step;
        };
    return Optional.of(what + all + ".");
  }

  /** Who resumes what was approved meanwhile starts the step. */
  private static String ofResumedRequest(Operation operation, String step) {
    boolean approved = operation.gate().filter(OpenGate::satisfied).isPresent();
    return approved
        ? step + " starts: it was approved while the operation stood still"
        : "the request is open again for as long as it still was";
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
