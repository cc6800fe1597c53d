package dev.dre.operations;

import dev.dre.operations.effect.Effect;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.plan.ClusterTask;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.PlannedRequirement;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What should be in flight, derived from the operation and nothing else. */
final class WantedEffects {

  private WantedEffects() {}

  static SortedMap<EffectId, Effect> of(Operation operation) {
    var wanted = new TreeMap<EffectId, Effect>();
    operation.atWork().forEach(work -> work(operation, work, wanted));
    Guards.effects(operation, wanted);
    rollbacks(operation, wanted);
    residue(operation, wanted);
    deliveries(operation, wanted);
    timer(operation, wanted);
    return wanted;
  }

  private static void work(Operation operation, Work work, SortedMap<EffectId, Effect> wanted) {
    switch (work) {
      case Work.OnStep running -> wanted.put(running.effect(), onStep(operation, running));
      case Work.Clearing clearing -> {
        EffectId target = clearing.stopped().effect();
        if (clearing.nextTry().isEmpty()) {
          PlannedJob job = jobBehind(operation, clearing.stopped()).orElseThrow();
          wanted.put(clearing.effect(), new Effect.Clear(target, job));
        }
      }
      // Wanted no longer: the shell cancels it, and its end is awaited.
      case Work.Stopping ignored -> {}
      case Work.ByHand ignored -> {}
      case Work.Asking ignored -> {}
      case Work.Together ignored -> throw new IllegalStateException("a group in a group");
      // See residue().
      case Work.CheckingResidue ignored -> {}
    }
  }

  private static Effect onStep(Operation operation, Work.OnStep work) {
    PlannedStep step = planned(operation, work);
    return switch (work) {
      case Work.Running running ->
          new Effect.RunStep(
              running.step(),
              running.attempt(),
              rest(step.action(), operation.step(running.step())),
              Outputs.of(operation));
      case Work.Deciding ignored ->
          new Effect.Answer(step.when().orElseThrow(), Outputs.of(operation));
      case Work.Requiring requiring ->
          new Effect.Require(
              requiring.step(),
              requiring.attempt(),
              step.require(),
              step.action().change(),
              Outputs.of(operation));
      case Work.Verifying verifying ->
          new Effect.Verify(verifying.step(), verifying.attempt(), step.verify().orElseThrow());
      case Work.TakingBack back ->
          new Effect.RollBack(back.step(), back.attempt(), step.rollback().get(back.index()).job());
    };
  }

  /** What is left of {@code action}: time that has passed before a pause does not pass again. */
  private static StepAction rest(StepAction action, StepRun run) {
    if (action instanceof StepAction.Sleep(Duration lasts) && run.waited().isPresent()) {
      var left = lasts.minus(run.waited().get());
      return new StepAction.Sleep(left.isNegative() ? Duration.ZERO : left);
    }
    return action;
  }

  /** What has to be seen gone once {@code work} was stopped; empty when there is nothing. */
  static Optional<PlannedJob> jobBehind(Operation operation, Work.OnStep work) {
    PlannedStep step = planned(operation, work);
    return switch (work) {
      case Work.Running ignored -> step.action().jobBehind();
      case Work.Deciding ignored -> Optional.empty();
      case Work.Requiring ignored -> step.require().flatMap(PlannedRequirement::probe);
      case Work.Verifying ignored -> step.verify().flatMap(ClusterTask::jobBehind);
      case Work.TakingBack back -> step.rollback().get(back.index()).job().jobBehind();
    };
  }

  private static PlannedStep planned(Operation operation, Work.OnStep work) {
    return operation.plan().steps().stream()
        .filter(s -> s.id().equals(work.step()))
        .findFirst()
        .orElseThrow();
  }

  private static void rollbacks(Operation operation, SortedMap<EffectId, Effect> wanted) {
    for (RollbackRun run : operation.rollbacks()) {
      if (run.progress() == RollbackRun.Progress.RUNNING) {
        StepRun step =
            operation.steps().stream()
                .filter(s -> s.id().equals(run.step()))
                .findFirst()
                .orElseThrow();
        ClusterTask job = operation.planOf(step).rollback().get(run.index()).job();
        wanted.put(
            EffectId.rollback(run.id(), run.tries()),
            new Effect.RollBack(run.step(), step.attempt(), job));
      }
    }
  }

  private static void residue(Operation operation, SortedMap<EffectId, Effect> wanted) {
    if (operation.work().isEmpty() || !(operation.work().get() instanceof Work.CheckingResidue)) {
      return;
    }
    String ending = operation.state() == State.ABORTING ? "aborted" : "succeeded";
    for (ResidueRun run : operation.residue()) {
      if (run.running()) {
        wanted.put(
            EffectId.residue(run.index(), run.tries()),
            new Effect.CheckResidue(
                operation.plan().residue().get(run.index()), run.tries(), ending));
      }
    }
  }

  private static void deliveries(Operation operation, SortedMap<EffectId, Effect> wanted) {
    operation
        .outbox()
        .cursors()
        .forEach(
            (sink, told) -> {
              var events = operation.outbox().waitingFor(sink);
              if (!events.isEmpty()) {
                wanted.put(
                    EffectId.deliver(sink, told + 1),
                    new Effect.Deliver(sink, events, operation.windows()));
              }
            });
  }

  private static void timer(Operation operation, SortedMap<EffectId, Effect> wanted) {
    Stream.of(
            operation.gate().stream()
                .filter(g -> operation.state() == State.AWAITING_APPROVAL)
                .map(g -> g.request().expiresAt()),
            operation.atWork().stream().flatMap(w -> slowAt(operation, w).stream()),
            operation.atWork().stream()
                .filter(Work.Clearing.class::isInstance)
                .flatMap(w -> ((Work.Clearing) w).nextTry().stream()),
            operation.atWork().stream().flatMap(w -> Asking.next(w).stream()),
            operation.holds().stream().flatMap(h -> h.until().stream()),
            LongPause.endsAt(operation).stream(),
            Reminding.next(operation),
            operation.rollbacks().stream().flatMap(r -> r.nextTry().stream()),
            operation.residue().stream().flatMap(r -> r.nextTry().stream()))
        .flatMap(moments -> moments)
        .min(Instant::compareTo)
        .ifPresent(at -> wanted.put(EffectId.timer(at), new Effect.Timer(at)));
  }

  private static Optional<Instant> slowAt(Operation operation, Work work) {
    if (work instanceof Work.Running running && !running.slow()) {
      StepRun run = operation.step(running.step());
      return Proceeding.slowAt(operation.planOf(run), run);
    }
    return Optional.empty();
  }
}
