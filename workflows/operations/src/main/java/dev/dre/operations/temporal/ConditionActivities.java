package dev.dre.operations.temporal;

import dev.dre.config.Window;
import dev.dre.operations.plan.PlannedCondition;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Answers conditions outside of workflows, and says when windows open: the answer is recorded, so a
 * new release of the expression library, or of the time zones, never changes what has happened.
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

  /** Now while {@code window} is open; else when it opens next. */
  @ActivityMethod(name = "opens")
  Instant opens(Window window);
}
