package dev.dre.worker;

import dev.dre.config.Window;
import dev.dre.config.expression.NotKnown;
import dev.dre.operations.plan.PlannedCondition;
import dev.dre.operations.temporal.ConditionActivities;
import dev.dre.operations.watching.Holding;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedMap;

/** Answers the conditions of plans. */
public final class Conditions implements ConditionActivities {

  private final InstantSource clock;

  public Conditions(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public ConditionAnswer answer(PlannedCondition condition, SortedMap<String, String> values) {
    try {
      return new ConditionAnswer(Optional.of(Holding.holds(condition, values)), "");
    } catch (NotKnown e) {
      return new ConditionAnswer(Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Instant opens(Window window) {
    return window.next(clock.instant());
  }
}
