package dev.dre.operations;

import dev.dre.operations.plan.PauseFate;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.StepId;
import java.util.List;
import java.util.stream.Collectors;

/** What a pause means at this moment, said before anybody clicks. */
public final class PauseWords {

  private static final String NOTHING_AFTER = "; nothing starts after it.";

  private PauseWords() {}

  /** What goes on, and what does not, if {@code operation} is paused now. */
  public static String meanwhile(Operation operation) {
    return switch (operation.state()) {
      case RUNNING, WAITING, BLOCKED ->
          operation
              .work()
              .map(work -> during(operation, work))
              .orElse("nothing runs now, and nothing starts until somebody resumes.");
      case AWAITING_APPROVAL ->
          "nothing runs now; people can still decide, and nothing starts until somebody resumes.";
      case PAUSING, PAUSED -> "it has one more hold, and goes on when all of them are lifted.";
      case ABORTING -> undoing(operation);
      case NEEDS_ATTENTION, SUCCEEDED, REJECTED, ABORTED, ABORTED_NEEDS_ATTENTION, STOPPED ->
          "it is refused: nothing runs that could stand still.";
    };
  }

  private static String undoing(Operation operation) {
    Work work = operation.work().orElse(null);
    if (work instanceof Work.CheckingResidue) {
      return "nothing is undone any more; the look at what is left behind comes to its end, and the operation with it.";
    }
    if (work != null) {
      return "%s is still stopped and seen gone; nothing is undone until somebody resumes."
          .formatted(
              operation.stepsAtWork().stream()
                  .map(StepId::words)
                  .collect(Collectors.joining(", ")));
    }
    String running =
        operation.rollbacks().stream()
            .filter(run -> run.progress() == RollbackRun.Progress.RUNNING)
            .map(RollbackRun::undoes)
            .collect(Collectors.joining(" · "));
    return running.isEmpty()
        ? "nothing is undone, nor tried again, until somebody resumes."
        : "what is being undone now comes to its end (%s); nothing further is undone until somebody resumes."
            .formatted(running);
  }

  /** Of each what it says of it alone, and once that nothing comes after them. */
  private static String together(Operation operation, List<Work> all) {
    var said = all.stream().map(work -> during(operation, work)).distinct().toList();
    return said.stream()
        .map(text -> text.replace(NOTHING_AFTER, "").replaceFirst("\\.$", ""))
        .collect(Collectors.joining("; ", "", NOTHING_AFTER.replace("after it", "after them")));
  }

  private static String during(Operation operation, Work work) {
    return switch (work) {
      case Work.Together(List<Work> all) -> together(operation, all);
      case Work.Deciding deciding ->
          "it is being found out whether %s is needed; nothing starts after it."
              .formatted(deciding.step().words());
      case Work.Requiring requiring ->
          "the look whether %s can start comes to its end; nothing starts after it."
              .formatted(requiring.step().words());
      case Work.ByHand byHand ->
          "nothing runs; %s is done by hand, and nothing starts after it."
              .formatted(byHand.step().words());
      case Work.Asking asking ->
          "nothing runs; answers to %s are taken, its clock stops, and nothing starts after it."
              .formatted(asking.step().words());
      case Work.Running running -> running(operation, running.step());
      case Work.Verifying verifying ->
          "the check of %s comes to its end; nothing starts after it."
              .formatted(verifying.step().words());
      case Work.TakingBack back ->
          "taking back %s comes to its end; nothing starts after it."
              .formatted(back.step().words());
      case Work.Stopping stopping -> stopped(stopping.stopped());
      case Work.Clearing clearing -> stopped(clearing.stopped());
      case Work.CheckingResidue ignored ->
          "the last look at what is left behind comes to its end; then it stands still.";
    };
  }

  private static String stopped(Work.OnStep stopped) {
    return "%s is being stopped; nothing starts after it.".formatted(stopped.step().words());
  }

  private static String running(Operation operation, StepId id) {
    var step =
        operation.plan().steps().stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
    if (step.action() instanceof StepAction.Sleep) {
      return "%s stops counting, and goes on with what is left after the pause."
          .formatted(id.words());
    }
    if (step.action() instanceof StepAction.SleepUntil
        || step.action() instanceof StepAction.SleepUntilOpen) {
      return "%s stops waiting; after the pause it waits for its time again.".formatted(id.words());
    }
    if (step.action() instanceof StepAction.Watch) {
      return "%s stops looking, and begins again after the pause.".formatted(id.words());
    }
    if (step.pause() == PauseFate.REDO) {
      return "%s is stopped now and runs again from its start after the pause."
          .formatted(id.words());
    }
    String atMost = step.budget().map(b -> ", in at most %d s".formatted(b.toSeconds())).orElse("");
    return "%s goes on to its end%s; nothing starts after it.".formatted(id.words(), atMost);
  }
}
