package dev.dre.operations.temporal;

import dev.dre.operations.plan.PlannedCondition;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Answers conditions outside of workflows: the answer is recorded, so a new release of the
 * expression library never changes what has happened.
 */
@ActivityInterface
public interface ConditionActivities {

  /**
   * Whether a condition holds.
   *
   * @param holds empty when it cannot be said
   * @param problem why not; empty when it can be said
   */
  record ConditionAnswer(Optional<Boolean> holds, String problem) {}

  /** {@code values}: what is known of the operands, by name. */
  @ActivityMethod(name = "answer")
  ConditionAnswer answer(PlannedCondition condition, SortedMap<String, String> values);
}
