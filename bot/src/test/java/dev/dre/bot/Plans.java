package dev.dre.bot;

import dev.dre.config.Configuration;
import dev.dre.operations.plan.MaxPause;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedGate;
import dev.dre.operations.plan.PlannedGate.OutputReference;
import dev.dre.operations.plan.PlannedRollback;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.Zone;
import dev.dre.operations.planning.LineSettings;
import dev.dre.operations.planning.PlanResult;
import dev.dre.operations.planning.Planner;
import dev.dre.operations.planning.Replanning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Plans of the runbooks and the inventory that ship as examples. */
public final class Plans {

  private Plans() {}

  public static Planner planner() {
    return new Planner(Configuration.load(Path.of("../config/example")));
  }

  public static Replanning replanning() {
    return new Replanning(planner());
  }

  public static LineSettings lineSettings() {
    return new LineSettings(Configuration.load(Path.of("../config/example")));
  }

  /** {@code plan}, that says how long it may stand paused. */
  public static Plan pausedAtMost(Plan plan, Duration time, MaxPause.Then then) {
    return new Plan(
        plan.runbook(),
        plan.summary(),
        plan.datastore(),
        plan.parameters(),
        plan.steps(),
        plan.guards(),
        plan.residue(),
        plan.rights(),
        plan.movesTo(),
        plan.mode(),
        Optional.of(new MaxPause(time, then)),
        plan.reverse());
  }

  public static Plan migrate() {
    return of("db-42 --to cluster-b");
  }

  /** {@code migrate} with {@code arguments}. */
  public static Plan of(String arguments) {
    return switch (planner().plan("migrate", arguments, datastore -> Optional.empty())) {
      case PlanResult.Planned planned -> planned.plan();
      case PlanResult.Refused refused -> throw new AssertionError(refused.why());
    };
  }

  /** Begins with the cut-over, which takes approval. */
  public static Plan gatedFirst() {
    Plan plan = migrate();
    var steps =
        plan.steps().stream()
            .filter(step -> step.gate().isPresent())
            .map(step -> showing(step, List.of()))
            .toList();
    return with(plan, plan.summary(), steps);
  }

  /** {@code plan}, whose first step is read-only and lies in {@code zone}, as do all after it. */
  public static Plan in(Plan plan, Zone zone) {
    return with(
        plan,
        plan.summary(),
        plan.steps().stream().filter(PlannedStep::readOnly).map(step -> in(step, zone)).toList());
  }

  /** The same, with a way back. */
  public static Plan reversible(Plan plan, Zone zone) {
    Plan switched = in(plan, zone);
    return new Plan(
        switched.runbook(),
        switched.summary(),
        switched.datastore(),
        switched.parameters(),
        switched.steps(),
        List.of(),
        switched.residue(),
        switched.rights(),
        switched.movesTo(),
        switched.mode(),
        switched.maxPause(),
        Optional.of("migrate-back db-42 --of " + Plan.OPERATION));
  }

  private static PlannedStep in(PlannedStep step, Zone zone) {
    return new PlannedStep(
        step.id(),
        step.title(),
        step.action(),
        step.readOnly(),
        step.gate(),
        step.verify(),
        step.rollback(),
        zone,
        step.idempotent(),
        step.retries(),
        step.pause(),
        step.budget(),
        step.outputs(),
        step.skippable(),
        step.when(),
        Optional.empty(),
        step.expected(),
        step.meanwhile(),
        step.unverified());
  }

  /** Everything that people are shown of {@code plan} says {@code words}. */
  public static Plan saying(Plan plan, String words) {
    return with(plan, words, plan.steps().stream().map(step -> saying(step, words)).toList());
  }

  /** {@code plan}, whose step {@code id} is told of when it shows no progress for so long. */
  public static Plan stalling(Plan plan, String id, Optional<Duration> atMost) {
    return with(
        plan,
        plan.summary(),
        plan.steps().stream()
            .map(step -> step.id().value().equals(id) ? step.stall(atMost) : step)
            .toList());
  }

  /** {@code plan}, whose step {@code id} should take so long. */
  public static Plan expecting(Plan plan, String id, Duration time) {
    return with(
        plan,
        plan.summary(),
        plan.steps().stream()
            .map(step -> step.id().value().equals(id) ? expecting(step, time) : step)
            .toList());
  }

  private static Plan with(Plan plan, String summary, List<PlannedStep> steps) {
    return new Plan(
        plan.runbook(),
        summary,
        plan.datastore(),
        plan.parameters(),
        steps,
        steps.size() == plan.steps().size() ? plan.guards() : List.of(),
        plan.residue(),
        plan.rights(),
        plan.movesTo(),
        plan.mode(),
        plan.maxPause(),
        plan.reverse());
  }

  private static PlannedStep showing(PlannedStep step, List<OutputReference> evidence) {
    return changed(
        step,
        step.title(),
        step.gate().map(g -> new PlannedGate(g.risk(), g.policy(), g.consequence(), evidence)),
        step.rollback());
  }

  private static PlannedStep saying(PlannedStep step, String words) {
    return changed(
        step,
        words,
        step.gate().map(g -> new PlannedGate(g.risk(), g.policy(), words, g.evidence())),
        step.rollback().stream().map(r -> new PlannedRollback(words, r.job())).toList());
  }

  private static PlannedStep expecting(PlannedStep step, Duration time) {
    return changed(step, step.title(), step.gate(), step.rollback(), Optional.of(time));
  }

  private static PlannedStep changed(
      PlannedStep step, String title, Optional<PlannedGate> gate, List<PlannedRollback> rollback) {
    return changed(step, title, gate, rollback, step.expected());
  }

  private static PlannedStep changed(
      PlannedStep step,
      String title,
      Optional<PlannedGate> gate,
      List<PlannedRollback> rollback,
      Optional<Duration> expected) {
    return new PlannedStep(
        step.id(),
        title,
        step.action(),
        step.readOnly(),
        gate,
        step.verify(),
        rollback,
        step.zone(),
        step.idempotent(),
        step.retries(),
        step.pause(),
        step.budget(),
        step.outputs(),
        step.skippable(),
        step.when(),
        Optional.empty(),
        expected,
        step.meanwhile(),
        step.unverified());
  }
}
