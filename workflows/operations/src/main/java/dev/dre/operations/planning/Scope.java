package dev.dre.operations.planning;

import dev.dre.config.Runbook;
import dev.dre.config.Runbook.Message;
import dev.dre.config.Runbook.Predicate;
import dev.dre.config.Templates;
import dev.dre.config.expression.NotKnown;
import dev.dre.operations.plan.PlannedCondition;
import dev.dre.operations.plan.PlannedCondition.Operand;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.watching.Holding;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the steps of a runbook stand in a plan: at its top, or as one step of another runbook.
 *
 * @param values everything that {@code ${…}} can name in it
 * @param step the step that it is; empty at the top
 * @param title the title of that step, which its own stand behind; empty at the top
 * @param when its steps are needed only if this holds; empty: always
 */
record Scope(
    Runbook runbook,
    Map<String, String> values,
    String step,
    String title,
    Optional<PlannedCondition> when) {

  static Scope of(Runbook runbook, Map<String, String> values) {
    return new Scope(runbook, values, "", "", Optional.empty());
  }

  /** The same, in which {@code item} stays as it is written: nobody knows its entries yet. */
  Scope naming(String item) {
    var all = new TreeMap<>(values);
    all.put(item, "${" + item + "}");
    return new Scope(runbook, all, step, title, when);
  }

  /** {@code inner} as what {@code around} is, with {@code innerValues} for its parameters. */
  Scope inside(Runbook.Step around, Runbook inner, Map<String, String> innerValues) throws Refusal {
    return new Scope(
        inner, innerValues, id(around.id()).value(), title(around.title()), when(around.when()));
  }

  StepId id(String written) {
    return new StepId(step.isEmpty() ? written : Runbook.Action.Nested.idOf(step, written));
  }

  String resolve(String template) {
    return Templates.resolve(template, values);
  }

  String say(Message message) {
    return message.with(values);
  }

  String title(String written) {
    String own = resolve(written);
    return title.isEmpty() ? own : title + ": " + own;
  }

  /** With what is known when a plan is made; what is not known are outputs. */
  PlannedCondition condition(Predicate predicate) {
    var operands = new TreeMap<String, Operand>();
    predicate
        .types()
        .forEach(
            (name, type) ->
                operands.put(
                    name,
                    new Operand(
                        type.word(), Optional.ofNullable(values.get(name)), reportedAs(name))));
    return new PlannedCondition(predicate.text(), operands);
  }

  /** An output of a step is reported under the name that the step has in the plan. */
  private Optional<String> reportedAs(String name) {
    int dot = name.indexOf('.');
    return step.isEmpty() || dot < 0 || values.containsKey(name)
        ? Optional.empty()
        : Optional.of(id(name.substring(0, dot)) + name.substring(dot));
  }

  /** Whether it is clear already that a step with {@code own} is not needed. */
  boolean leavesOut(Optional<Predicate> own) throws Refusal {
    return both(own).flatMap(Scope::known).filter(needed -> !needed).isPresent();
  }

  /**
   * {@code own} of a step, and what holds for all of them; empty when it is clear that it holds.
   */
  Optional<PlannedCondition> when(Optional<Predicate> own) throws Refusal {
    return both(own).filter(condition -> known(condition).isEmpty());
  }

  /** What it comes to with what is known when a plan is made; empty when that hangs on outputs. */
  private static Optional<Boolean> known(PlannedCondition condition) {
    try {
      return Optional.of(Holding.holds(condition, condition.values(new TreeMap<>())));
    } catch (NotKnown e) {
      return Optional.empty();
    }
  }

  private Optional<PlannedCondition> both(Optional<Predicate> own) throws Refusal {
    if (own.isEmpty() || when.isEmpty()) {
      return own.map(this::condition).or(() -> when);
    }
    var first = when.get();
    var second = condition(own.get());
    var operands = new TreeMap<>(first.operands());
    for (var operand : second.operands().entrySet()) {
      Operand before = operands.put(operand.getKey(), operand.getValue());
      if (before != null && !before.equals(operand.getValue())) {
        throw new Refusal(
            "the conditions of step %s name \"%s\", and so does one in %s: call one of them otherwise."
                .formatted(step, operand.getKey(), runbook.name()));
      }
    }
    return Optional.of(
        new PlannedCondition("(%s) && (%s)".formatted(first.text(), second.text()), operands));
  }
}
