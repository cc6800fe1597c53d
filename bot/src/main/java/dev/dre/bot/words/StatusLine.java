package dev.dre.bot.words;

import dev.dre.operations.Hold;
import dev.dre.operations.OpenGate;
import dev.dre.operations.Operation;
import dev.dre.operations.RollbackRun;
import dev.dre.operations.State;
import dev.dre.operations.StepRun;
import dev.dre.operations.event.BlockedBecause;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/** The first line under a card's title: an icon and a word, since when, and who is waited for. */
final class StatusLine {

  private StatusLine() {}

  static String of(CardView view, Instant now) {
    Operation operation = view.operation();
    if (view.silentSince().isPresent()) {
      return "? Not answering since %s: buttons are recorded when it is back"
          .formatted(Words.time(view.silentSince().get()));
    }
    return "%s · started by %s %s · %s · %s"
        .formatted(
            state(operation),
            Words.name(operation.requester()),
            Words.time(operation.startedAt()),
            Words.escape(operation.plan().datastore().environment()),
            Words.escape(operation.plan().datastore().team()));
  }

  private static String state(Operation operation) {
    return switch (operation.state()) {
      case RUNNING -> "● Running" + current(operation);
      case AWAITING_APPROVAL -> awaiting(operation);
      case WAITING -> "◌ Waiting" + current(operation);
      case PAUSING -> "‖ Pausing" + current(operation) + " comes to its end first";
      case PAUSED -> paused(operation);
      case BLOCKED -> "▲ Blocked" + current(operation) + ": " + trouble(operation);
      case ABORTING -> aborting(operation);
      case NEEDS_ATTENTION ->
          "! Needs attention: something was left behind; the datastore stays locked";
      case SUCCEEDED -> "✓ Done in " + Words.duration(took(operation)) + writesStopped(operation);
      case REJECTED -> "✕ Not approved · nothing was changed";
      case ABORTED -> "✕ Aborted · nothing left behind";
      case ABORTED_NEEDS_ATTENTION -> "✕ Aborted · what was left behind was acknowledged";
    };
  }

  private static String current(Operation operation) {
    return operation
        .currentStep()
        .map(s -> " · " + s.id().value().replace('_', '-'))
        .orElse(" · looking what is left behind");
  }

  private static String awaiting(Operation operation) {
    OpenGate gate = operation.gate().orElseThrow();
    int required = gate.request().policy().required();
    return "◌ Waiting for approval · %s · %d of %d · open until %s"
        .formatted(
            gate.step().value().replace('_', '-'),
            required - gate.request().missing(),
            required,
            Words.time(gate.request().expiresAt()));
  }

  private static String paused(Operation operation) {
    String by =
        operation.holds().stream()
            .map(Hold::owner)
            .map(Words::name)
            .distinct()
            .collect(Collectors.joining(", "));
    String over =
        operation.status().over().filter(o -> o == State.BLOCKED).isPresent()
            ? " · blocked: " + trouble(operation)
            : current(operation);
    return "‖ Paused by %s%s".formatted(by, over);
  }

  static String trouble(Operation operation) {
    var trouble = operation.status().trouble().orElseThrow();
    String what = words(trouble.because());
    return trouble.detail().isBlank()
        ? what
        : what + " (" + Words.escape(Words.shorten(trouble.detail(), 200)) + ")";
  }

  static String words(BlockedBecause because) {
    return switch (because) {
      case FAILED -> "it failed and did not take effect";
      case PARTIAL -> "it is half done";
      case UNKNOWN -> "nobody knows whether it took effect";
      case TAKEN_BACK -> "it was taken back";
      case REJECTED -> "it was rejected";
      case EXPIRED -> "nobody approved it in time";
    };
  }

  private static String aborting(Operation operation) {
    long done = operation.rollbacks().stream().filter(StatusLine::isDone).count();
    String failing =
        operation.rollbacks().stream()
            .filter(r -> r.progress() == RollbackRun.Progress.FAILED)
            .map(r -> " · trying again: " + Words.escape(r.undoes()))
            .findFirst()
            .orElse("");
    return "↩ Aborting · %d of %d undone%s".formatted(done, operation.rollbacks().size(), failing);
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
