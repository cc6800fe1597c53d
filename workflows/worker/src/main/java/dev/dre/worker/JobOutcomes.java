package dev.dre.worker;

import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Verification;
import dev.dre.operations.temporal.JobOutcome;
import java.util.Optional;
import java.util.SortedMap;

/** What the end of a Job means for the effect that it served. */
final class JobOutcomes {

  private JobOutcomes() {}

  static Outcome outcomeOf(Effect effect, JobOutcome outcome) {
    return switch (outcome) {
      case JobOutcome.Succeeded succeeded -> succeeded(effect, succeeded.outputs());
      case JobOutcome.Failed failed -> new Outcome.Failed(failed.reason(), failed.lastLines());
      // The next three say nothing about what was done: the Job is seen gone, then the step's
      // verify looks.
      case JobOutcome.TimedOut timedOut ->
          new Outcome.Unknown("it ran longer than it may, and was stopped");
      case JobOutcome.NeverStarted never ->
          new Outcome.Unknown("it was never started: " + never.cause());
      case JobOutcome.Vanished vanished ->
          new Outcome.Unknown("its Job was deleted by somebody before its end was seen");
    };
  }

  private static Outcome succeeded(Effect effect, SortedMap<String, String> outputs) {
    return switch (effect) {
      case Effect.Verify ignored -> verified(outputs);
      case Effect.CheckResidue ignored ->
          outputs.containsKey("found")
              ? new Outcome.ResidueSeen(outputs.get("found"))
              : new Outcome.Failed("it ended well without saying what it found", "");
      default -> new Outcome.Succeeded(outputs);
    };
  }

  private static Outcome verified(SortedMap<String, String> outputs) {
    String evidence = outputs.getOrDefault("evidence", "");
    return verification(outputs.getOrDefault("verify", ""))
        .<Outcome>map(v -> new Outcome.Verified(v, evidence))
        .orElseGet(
            () -> new Outcome.Failed("it ended well without saying what it found", evidence));
  }

  private static Optional<Verification> verification(String word) {
    return switch (word) {
      case "done" -> Optional.of(Verification.DONE);
      case "not-done" -> Optional.of(Verification.NOT_DONE);
      case "partial" -> Optional.of(Verification.PARTIAL);
      default -> Optional.empty();
    };
  }
}
