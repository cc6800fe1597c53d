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
      return "it is refused: there is no prepared way back any more.";
    }
    var undone = undone(operation);
    return undone.isEmpty()
        ? "nothing has been changed yet, so there is nothing to undo."
        : "%s are removed; %s is not touched."
            .formatted(String.join(" · ", undone), operation.plan().datastore().cluster());
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
