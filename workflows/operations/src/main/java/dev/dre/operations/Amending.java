package dev.dre.operations;

import dev.dre.approvals.Actor;
import dev.dre.operations.command.Answer;
import dev.dre.operations.event.Happening;
import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedRollback;
import dev.dre.operations.plan.PlannedStep;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Other values for the parameters of an operation that stands blocked. What was done stays as it
 * was done, and is undone as it was done; what is still to come is planned anew, and whoever
 * approves it is asked anew, because the plan has another digest.
 */
final class Amending {

  private Amending() {}

  /** Empty when the draft has the values of {@code wanted}; otherwise why not. */
  static Optional<Answer> amend(Draft draft, Plan wanted, Actor by) {
    Plan plan = draft.plan();
    if (!sameShape(plan, wanted)) {
      return Optional.of(
          Answer.refused("only values can be changed: the steps have to be the same."));
    }
    var changes = changes(plan, wanted);
    if (changes.isEmpty()) {
      return Optional.of(Answer.refused("nothing would be different with these values."));
    }
    Plan amended = merged(draft, plan, wanted);
    String digest = Digest.of(amended);
    draft.amend(amended, digest, by);
    draft.emit(new Happening.PlanChanged(by, changes, digest));
    return Optional.empty();
  }

  private static boolean sameShape(Plan one, Plan other) {
    return one.runbook().equals(other.runbook())
        && one.datastore().equals(other.datastore())
        && one.trust() == other.trust()
        && one.steps().stream()
            .map(Shape::of)
            .toList()
            .equals(other.steps().stream().map(Shape::of).toList());
  }

  /** What a value never changes. */
  private record Shape(Object id, Object kind, boolean readOnly, Object zone) {
    static Shape of(PlannedStep step) {
      return new Shape(step.id(), step.action().getClass(), step.readOnly(), step.zone());
    }
  }

  /** By name: {@code 5s → 10s}. */
  private static SortedMap<String, String> changes(Plan plan, Plan wanted) {
    var changes = new TreeMap<String, String>();
    wanted
        .parameters()
        .forEach(
            (name, value) -> {
              String before = plan.parameters().getOrDefault(name, "");
              if (!before.equals(value)) {
                changes.put(name, "%s → %s".formatted(before, value));
              }
            });
    return changes;
  }

  private static Plan merged(Draft draft, Plan plan, Plan wanted) {
    var steps = new ArrayList<PlannedStep>();
    for (int i = 0; i < plan.steps().size(); i++) {
      PlannedStep before = plan.steps().get(i);
      PlannedStep after = wanted.steps().get(i);
      StepRun run = draft.step(before.id());
      if (run.status().isOver()) {
        steps.add(before);
      } else if (run.startedAt().isPresent()) {
        steps.add(after.undoneBy(both(after.rollback(), before.rollback())));
      } else {
        steps.add(after);
      }
    }
    var residue = new LinkedHashSet<>(plan.residue());
    residue.addAll(wanted.residue());
    return new Plan(
        plan.runbook(),
        wanted.summary(),
        plan.datastore(),
        wanted.parameters(),
        steps,
        wanted.guards(),
        List.copyOf(residue),
        plan.rights(),
        wanted.movesTo(),
        plan.mode(),
        wanted.maxPause(),
        wanted.reverse());
  }

  /** What an attempt with the values before may have left is undone, too. */
  private static List<PlannedRollback> both(
      List<PlannedRollback> after, List<PlannedRollback> before) {
    var all = new LinkedHashSet<>(after);
    all.addAll(before);
    return List.copyOf(all);
  }
}
