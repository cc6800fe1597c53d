package dev.dre.bot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.approvals.Principal;
import dev.dre.config.Configuration;
import dev.dre.config.Question;
import dev.dre.config.expression.ValueType;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.plan.MaxPause;
import dev.dre.operations.plan.PauseFate;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedGate;
import dev.dre.operations.plan.PlannedGate.OutputReference;
import dev.dre.operations.plan.PlannedOutput;
import dev.dre.operations.plan.PlannedRollback;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.plan.Zone;
import dev.dre.operations.planning.LineSettings;
import dev.dre.operations.planning.PlanResult;
import dev.dre.operations.planning.Planner;
import dev.dre.operations.planning.Replanning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    return in(plan, zone, Optional.of("migrate-back db-42 --of " + Plan.OPERATION));
  }

  /** Switched, and its runbook names no other that goes back. */
  public static Plan oneWay(Plan plan, Zone zone) {
    return in(plan, zone, Optional.empty());
  }

  private static Plan in(Plan plan, Zone zone, Optional<String> reverse) {
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
        reverse);
  }

  /** Its first step asks {@code of} when, and how many rows; the others come after it. */
  public static Plan asking(boolean all, Principal... of) {
    Plan plan = migrate();
    PlannedStep first = plan.steps().getFirst();
    var ask =
        new StepAction.Ask(
            List.of(of),
            all,
            List.of(
                new Question(
                    "when",
                    "When may it <switch>?",
                    Question.Type.CHOICE,
                    List.of("tonight", "tomorrow"),
                    Optional.empty(),
                    false),
                new Question(
                    "note",
                    "Anything else?",
                    Question.Type.TEXT,
                    List.of(),
                    Optional.empty(),
                    true)),
            Duration.ofHours(24),
            Optional.empty());
    var steps = new ArrayList<PlannedStep>();
    steps.add(
        new PlannedStep(
            new StepId("plan_it"),
            "Ask when",
            ask,
            true,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Zone.CANCEL,
            true,
            0,
            PauseFate.REDO,
            Optional.empty(),
            List.of(text("when"), text("note")),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "",
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    steps.add(first);
    return with(plan, plan.summary(), steps);
  }

  private static PlannedOutput text(String name) {
    return new PlannedOutput(name, ValueType.TEXT);
  }

  /** {@code plan}, each of whose steps may be skipped. */
  public static Plan skippable(Plan plan) {
    return with(plan, plan.summary(), plan.steps().stream().map(Plans::skippable).toList());
  }

  private static PlannedStep skippable(PlannedStep step) {
    var json = OperationJson.mapper().<ObjectNode>valueToTree(step).put("skippable", true);
    return OperationJson.mapper().convertValue(json, PlannedStep.class);
  }

  /** In shadow, and its only step is to do {@code action} by hand. */
  public static Plan byHand(StepAction action) {
    return doing(of("db-42 --to cluster-b --mode shadow"), action);
  }

  /** Its only step, which changes something, does {@code action}. */
  public static Plan doing(StepAction action) {
    return doing(migrate(), action);
  }

  private static Plan doing(Plan plan, StepAction action) {
    var first =
        plan.steps().stream()
            .filter(step -> !step.readOnly() && step.gate().isEmpty())
            .findFirst()
            .orElseThrow();
    var json = OperationJson.mapper().<ObjectNode>valueToTree(first);
    json.remove(List.of("require", "when"));
    json.set("action", OperationJson.mapper().valueToTree(action));
    return with(
        plan,
        plan.summary(),
        List.of(OperationJson.mapper().convertValue(json, PlannedStep.class)));
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
        step.unverified(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
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
        step.unverified(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
