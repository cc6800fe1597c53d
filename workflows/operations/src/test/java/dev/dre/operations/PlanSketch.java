package dev.dre.operations;

import dev.dre.approvals.Principal;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.plan.MaxPause;
import dev.dre.operations.plan.Mode;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedDatastore;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.Right;
import dev.dre.operations.plan.Rights;
import dev.dre.operations.plan.StepId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A plan of a story, said in a few words. */
final class PlanSketch {

  private final List<StepSketch> steps;
  private final List<PlannedGuard> guards = new ArrayList<>();
  private final List<PlannedJob> residue = new ArrayList<>();
  private Optional<Mode> mode = Optional.empty();
  private final SortedMap<Right, List<Principal>> rights = new TreeMap<>();

  private Optional<MaxPause> maxPause = Optional.empty();
  private Optional<String> reverse = Optional.empty();
  private final SortedMap<String, String> parameters =
      new TreeMap<>(Map.of("datastore", "db-42", "to", "cluster-b"));

  private PlanSketch(List<StepSketch> steps) {
    this.steps = steps;
    for (Right right : Right.values()) {
      rights.put(right, List.of(Principal.group("dre")));
    }
  }

  /** Looks for no residue; the group dre has every right. */
  static PlanSketch plan(StepSketch... steps) {
    return new PlanSketch(List.of(steps));
  }

  PlanSketch lookingForResidueOn(String... clusters) {
    Stream.of(clusters).forEach(c -> residue.add(StepSketch.job(c, "residue", "all")));
    return this;
  }

  /** Guards from the end of one step to the start of another; a breach {@code then}s. */
  PlanSketch guarded(String from, String to, PlannedGuard.Then then) {
    guards.add(
        new PlannedGuard(
            "replication",
            "replication runs",
            new StepId(from),
            new StepId(to),
            StepSketch.job("cluster-a", "look", "replication"),
            Duration.ofSeconds(30),
            1,
            List.of(new PlannedGuard.Breach(StepSketch.condition("!active"), "It stopped.", then)),
            new PlannedGuard.Blind(3, PlannedGuard.Then.PAGE)));
    return this;
  }

  /** That nobody can look at the guard {@code then}s. */
  PlanSketch blindly(PlannedGuard.Then then) {
    guards.replaceAll(
        g ->
            new PlannedGuard(
                g.id(),
                g.title(),
                g.from(),
                g.to(),
                g.probe(),
                g.every(),
                g.readings(),
                g.breaches(),
                new PlannedGuard.Blind(3, then)));
    return this;
  }

  /** People do what changes something. */
  PlanSketch shadowed() {
    mode = Optional.of(Mode.SHADOW);
    steps.forEach(StepSketch::alone);
    return this;
  }

  PlanSketch with(String parameter, String value) {
    parameters.put(parameter, value);
    return this;
  }

  /** Once it has been switched over there is a runbook that goes back. */
  PlanSketch reversible() {
    reverse = Optional.of("migrate-back db-42 --of " + Plan.OPERATION);
    return this;
  }

  /** Nobody has {@code right}. */
  PlanSketch without(Right right) {
    rights.remove(right);
    return this;
  }

  PlanSketch pausedAtMost(Duration time, MaxPause.Then then) {
    maxPause = Optional.of(new MaxPause(time, then));
    return this;
  }

  Plan planned() {
    return new Plan(
        "migrate",
        "Migrate db-42 from cluster-a to cluster-b",
        new PlannedDatastore(
            new DatastoreName("db-42"), "payments", "prod", new ClusterName("cluster-a")),
        parameters,
        steps.stream().map(StepSketch::planned).toList(),
        guards,
        residue,
        new Rights(rights),
        Optional.of(new ClusterName("cluster-b")),
        mode,
        maxPause,
        reverse);
  }
}
