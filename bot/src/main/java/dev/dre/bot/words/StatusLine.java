package dev.dre.bot.words;

import dev.dre.operations.Hold;
import dev.dre.operations.OpenGate;
import dev.dre.operations.Operation;
import dev.dre.operations.RollbackRun;
import dev.dre.operations.State;
import dev.dre.operations.StepRun;
import dev.dre.operations.Work;
import dev.dre.words.TroubleText;
import dev.dre.words.Words;
import java.time.Duration;
import java.util.stream.Collectors;

/** The first line under a card's title: an icon and a word, and since when. */
final class StatusLine {

  private StatusLine() {}

  static String of(CardView view) {
    Operation operation = view.operation();
    String state =
        view.silence()
            .map(
                silence ->
                    "? Not answering since %s: its buttons do not work"
                        .formatted(Words.time(silence.since())))
            .orElseGet(() -> state(operation));
    return "%s · started by %s %s · %s · %s"
        .formatted(
            state,
            Words.name(operation.requester()),
            Words.time(operation.startedAt()),
            Words.escape(operation.plan().datastore().environment(), 50),
            Words.escape(operation.plan().datastore().team(), 50));
  }

  private static String state(Operation operation) {
    return switch (operation.state()) {
      case RUNNING -> "● Running · " + work(operation);
      case AWAITING_APPROVAL -> "◌ Waiting for approval · " + gate(operation);
      case WAITING ->
          switch (operation.work().orElse(null)) {
            case Work.ByHand byHand ->
                "◌ By hand · %s is to be done%s".formatted(step(operation), since(operation));
            case Work.Asking asking ->
                "◌ Waiting for answers · %s · open until %s"
                    .formatted(step(operation), Words.time(asking.until()));
            case null, default -> "◌ Waiting · " + step(operation) + since(operation);
          };
      case PAUSING -> "‖ Pausing%s · %s first".formatted(since(operation), ending(operation));
      case PAUSED -> paused(operation);
      case BLOCKED ->
          "▲ Blocked%s · %s: %s".formatted(since(operation), step(operation), trouble(operation));
      case ABORTING -> aborting(operation);
      case NEEDS_ATTENTION ->
          "! Needs attention%s · something was left behind; the datastore stays locked"
              .formatted(since(operation));
      case SUCCEEDED -> "✓ Done in " + Words.duration(took(operation)) + writesStopped(operation);
      case REJECTED -> "✕ Not approved · nothing was changed";
      case ABORTED ->
          operation.rollbacks().isEmpty()
              ? "✕ Aborted · nothing had been changed"
              : "✕ Aborted · everything undone, nothing left behind";
      case STOPPED ->
          "✕ Stopped where it was · to go back: %s"
              .formatted(
                  operation
                      .wayBack()
                      .map(command -> "`/dre %s`".formatted(Words.escape(command, 300)))
                      .orElse("an operation of its own"));
      case ABORTED_NEEDS_ATTENTION -> "✕ Aborted · what was left behind was acknowledged";
    };
  }

  private static String since(Operation operation) {
    return " since " + Words.time(operation.status().since());
  }

  private static String step(Operation operation) {
    if (operation.work().orElse(null) instanceof Work.Together) {
      return operation.stepsAtWork().stream().map(Words::name).collect(Collectors.joining(", "));
    }
    return operation
        .currentStep()
        .map(s -> Words.name(s.id()))
        .orElse("looking what is left behind");
  }

  /** What needs somebody as soon as nothing runs beside it any more. */
  private static String aside(Operation operation) {
    String steps =
        operation.steps().stream()
            .filter(run -> run.aside().isPresent())
            .map(run -> Words.name(run.id()))
            .collect(Collectors.joining(", "));
    return steps.isEmpty() ? "" : " · %s failed: nothing new starts".formatted(steps);
  }

  /** What is at work, and since when. */
  private static String work(Operation operation) {
    String step = step(operation);
    return switch (operation.work().orElse(null)) {
      case Work.ByHand byHand -> step + ": done by hand";
      case Work.Asking asking -> step + ": people are asked";
      case Work.Deciding deciding -> step + ": finding out whether it is needed";
      case Work.Requiring requiring -> step + ": looking whether it can start";
      case Work.Running running ->
          step
              + operation
                  .step(running.step())
                  .startedAt()
                  .map(at -> " since " + Words.time(at))
                  .orElse("");
      case Work.Verifying verifying -> step + ": looking whether it took effect";
      case Work.TakingBack back -> step + ": being taken back";
      case Work.Stopping stopping -> step + ": being stopped";
      case Work.Clearing clearing -> step + ": making sure that it runs no more";
      case Work.Together together -> step + " beside each other" + aside(operation);
      case Work.CheckingResidue checking -> "all steps done, looking what is left behind";
      case null -> step;
    };
  }

  private static String ending(Operation operation) {
    String step = step(operation);
    return switch (operation.work().orElse(null)) {
      case Work.Stopping stopping -> step + " is stopped";
      case Work.Clearing clearing -> step + " is stopped";
      case Work.Verifying verifying -> "the check of %s comes to its end".formatted(step);
      case Work.CheckingResidue checking -> "the last look comes to its end";
      case Work.TakingBack back -> "taking back %s comes to its end".formatted(step);
      case Work.ByHand byHand -> step + " is done by hand";
      case Work.Asking asking -> step + " is answered";
      case Work.Together together -> "what runs comes to its end: " + step;
      case Work.Deciding deciding -> "the look at %s comes to its end".formatted(step);
      case Work.Requiring requiring -> "the look at %s comes to its end".formatted(step);
      case Work.Running running -> step + " comes to its end";
      case null -> step + " comes to its end";
    };
  }

  private static String gate(Operation operation) {
    OpenGate gate = operation.gate().orElseThrow();
    int required = gate.request().policy().required();
    return "%s · %d of %d · %s"
        .formatted(
            Words.name(gate.step()), required - gate.request().missing(), required, howLong(gate));
  }

  private static String howLong(OpenGate gate) {
    if (gate.satisfied()) {
      return "approved";
    }
    return gate.frozen().isPresent()
        ? "its clock stands still"
        : "open until " + Words.time(gate.request().expiresAt());
  }

  private static String paused(Operation operation) {
    String by =
        operation.holds().stream()
            .map(Hold::owner)
            .map(Words::name)
            .distinct()
            .limit(5)
            .collect(Collectors.joining(", "));
    State over = operation.status().over().orElse(State.RUNNING);
    String under =
        switch (over) {
          case BLOCKED -> "blocked: %s: %s".formatted(step(operation), trouble(operation));
          case AWAITING_APPROVAL ->
              operation.gate().isPresent() ? "approval of " + gate(operation) : step(operation);
          default -> "next: " + step(operation);
        };
    String now =
        operation.lookedAtFirst().isEmpty() ? "" : " · looking at the guards before it goes on";
    return "‖ Paused by %s%s%s · %s".formatted(by, since(operation), now, under);
  }

  private static String trouble(Operation operation) {
    var trouble = operation.status().trouble().orElseThrow();
    String what = TroubleText.words(trouble.because());
    return trouble.detail().isBlank()
        ? what
        : what + " (" + Words.escape(trouble.detail(), 200) + ")";
  }

  private static String aborting(Operation operation) {
    long done = operation.rollbacks().stream().filter(StatusLine::isDone).count();
    String now;
    if (!operation.holds().isEmpty()) {
      now = " · no further one starts before somebody resumes";
    } else if (operation.work().orElse(null) instanceof Work.CheckingResidue) {
      now = " · looking what is left behind";
    } else if (operation.work().isPresent()) {
      now = " · first %s is stopped".formatted(step(operation));
    } else {
      now = "";
    }
    return "↩ Aborting%s · %d of %d undone%s"
        .formatted(since(operation), done, operation.rollbacks().size(), now);
  }

  private static boolean isDone(RollbackRun run) {
    return run.progress() == RollbackRun.Progress.DONE;
  }

  private static Duration took(Operation operation) {
    return Duration.between(operation.startedAt(), operation.status().since());
  }

  /** A cut-over says how long clients could not write. */
  private static String writesStopped(Operation operation) {
    return operation.steps().stream()
        .map(StepRun::outputs)
        .filter(o -> o.containsKey("write_stop_ms"))
        .map(o -> " · " + Words.output("writes_stopped_ms", String.valueOf(o.get("write_stop_ms"))))
        .findFirst()
        .orElse("");
  }
}
