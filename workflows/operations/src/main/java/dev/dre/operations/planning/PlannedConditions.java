package dev.dre.operations.planning;

import dev.dre.config.Runbook.Predicate;
import dev.dre.operations.plan.PlannedCondition;
import dev.dre.operations.plan.PlannedCondition.Operand;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Conditions of a runbook, with what is known when a plan is made. */
final class PlannedConditions {

  private PlannedConditions() {}

  /** {@code values}: everything that {@code ${…}} can name; the rest are outputs. */
  static PlannedCondition of(Predicate predicate, Map<String, String> values) {
    var operands = new TreeMap<String, Operand>();
    predicate
        .types()
        .forEach(
            (name, type) ->
                operands.put(
                    name, new Operand(type.word(), Optional.ofNullable(values.get(name)))));
    return new PlannedCondition(predicate.text(), operands);
  }
}
