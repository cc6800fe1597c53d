package dev.dre.operations.effect;

import dev.dre.operations.event.Event;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.plan.ClusterTask;
import dev.dre.operations.plan.PlannedChange;
import dev.dre.operations.plan.PlannedCondition;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.PlannedRequirement;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Something that should be in flight now. */
public sealed interface Effect {

  /**
   * One attempt of a step. {@code reported}: outputs of the steps before it, for conditions that
   * name them.
   */
  record RunStep(StepId step, int attempt, StepAction action, SortedMap<String, String> reported)
      implements Effect {}

  /** Answers whether a step is needed. {@code reported}: outputs of the steps before it. */
  record Answer(PlannedCondition condition, SortedMap<String, String> reported) implements Effect {}

  /**
   * Looks whether a step can start.
   *
   * @param requirement what has to hold; empty when nothing has to
   * @param change what it would change, to be tried without changing anything; empty when it is of
   *     another kind
   */
  record Require(
      StepId step,
      int attempt,
      Optional<PlannedRequirement> requirement,
      Optional<PlannedChange> change,
      SortedMap<String, String> reported)
      implements Effect {}

  /** Watches until a guard says something else than {@code verdict}. */
  record Guard(PlannedGuard guard, String verdict, SortedMap<String, String> reported)
      implements Effect {}

  /** Looks whether an attempt took effect. */
  record Verify(StepId step, int attempt, ClusterTask job) implements Effect {}

  /** Takes back one part of a step: after an abort, or because somebody chose to go back. */
  record RollBack(StepId step, int attempt, ClusterTask job) implements Effect {}

  /** Removes the Job of an effect that is no longer wanted and sees it gone. */
  record Clear(EffectId target, PlannedJob job) implements Effect {}

  /**
   * Looks what the operation leaves behind in one cluster. {@code ending}: {@code succeeded} or
   * {@code aborted}.
   */
  record CheckResidue(PlannedJob job, int attempt, String ending) implements Effect {}

  /** Tells a sink what happened. */
  record Deliver(String sink, List<Event> events, SortedMap<String, String> windows)
      implements Effect {}

  /** Reports at {@code at}. */
  record Timer(Instant at) implements Effect {}
}
