package dev.dre.operations.planning;

import dev.dre.operations.Expansion;
import dev.dre.operations.Operation;
import dev.dre.operations.StepRun;
import dev.dre.operations.plan.Mode;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.planning.ArgumentText.Arguments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans what is left of an operation with other values. */
public final class Replanning {

  private final Planner planner;

  public Replanning(Planner planner) {
    this.planner = planner;
  }

  /**
   * The plan of {@code operation} with {@code changes} to its parameters, by name.
   *
   * <p>Refused when the runbook, or anything else that plans are made of, would make something else
   * of the values as they are: an edited runbook must not come into an operation by this door.
   */
  public PlanResult with(Operation operation, Map<String, String> changes) {
    Plan plan = operation.plan();
    var values = new LinkedHashMap<>(plan.parameters());
    boolean unchanged =
        planned(plan, values) instanceof PlanResult.Planned(Plan now) && isOf(operation, now);
    if (!unchanged) {
      return new PlanResult.Refused(
          "the configuration has changed since %s was started, and what runs keeps its plan: only retry as it is, or abort and start again."
              .formatted(operation.id()));
    }
    changes.forEach(
        (name, value) -> {
          values.remove(name.replace('-', '_'));
          values.put(name, value);
        });
    return planned(plan, values);
  }

  private PlanResult planned(Plan plan, Map<String, String> values) {
    var flags = new LinkedHashMap<>(values);
    if (plan.trust() != Mode.AUTO) {
      flags.put(Modes.FLAG, plan.trust().word());
    }
    var planned =
        planner.plan(
            plan.runbook(),
            new Arguments(List.of(), flags, ""),
            datastore -> Optional.of(plan.datastore().cluster()));
    return planned instanceof PlanResult.Planned(Plan fresh)
        ? new PlanResult.Planned(Expansion.like(plan, fresh))
        : planned;
  }

  /** Whether what is still to come is as {@code now} says. What is to be undone is left out. */
  private static boolean isOf(Operation operation, Plan now) {
    List<PlannedStep> before = operation.plan().steps();
    if (before.size() != now.steps().size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      StepRun run = operation.steps().get(i);
      if (!run.status().isOver()
          && !before.get(i).undoneBy(List.of()).equals(now.steps().get(i).undoneBy(List.of()))) {
        return false;
      }
    }
    return operation.plan().guards().equals(now.guards());
  }
}
