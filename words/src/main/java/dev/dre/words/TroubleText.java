package dev.dre.words;

import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.Status;
import dev.dre.operations.StepRun;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.plan.Mode;
import dev.dre.operations.plan.Right;
import dev.dre.operations.plan.StepId;
import java.util.ArrayList;

/**
 * Something went wrong and a person has to choose: what happened, what it means, what can be done.
 */
public final class TroubleText {

  private TroubleText() {}

  /** Somebody has to choose how {@code step}, at which it stands blocked, goes on. */
  public static String blocked(Operation operation, StepId step) {
    Status.Trouble trouble = operation.status().trouble().orElseThrow();
    StepRun run = operation.step(step);
    String name = Words.name(step);
    String headline = "▲ *%s*: %s.".formatted(name, words(trouble.because()));
    return """
        %s%s
        Now: nothing runs, and nothing starts until somebody chooses. %s
        You can: %s
        Waiting for %s since %s.%s"""
        .formatted(
            headline,
            trouble.detail().isBlank()
                ? ""
                : "\nWhat happened: " + Words.escape(trouble.detail(), 900),
            Meaning.ofWrites(operation),
            choices(operation, run, trouble.because()),
            Words.holders(operation.plan(), Right.RETRY),
            Words.time(operation.status().since()),
            operation.state() == State.PAUSED
                ? " Paused as well: somebody has to resume first."
                : "");
  }

  private static String choices(Operation operation, StepRun run, BlockedBecause because) {
    if (operation.plan().trust() == Mode.SHADOW && !operation.planOf(run).readOnly()) {
      return "put it right by hand, then *Retry* looks again, and hands it over again if need be; "
          + "*Abort*: "
          + Meaning.ofAbort(operation);
    }
    boolean gated = operation.planOf(run).gate().isPresent();
    var choices = new ArrayList<String>();
    if (because == BlockedBecause.PARTIAL) {
      choices.add("*Finish forward* runs it on to its end" + (gated ? ", after approval" : ""));
      if (!operation.planOf(run).rollback().isEmpty()) {
        choices.add("*Go back* takes back what it did");
      }
    }
    choices.add(
        switch (because) {
          case REJECTED, EXPIRED -> "*Retry* asks for approval again";
          case UNANSWERED -> "*Retry* asks again; what was answered still counts";
          case NOT_READY, INCONCLUSIVE, PROBE_FAILED -> "*Retry* looks again";
          case FAILED, PARTIAL, UNKNOWN, TAKEN_BACK ->
              "*Retry* looks what it did, then runs it again" + (gated ? ", after approval" : "");
        });
    if (!ChangeableValues.of(operation.plan()).isEmpty()) {
      choices.add("*Retry with…* does so with other values");
    }
    if (operation.planOf(run).skippable()) {
      choices.add("*Skip* goes on without it");
    }
    choices.add("*Abort*: " + Meaning.ofAbort(operation));
    return String.join("; ", choices);
  }

  /** Not everything could be undone, and somebody has to say what becomes of it. */
  public static String leftBehind(Operation operation) {
    return """
        ! *Needs attention*: not everything could be undone. Still there, or not looked at: %s.
        %s No other operation can start on %s until somebody has seen this.
        You can: *Undo again*, which tries everything once more; or clean up by hand and *Acknowledge*, which frees the datastore.
        Waiting for %s since %s."""
        .formatted(
            ThreadLine.list(Meaning.left(operation)),
            Meaning.ofWrites(operation),
            operation.plan().datastore().name(),
            Words.holders(operation.plan(), Right.ACKNOWLEDGE),
            Words.time(operation.status().since()));
  }

  /** After the name of a step: why it stands blocked. */
  public static String words(BlockedBecause because) {
    return switch (because) {
      case FAILED -> "it failed and did not take effect";
      case PARTIAL -> "it is half done";
      case UNKNOWN -> "nobody knows whether it took effect";
      case TAKEN_BACK -> "it was taken back";
      case REJECTED -> "it was rejected and not started";
      case NOT_READY -> "it cannot start yet";
      case INCONCLUSIVE -> "nobody can say";
      case PROBE_FAILED -> "what looks failed itself, so nobody can say";
      case UNANSWERED -> "not everybody answered in time";
      case EXPIRED -> "nobody approved it in time, so it was not started";
    };
  }
}
