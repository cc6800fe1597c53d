package dev.dre.operations;

/** What lifting the last hold would do at this moment, said before anybody does. */
public final class ResumeWords {

  private ResumeWords() {}

  /** What goes on in {@code operation} once nothing holds it any more; it is held now. */
  public static String of(Operation operation) {
    String all =
        operation.holds().size() == 1
            ? ""
            : " (all %d holds have to be lifted)".formatted(operation.holds().size());
    String step =
        operation.currentStep().map(run -> run.id().words()).orElse("the end of the plan");
    State over = operation.status().over().orElse(operation.state());
    String what =
        switch (over) {
          case BLOCKED -> "it is blocked as before, and somebody has to choose";
          case AWAITING_APPROVAL -> request(operation, step);
          case ABORTING -> "undoing goes on";
          case RUNNING,
              WAITING,
              PAUSING,
              PAUSED,
              NEEDS_ATTENTION,
              SUCCEEDED,
              REJECTED,
              ABORTED,
              ABORTED_NEEDS_ATTENTION,
              STOPPED ->
              "it goes on with " + step;
        };
    return what + all + ".";
  }

  /** Who resumes what was approved meanwhile starts the step. */
  private static String request(Operation operation, String step) {
    boolean approved = operation.gate().filter(OpenGate::satisfied).isPresent();
    return approved
        ? step + " starts: it was approved while the operation stood still"
        : "the request is open again for as long as it still was";
  }
}
