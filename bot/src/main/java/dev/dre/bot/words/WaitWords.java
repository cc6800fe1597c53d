package dev.dre.bot.words;

import dev.dre.operations.Operation;
import dev.dre.operations.StepRun;
import dev.dre.operations.Work;
import dev.dre.operations.plan.StepAction;
import dev.dre.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a step that only waits waits for, and until when. */
final class WaitWords {

  private WaitWords() {}

  /** Of the step that runs; empty while none does that only lets time pass or looks. */
  static Optional<String> of(Operation operation) {
    if (!(operation.work().orElse(null) instanceof Work.Running running)) {
      return Optional.empty();
    }
    StepRun run = operation.step(running.step());
    return run.startedAt().flatMap(since -> of(operation.planOf(run).action(), run, since));
  }

  private static Optional<String> of(StepAction action, StepRun run, Instant since) {
    return switch (action) {
      case StepAction.Sleep(Duration lasts) ->
          Optional.of(
              "Waiting for: %s to pass, until %s."
                  .formatted(
                      Words.duration(lasts),
                      Words.day(since.plus(lasts).minus(run.waited().orElse(Duration.ZERO)))));
      case StepAction.SleepUntil(Instant at) -> Optional.of("Waiting for: " + Words.day(at) + ".");
      case StepAction.SleepUntilOpen(var window) ->
          Optional.of(
              "Waiting for: the window %s, which opens %s."
                  .formatted(window.words(), Words.day(window.next(since))));
      case StepAction.Watch watch ->
          Optional.of(
              "Waiting for: `%s`, looking every %s%s."
                  .formatted(
                      Words.escape(watch.until().text(), 300),
                      Words.duration(watch.every()),
                      watch.lasts().isZero()
                          ? ""
                          : "; it has to hold for " + Words.duration(watch.lasts())));
      case StepAction.RunJob ignored -> Optional.empty();
      case StepAction.Call ignored -> Optional.empty();
      case StepAction.StartWorkflow ignored -> Optional.empty();
      case StepAction.Change ignored -> Optional.empty();
      case StepAction.Approve ignored -> Optional.empty();
      case StepAction.Ask ignored -> Optional.empty();
    };
  }
}
