package dev.dre.operations.watching;

import dev.dre.config.expression.Condition;
import dev.dre.config.expression.NotKnown;
import dev.dre.config.expression.ValueType;
import dev.dre.operations.plan.PlannedCondition;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whether a condition of a plan holds. Never to be asked by what is replayed: see the fences. */
public final class Holding {

  private Holding() {}

  /**
   * {@code values}: what is known of the operands.
   *
   * @throws NotKnown when a value is missing, or is not what it was declared to be
   */
  public static boolean holds(PlannedCondition condition, SortedMap<String, String> values)
      throws NotKnown {
    var types = new TreeMap<String, ValueType>();
    condition.operands().forEach((name, operand) -> types.put(name, ValueType.of(operand.type())));
    return Condition.holds(condition.text(), types, values);
  }
}
