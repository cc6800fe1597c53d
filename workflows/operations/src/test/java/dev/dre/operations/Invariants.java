package dev.dre.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.command.Origin;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Event;
import dev.dre.operations.event.Happening;
import dev.dre.operations.event.Verification;
import dev.dre.operations.id.CommandId;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.id.RollbackId;
import dev.dre.operations.id.Subject;
import dev.dre.operations.plan.PlannedGroup;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.plan.Zone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is true whatever happens. Keeps its own account of the world beside the operation: which
 * Jobs may be alive, which steps may have switched, what was undone since it was last started.
 */
final class Invariants {

  /** Jobs that change something and have not been seen to end. */
  private final Set<EffectId> alive = new TreeSet<>();

  private final Set<EffectId> ended = new TreeSet<>();
  private final Set<StepId> switched = new TreeSet<>();
  private final TreeMap<StepId, Set<RollbackId>> undoneSinceStart = new TreeMap<>();
  private List<String> named = List.of();

  Invariants(Operation started) {
    hear(started.outbox().pending());
    hold(started, started);
  }

  void afterCommand(Operation before, Command command, Operation.Handled handled, Instant now) {
    Operation after = handled.operation();
    if (handled.answer() instanceof Answer.Accepted && command.act() instanceof Act.Abort) {
      boolean first = before.answers().stream().noneMatch(a -> a.command().equals(command.id()));
      if (first) {
        assertThat(switched).as("an abort after the switch").isEmpty();
      }
    }
    if (handled.answer() instanceof Answer.Refused) {
      assertThat(after).as("refused").isEqualTo(before);
    } else {
      var again = after.handle(command, now.plusSeconds(1));
      assertThat(again).as("the same command once more").isEqualTo(handled);
    }
    if (before.state().isFinal()) {
      assertThat(after.effects()).as("after the end").isEqualTo(before.effects());
      assertThat(after.status()).isEqualTo(before.status());
    }
    hold(before, after);
  }

  void afterOutcome(Operation before, EffectId effect, Outcome outcome, Operation after) {
    boolean wanted = before.effects().containsKey(effect);
    boolean isOver = outcome instanceof Outcome.Succeeded || outcome instanceof Outcome.Failed;
    if (before.effects().get(effect) instanceof Effect.Clear clear
        && outcome instanceof Outcome.Succeeded) {
      alive.remove(clear.target());
    } else if (isOver && wanted) {
      alive.remove(effect);
    } else if (before.awaited().contains(effect) && outcome instanceof Outcome.Succeeded) {
      alive.remove(effect);
    }
    if (isAwaited(before, effect) && alive.contains(effect) && !hasJob(before, effect)) {
      // A call, or somebody's workflow: whatever is reported, it has come to its end.
      alive.remove(effect);
    }
    if (wanted && !effect.isDelivery() && !effect.isTimer()) {
      ended.add(effect);
    }
    if (!wanted && !before.awaited().contains(effect)) {
      boolean isTick = outcome instanceof Outcome.TimerFired;
      boolean isTold = effect.isDelivery() && outcome instanceof Outcome.Delivered;
      if (!isTick && !isTold) {
        assertThat(after.status()).as("a late outcome").isEqualTo(before.status());
        assertThat(after.work()).isEqualTo(before.work());
        assertThat(after.rollbacks()).isEqualTo(before.rollbacks());
      }
    }
    hold(before, after);
  }

  /** Everything that does not depend on what happened. */
  void hold(Operation before, Operation after) {
    hear(
        after.outbox().pending().stream()
            .filter(e -> e.sequence() > before.outbox().last())
            .toList());
    var effects = after.effects();
    see(after, effects);
    eventsAreNumberedWithoutGaps(before, after);
    onlyOneThingChangesTheWorld(after, effects);
    nothingStartsWhileAHoldStands(before, after, effects.keySet());
    noEffectComesBack(effects.keySet());
    whatWasStartedIsUndoneOrNamed(after);
    anEndIsAnEnd(before, after, effects.values());
    thereIsAWayOn(after, effects.keySet());
    assertThat(after.effects()).as("asked twice").isEqualTo(effects);
    assertThat(after.status().over().isPresent()).isEqualTo(after.state() == State.PAUSED);
  }

  private void hear(List<Event> events) {
    for (Event event : events) {
      switch (event.what()) {
        case Happening.StepStarted started -> undoneSinceStart.put(started.step(), new TreeSet<>());
        case Happening.RolledBack back ->
            undoneSinceStart.values().forEach(undone -> undone.add(back.rollback()));
        case Happening.Verified verified -> {
          if (verified.verification() == Verification.NOT_DONE) {
            switched.remove(verified.step());
          }
        }
        // Somebody's word is all there is.
        case Happening.AssumedGone gone -> alive.clear();
        case Happening.LeftBehind left -> named = left.left();
        default -> {}
      }
    }
  }

  private void see(Operation operation, SortedMap<EffectId, Effect> effects) {
    effects.forEach(
        (id, effect) -> {
          boolean takesBack = effect instanceof Effect.RollBack && isTakingBack(id);
          boolean runs = effect instanceof Effect.RunStep run && changes(run.action());
          if (runs || takesBack) {
            alive.add(id);
          }
          if (effect instanceof Effect.RunStep run
              && planned(operation, run.step()).zone() != Zone.CANCEL) {
            switched.add(run.step());
          }
        });
  }

  private static boolean changes(StepAction action) {
    return action instanceof StepAction.RunJob
        || action instanceof StepAction.Call
        || action instanceof StepAction.StartWorkflow;
  }

  private static boolean isAwaited(Operation before, EffectId effect) {
    return before.effects().containsKey(effect) || before.awaited().contains(effect);
  }

  private static boolean hasJob(Operation operation, EffectId effect) {
    return isTakingBack(effect)
        || planned(operation, stepOf(effect)).action().jobBehind().isPresent();
  }

  private static void eventsAreNumberedWithoutGaps(Operation before, Operation after) {
    var outbox = after.outbox();
    long expected = outbox.last() - outbox.pending().size() + 1;
    for (Event event : outbox.pending()) {
      assertThat(event.sequence()).as("numbers without gaps").isEqualTo(expected++);
    }
    assertThat(outbox.last()).isGreaterThanOrEqualTo(before.outbox().last());
    outbox
        .cursors()
        .forEach(
            (sink, told) -> {
              assertThat(told).as("cursor of " + sink).isBetween(0L, outbox.last());
              assertThat(told).isGreaterThanOrEqualTo(before.outbox().cursors().get(sink));
              assertThat(outbox.waitingFor(sink)).hasSize((int) (outbox.last() - told));
            });
  }

  private void onlyOneThingChangesTheWorld(Operation after, SortedMap<EffectId, Effect> effects) {
    if (alive.size() > 1) {
      var groups = alive.stream().map(id -> groupOf(after, id)).distinct().toList();
      assertThat(groups).as("Jobs beside each other: %s", alive).hasSize(1);
      assertThat(groups.getFirst()).as("group of %s", alive).isPresent();
      assertThat(alive).hasSizeLessThanOrEqualTo(groups.getFirst().orElseThrow().atMost());
    }
    boolean undoes = effects.keySet().stream().anyMatch(Invariants::isRollback);
    boolean looksBehind = effects.values().stream().anyMatch(Effect.CheckResidue.class::isInstance);
    if (undoes || looksBehind) {
      assertThat(alive).as("alive beside %s", effects.keySet()).isEmpty();
    }
    effects.values().stream()
        .filter(Effect.Verify.class::isInstance)
        .map(look -> ((Effect.Verify) look).step())
        .forEach(step -> onlyItsGroupRunsBeside(after, step));
    if (undoes) {
      assertThat(after.work()).as("work beside undoing").isEmpty();
      assertThat(after.abort()).isPresent();
    }
  }

  private void onlyItsGroupRunsBeside(Operation after, StepId looked) {
    var group = planned(after, looked).group();
    for (EffectId id : alive) {
      assertThat(stepOf(id)).as("looked at while it may be at work").isNotEqualTo(looked);
      assertThat(group).as("%s beside the look at %s", id, looked).isPresent();
      assertThat(groupOf(after, id)).isEqualTo(group);
    }
  }

  /** {@code step/copy/1}, {@code take-back/copy/1/2/0}. */
  private static StepId stepOf(EffectId id) {
    return new StepId(id.value().split("/", -1)[1]);
  }

  private static Optional<PlannedGroup> groupOf(Operation operation, EffectId id) {
    return planned(operation, stepOf(id)).group();
  }

  private static void nothingStartsWhileAHoldStands(
      Operation before, Operation after, Set<EffectId> effects) {
    if (!after.holds().isEmpty()) {
      assertThat(before.effects().keySet())
          .as("started under a hold")
          .containsAll(
              effects.stream()
                  .filter(id -> isRollback(id) || id.value().startsWith("step/"))
                  .toList());
    }
  }

  private void noEffectComesBack(Set<EffectId> effects) {
    assertThat(effects).as("wanted once more").noneMatch(ended::contains);
  }

  private void whatWasStartedIsUndoneOrNamed(Operation after) {
    if (after.state() != State.ABORTED && after.state() != State.NEEDS_ATTENTION) {
      return;
    }
    for (PlannedStep step : after.plan().steps()) {
      Set<RollbackId> undone = undoneSinceStart.get(step.id());
      if (undone == null || step.readOnly()) {
        continue;
      }
      for (int i = 0; i < step.rollback().size(); i++) {
        if (!undone.contains(RollbackId.of(step.id(), i))) {
          assertThat(after.state()).isEqualTo(State.NEEDS_ATTENTION);
          assertThat(named).contains(step.rollback().get(i).undoes() + " (given up)");
        }
      }
      StepStatus status = statusOf(after, step.id());
      if (step.rollback().isEmpty() && status != StepStatus.NOT_DONE) {
        assertThat(after.state()).isEqualTo(State.NEEDS_ATTENTION);
        assertThat(named).contains(step.id() + ": nothing is declared that undoes it");
      }
    }
  }

  private static void anEndIsAnEnd(Operation before, Operation after, Collection<Effect> effects) {
    if (before.state().isFinal()) {
      assertThat(after.state()).isEqualTo(before.state());
    }
    if (after.state() == State.NEEDS_ATTENTION) {
      assertThat(after.holds()).as("holds that nobody can lift").isEmpty();
    }
    if (after.state().isFinal()) {
      // By earlier rules the time of a look that was stopped is still waited for.
      boolean early = after.rulesVersion() < Operation.STOPPING_ENDS_THE_LAST_LOOK;
      assertThat(effects)
          .allMatch(e -> e instanceof Effect.Deliver || (early && e instanceof Effect.Timer));
      assertThat(after.awaited()).isEmpty();
      assertThat(after.gate()).isEmpty();
      assertThat(after.holds()).isEmpty();
    }
  }

  private static void thereIsAWayOn(Operation after, Set<EffectId> effects) {
    if (after.state().isFinal()
        || !after.awaited().isEmpty()
        || effects.stream().anyMatch(id -> goesOnByItself(after, id))) {
      return;
    }
    var acts = new ArrayList<Act>();
    after.holds().forEach(hold -> acts.add(new Act.Resume(Optional.of(hold.id()))));
    acts.add(new Act.Retry(Subject.CURRENT));
    acts.add(new Act.Done(Subject.CURRENT, ""));
    acts.add(new Act.Acknowledge(""));
    assertThat(acts)
        .as("a way on from %s", after.status())
        .anyMatch(
            act -> {
              var command =
                  new Command(
                      new CommandId("way-on"),
                      after.id(),
                      Someone.BOB.actor(),
                      Someone.BOB.groups(),
                      new Origin("", ""),
                      act);
              return after.handle(command, after.status().since()).answer()
                  instanceof Answer.Accepted;
            });
  }

  /** That people are reminded is not a way on. */
  private static boolean goesOnByItself(Operation operation, EffectId effect) {
    boolean onlyReminds =
        operation.state() == State.BLOCKED || operation.state() == State.NEEDS_ATTENTION;
    return !effect.isDelivery() && !(onlyReminds && effect.isTimer());
  }

  private static StepStatus statusOf(Operation operation, StepId id) {
    return operation.steps().stream().filter(s -> s.id().equals(id)).findFirst().get().status();
  }

  private static PlannedStep planned(Operation operation, StepId id) {
    return operation.plan().steps().stream().filter(s -> s.id().equals(id)).findFirst().get();
  }

  private static boolean isRollback(EffectId id) {
    return id.value().startsWith("rollback/");
  }

  private static boolean isTakingBack(EffectId id) {
    return id.value().startsWith("take-back/");
  }
}
