package dev.dre.operations.plan;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything an operation will do, resolved: editing a runbook never touches a plan. Its digest
 * ({@code dev.dre.operations.json.Digest}) is what approvals are bound to.
 *
 * @param runbook the runbook's name
 * @param summary one line for people: {@code Migrate db-42 from cluster-a to cluster-b}
 * @param parameters as given, with defaults filled in
 * @param steps in order, at least one, each with an id of its own
 * @param guards look beside the steps; empty when nothing is guarded
 * @param residue looked at when the operation ends, one per place; empty when the runbook leaves
 *     nothing anywhere
 * @param rights who may act on the operation; a right that is absent belongs to nobody
 * @param movesTo in which of its places the datastore lives once the operation has succeeded; empty
 *     when it stays
 * @param mode how much it is trusted; empty: {@code auto}
 * @param maxPause how long it may stand paused; empty: as long as somebody holds it. Left out when
 *     empty: a plan that does not use it keeps the digest of earlier releases
 * @param reverse what is said after {@code /dre} to go back once it has been switched over, with
 *     {@link #OPERATION} in it; empty when there is no way back
 */
public record Plan(
    String runbook,
    String summary,
    PlannedDatastore datastore,
    SortedMap<String, String> parameters,
    List<PlannedStep> steps,
    List<PlannedGuard> guards,
    List<PlannedJob> residue,
    Rights rights,
    Optional<ClusterName> movesTo,
    Optional<Mode> mode,
    Optional<MaxPause> maxPause,
    Optional<String> reverse) {

  /** Stands in {@code reverse} for the operation's id. */
  public static final String OPERATION = "${operation}";

  /** How much it is trusted. */
  public Mode trust() {
    return mode.orElse(Mode.AUTO);
  }

  /** The same with {@code others} for its steps. */
  public Plan with(List<PlannedStep> others) {
    return new Plan(
        runbook,
        summary,
        datastore,
        parameters,
        others,
        guards,
        residue,
        rights,
        movesTo,
        mode,
        maxPause,
        reverse);
  }

  public Plan {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    steps = List.copyOf(steps);
    guards = List.copyOf(guards);
    residue = List.copyOf(residue);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("plan of %s has no steps".formatted(runbook));
    }
    if (steps.stream().map(PlannedStep::id).distinct().count() < steps.size()) {
      throw new IllegalArgumentException(
          "plan of %s names two steps alike: %s"
              .formatted(runbook, steps.stream().map(PlannedStep::id).toList()));
    }
  }

  /** Where the datastore lives when the plan is made, and wherever a Job of it may run. */
  public SortedSet<ClusterName> clusters() {
    var all = new TreeSet<ClusterName>();
    all.add(datastore.within().orElse(datastore.cluster()));
    residue.forEach(job -> all.add(job.cluster()));
    guards.forEach(guard -> all.add(guard.probe().cluster()));
    for (PlannedStep step : steps) {
      switch (step.action()) {
        case StepAction.RunJob(PlannedJob job) -> all.add(job.cluster());
        case StepAction.Watch watch -> {
          if (watch.probe() instanceof PlannedJob job) {
            all.add(job.cluster());
          }
        }
        case StepAction.Sleep ignored -> {}
        case StepAction.SleepUntil ignored -> {}
        case StepAction.SleepUntilOpen ignored -> {}
        case StepAction.Approve ignored -> {}
        case StepAction.Ask ignored -> {}
        case StepAction.Call ignored -> {}
        case StepAction.StartWorkflow ignored -> {}
        case StepAction.Change(PlannedChange change) -> all.add(change.cluster());
      }
      step.require().flatMap(PlannedRequirement::probe).ifPresent(job -> all.add(job.cluster()));
      step.verify().ifPresent(job -> all.add(job.cluster()));
      step.rollback().forEach(entry -> all.add(entry.job().cluster()));
    }
    return all;
  }
}
