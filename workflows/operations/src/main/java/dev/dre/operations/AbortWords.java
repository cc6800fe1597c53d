package dev.dre.operations;

import dev.dre.operations.plan.PlannedRollback;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.plan.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
      return running(operation, "%s; ")
          + "nothing is undone by itself, because people did it by hand: %s. It is looked what is left."
              .formatted(String.join(" · ", byHand));
    }
    var undone = undone(operation);
    return undone.isEmpty()
        ? running(operation, "%s; ") + "nothing has been changed yet, so there is nothing to undo."
        : running(operation, "first %s; then ")
            + "undone, each place by itself and the newest first: %s. Clients go on with %s%s."
                .formatted(
                    String.join(" · ", undone),
                    operation.plan().datastore().cluster(),
                    putsBackPods(operation) ? "" : " and notice nothing");
  }

  /** Pods that get back what they were made of are made anew. */
  private static boolean putsBackPods(Operation operation) {
    return operation.steps().stream()
        .filter(run -> run.startedAt().isPresent())
        .anyMatch(run -> operation.planOf(run).action().change().isPresent());
  }

  /** What becomes of what runs; empty when nothing does that could go on without us. */
  private static String running(Operation operation, String form) {
    String first =
        operation.atWork().stream()
            .filter(Work.Running.class::isInstance)
            .map(work -> operation.step(((Work.Running) work).step()))
            .flatMap(run -> stopped(run.id(), operation.planOf(run).action()).stream())
            .collect(Collectors.joining(", "));
    return first.isEmpty() ? "" : form.formatted(first);
  }

  private static Optional<String> stopped(StepId step, StepAction action) {
    return switch (action) {
      case StepAction.RunJob ignored -> Optional.of(step.words() + " is stopped");
      case StepAction.StartWorkflow ignored ->
          Optional.of(
              "the workflow of %s is asked to cancel, and its end is waited for"
                  .formatted(step.words()));
      case StepAction.Call ignored ->
          Optional.of("the call of %s is broken off".formatted(step.words()));
      case StepAction.Change(var change) ->
          Optional.of(
              "%s is not followed any more%s"
                  .formatted(
                      step.words(), change.canBeUndone() ? "; what it changed is taken back" : ""));
      case StepAction.Watch ignored -> Optional.empty();
      case StepAction.Sleep ignored -> Optional.empty();
      case StepAction.SleepUntil ignored -> Optional.empty();
      case StepAction.SleepUntilOpen ignored -> Optional.empty();
      case StepAction.Approve ignored -> Optional.empty();
      case StepAction.Ask ignored -> Optional.empty();
    };
  }

  /** In shadow, what an abort has left to people to undo; else nothing. */
  public static List<String> toUndoByHand(Operation operation) {
    return Shadowing.toUndo(operation);
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
