package dev.dre.operations;

import dev.dre.operations.plan.PlannedGroup;
import java.util.List;
import java.util.Optional;

/**
 * Steps that run beside each other, each by the rules of a step. One that needs a person is put
 * aside: nothing new starts, what runs comes to its end, and then the operation stands blocked for
 * it. Whoever is put aside is dealt with one after the other, before anything else of the group
 * starts.
 */
final class Grouping {

  private Grouping() {}

  /** One has ended. Whether others still run: then nothing comes after the group yet. */
  static boolean othersGoOn(Draft draft) {
    if (!draft.othersAtWork()) {
      return false;
    }
    startMore(draft);
    return true;
  }

  /** Starts what can run beside what runs; nothing while somebody holds it, or one is aside. */
  static void startMore(Draft draft) {
    var group = draft.atWork().stream().findFirst().flatMap(id -> draft.planned(id).group());
    if (group.isEmpty() || !draft.holds.isEmpty() || anyAside(draft, group.get())) {
      return;
    }
    draft.park();
    for (StepRun run : members(draft, group.get())) {
      var atWork = draft.atWork();
      if (atWork.size() < group.get().atMost()
          && !run.status().isOver()
          && !atWork.contains(run.id())) {
        Proceeding.begin(draft, run);
        draft.park();
      }
    }
  }

  private static boolean anyAside(Draft draft, PlannedGroup group) {
    return members(draft, group).stream().anyMatch(run -> run.aside().isPresent());
  }

  private static List<StepRun> members(Draft draft, PlannedGroup group) {
    return draft.steps().stream()
        .filter(run -> draft.planned(run.id()).group().equals(Optional.of(group)))
        .toList();
  }

  /** {@code work} needs a person, and others still run, or others need one first. */
  static void putAside(Draft draft, Work work, Status.Trouble why) {
    StepRun run = draft.step(work.stepOf().orElseThrow());
    draft.put(run.aside(Optional.of(why)));
    Proceeding.advance(draft);
  }

  /** Its turn has come: nothing runs beside it any more. */
  static void block(Draft draft, StepRun run) {
    Status.Trouble why = run.aside().orElseThrow();
    draft.put(run.aside(Optional.empty()));
    draft.becomeBlocked(why.because(), why.detail());
  }
}
