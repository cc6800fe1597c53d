package dev.dre.operations;

import dev.dre.operations.plan.Mode;
import java.util.List;

/** What people can choose in the state that an operation is in, and what comes of each. */
public final class ChoiceWords {

  private ChoiceWords() {}

  /** One line for each choice; none for what would be refused in any case. */
  public static List<String> of(Operation operation) {
    return switch (operation.state()) {
      case RUNNING, AWAITING_APPROVAL, WAITING, BLOCKED ->
          List.of(pause(operation), abort(operation));
      case PAUSING, PAUSED -> List.of(resume(operation), abort(operation));
      case ABORTING -> List.of(operation.holds().isEmpty() ? pause(operation) : resume(operation));
      case NEEDS_ATTENTION ->
          List.of(
              operation.plan().trust() == Mode.SHADOW
                  ? "If you retry: it is looked again what is left behind; people undo by hand what they did."
                  : "If you retry: everything that was to be undone is undone once more.",
              "If you acknowledge: it stays as it is, and %s is free for other operations."
                  .formatted(operation.plan().datastore().name()));
      case SUCCEEDED, REJECTED, ABORTED, ABORTED_NEEDS_ATTENTION, STOPPED -> List.of();
    };
  }

  private static String pause(Operation operation) {
    return "If you pause: " + PauseWords.meanwhile(operation);
  }

  private static String resume(Operation operation) {
    return "If you resume: " + ResumeWords.of(operation);
  }

  private static String abort(Operation operation) {
    return "If you abort: " + AbortWords.of(operation);
  }
}
