package dev.dre.worker;

import dev.dre.operations.Operation;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.plan.StepAction;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * What runs on behalf of the operation. Each effect has a scope of its own, so that it can be
 * cancelled alone.
 */
final class EffectsInFlight {

  private record Running(Effect effect, CancellationScope scope) {}

  private final SortedMap<EffectId, Running> running = new TreeMap<>();
  private final BiConsumer<EffectId, Outcome> report;

  /** Steps whose Jobs are being created. */
  private final SortedSet<EffectId> creating = new TreeSet<>();

  /** Sinks that were given something, and nobody here knows how much of it they have told. */
  private final SortedSet<String> unsure;

  /**
   * Nothing is in flight yet.
   *
   * @param report is told each effect's outcome, once
   * @param unsure the sinks that an earlier run may have given something
   */
  EffectsInFlight(BiConsumer<EffectId, Outcome> report, Set<String> unsure) {
    this.report = report;
    this.unsure = new TreeSet<>(unsure);
  }

  /** Starts what is wanted and not here; cancels what is here and not wanted. */
  void reconcile(Operation operation, SortedMap<EffectId, Effect> wanted) {
    // Something was stopped before it was ever started here: its end is awaited, and nobody else
    // would report it.
    operation.awaited().stream()
        .filter(id -> !running.containsKey(id))
        .forEach(id -> report.accept(id, new Outcome.Cancelled()));
    running.forEach(
        (id, effect) -> {
          if (!wanted.containsKey(id)) {
            effect.scope().cancel("no longer wanted");
          }
        });
    wanted.forEach(
        (id, effect) -> {
          if (!running.containsKey(id)) {
            start(operation, id, effect);
          }
        });
  }

  /** Whether a step would begin whose Job is to be created. */
  boolean wouldCreateJobs(SortedMap<EffectId, Effect> wanted) {
    return wanted.entrySet().stream()
        .anyMatch(e -> !running.containsKey(e.getKey()) && createsJob(e.getValue()));
  }

  /** Whether the Job of a step that has begun may not exist yet. */
  boolean createsJobs() {
    return !creating.isEmpty();
  }

  /** What tells already goes on. */
  SortedMap<EffectId, Effect> withoutNewDeliveries(SortedMap<EffectId, Effect> wanted) {
    var rest = new TreeMap<>(wanted);
    rest.keySet().removeIf(id -> id.isDelivery() && !running.containsKey(id));
    return rest;
  }

  private static boolean createsJob(Effect effect) {
    return effect instanceof Effect.RunStep step && step.action() instanceof StepAction.RunJob;
  }

  void cancelAll() {
    running.values().forEach(effect -> effect.scope().cancel("goes on in a new run"));
  }

  boolean isEmpty() {
    return running.isEmpty();
  }

  boolean anythingThatHasToEnd() {
    return running.values().stream().anyMatch(r -> EffectRunner.hasToEnd(r.effect()));
  }

  boolean onlyDeliveries() {
    return running.values().stream().allMatch(r -> r.effect() instanceof Effect.Deliver);
  }

  private void start(Operation operation, EffectId id, Effect effect) {
    boolean again = effect instanceof Effect.Deliver deliver && !unsure.add(deliver.sink());
    if (createsJob(effect)) {
      creating.add(id);
    }
    var runner = new EffectRunner(operation, id, again, () -> creating.remove(id));
    var outcome = Workflow.<Outcome>newPromise();
    CancellationScope scope =
        Workflow.newDetachedCancellationScope(
            () -> {
              Promise<Outcome> running = Async.function(() -> runner.run(effect));
              outcome.completeFrom(running);
            });
    running.put(id, new Running(effect, scope));
    outcome.handle(
        (done, failure) -> {
          running.remove(id);
          creating.remove(id);
          if (effect instanceof Effect.Deliver deliver && done instanceof Outcome.Delivered) {
            unsure.remove(deliver.sink());
          }
          report.accept(id, failure == null ? done : EffectFailures.outcomeOf(failure));
          return null;
        });
    scope.run();
  }
}
