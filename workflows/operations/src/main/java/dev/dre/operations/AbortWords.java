package dev.dre.operations;

import dev.dre.operations.plan.PlannedRollback;
import dev.dre.operations.plan.Zone;
import java.util.ArrayList;
import java.util.List;

/** What an abort would do at this moment, said before anybody asks for it. */
public final class AbortWords {

  private AbortWords() {}

  /** What would be undone, newest first, or why an abort is refused. */
  public static String of(Operation operation) {
    if (operation.zone() != Zone.CANCEL) {
      return "it is refused. " + whereClientsWrite(operation);
    }
    var byHand = Shadowing.toUndo(operation);
    if (!byHand.isEmpty()) {
      return "nothing is undone by itself, because people did it by hand: %s. It is looked what is left."
          .formatted(String.join(" · ", byHand));
    }
    var undone = undone(operation);
    return undone.isEmpty()
        ? "nothing has been changed yet, so there is nothing to undo."
        : "undone, in this order: %s. Clients go on with %s and notice nothing."
            .formatted(String.join(" · ", undone), operation.plan().datastore().cluster());
  }

  /** Whether it was switched over, and so whether there is a way back. */
  public static String whereClientsWrite(Operation operation) {
    return switch (operation.zone()) {
      case CANCEL ->
          "Nothing was switched: clients write to %s as before."
              .formatted(operation.plan().datastore().cluster());
      case REVERSE ->
          "It has been switched over; going back is an operation of its own%s"
              .formatted(
                  operation.wayBack().isPresent() ? ", once Reverse has stopped this one." : ".");
      case COMPLETE -> "There is no prepared way back any more: it can only go on.";
    };
  }

  private static List<String> undone(Operation operation) {
    var undone = new ArrayList<String>();
    for (StepRun run : operation.steps().reversed()) {
      if (run.startedAt().isPresent()) {
        operation.planOf(run).rollback().stream().map(PlannedRollback::undoes).forEach(undone::add);
      }
    }
    return undone;
  }
}
