package dev.dre.bot.words;

import dev.dre.operations.Operation;
import dev.dre.operations.Work;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.plan.PlannedCall;
import dev.dre.operations.plan.PlannedChange;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepAction;
import dev.dre.words.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who would notice that a step which runs goes wrong; also when nobody would but its timeout. */
final class WatchWords {

  /** What runs beside each other is watched alike. */
  private static final int MOST = 3;

  private WatchWords() {}

  /** One line for each step that runs; empty while none does. */
  static List<String> of(Operation operation) {
    var running =
        operation.atWork().stream()
            .filter(Work.Running.class::isInstance)
            .map(work -> operation.planOf(operation.step(((Work.Running) work).step())))
            .limit(MOST)
            .toList();
    if (running.isEmpty()) {
      return List.of();
    }
    boolean guarded =
        operation.effects().values().stream().anyMatch(Effect.Guard.class::isInstance);
    return running.stream().flatMap(step -> of(step, guarded).stream()).toList();
  }

  private static Optional<String> of(PlannedStep step, boolean guarded) {
    var parts = new ArrayList<String>();
    told(step).ifPresent(parts::add);
    end(step.action()).ifPresent(parts::add);
    String name = Words.name(step.id());
    if (parts.isEmpty()) {
      boolean onlyWaits = step.action().waits() && !(step.action() instanceof StepAction.Watch);
      return guarded || onlyWaits
          ? Optional.empty()
          : Optional.of("No guard watches %s, and nothing ends it by itself.".formatted(name));
    }
    String before = guarded ? name + ": " : "No guard watches %s: ".formatted(name);
    return Optional.of(before + String.join("; ", parts) + ".");
  }

  private static Optional<String> told(PlannedStep step) {
    var when = new ArrayList<String>();
    step.expected().ifPresent(time -> when.add("it takes longer than " + Words.duration(time)));
    step.stall().ifPresent(time -> when.add("it shows no progress for " + Words.duration(time)));
    return when.isEmpty()
        ? Optional.empty()
        : Optional.of("people are told when " + String.join(", or ", when));
  }

  /** What ends it, if nothing else does. */
  private static Optional<String> end(StepAction action) {
    return switch (action) {
      case StepAction.RunJob(PlannedJob job) -> after("it is stopped", job.timeout());
      case StepAction.Watch watch -> watch.limit().flatMap(time -> after("it fails", time));
      case StepAction.Call(PlannedCall call) -> after("it is broken off", call.timeout());
      case StepAction.StartWorkflow start -> after("Temporal ends it", start.timeout());
      case StepAction.Change(PlannedChange change) ->
          after("it fails if it has not come through", change.timeout());
      case StepAction.Sleep ignored -> Optional.empty();
      case StepAction.SleepUntil ignored -> Optional.empty();
      case StepAction.SleepUntilOpen ignored -> Optional.empty();
      case StepAction.Approve ignored -> Optional.empty();
      case StepAction.Ask ignored -> Optional.empty();
    };
  }

  private static Optional<String> after(String what, Duration time) {
    return Optional.of("%s after %s".formatted(what, Words.duration(time)));
  }
}
