package dev.dre.bot.cards;

import dev.dre.bot.estimates.Estimate;
import dev.dre.bot.estimates.Pace;
import dev.dre.bot.estimates.Past;
import dev.dre.operations.Operation;
import dev.dre.operations.StepRun;
import dev.dre.operations.Work;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.temporal.JobProgress;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** How long the step that runs will still take. Remembers its pace; forgets it with its keeper. */
final class Estimating {

  private final BiFunction<Operation, Instant, Past> past;
  private Optional<EffectId> of = Optional.empty();
  private Pace pace = Pace.since(Instant.EPOCH);
  private Optional<Estimate> estimate = Optional.empty();

  Estimating(BiFunction<Operation, Instant, Past> past) {
    this.past = past;
  }

  void look(Operation operation, Optional<JobProgress> progress, Instant now) {
    estimate =
        operation.work().orElse(null) instanceof Work.Running running
            ? of(operation, running, progress, now)
            : Optional.empty();
  }

  /** Empty while nothing runs, and when nobody can say. */
  Optional<Estimate> estimate() {
    return estimate;
  }

  private Optional<Estimate> of(
      Operation operation, Work.Running running, Optional<JobProgress> progress, Instant now) {
    StepRun run = operation.step(running.step());
    if (!of.equals(Optional.of(running.effect()))) {
      of = Optional.of(running.effect());
      pace = Pace.since(run.startedAt().orElse(now));
    }
    progress
        .filter(said -> said.fraction() >= 0)
        .ifPresent(said -> pace = pace.at(now, said.fraction()));
    var runs = past.apply(operation, now).anyOf(operation.plan(), run.id());
    return Estimate.of(pace, progress, run.took(now), runs, now);
  }
}
