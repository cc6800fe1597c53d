package dev.dre.operations.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One unit of a plan.
 *
 * @param title one line for people
 * @param readOnly whether the step changes nothing; every other step has a {@code verify}
 * @param gate empty when nobody has to approve the step
 * @param verify looks, without changing anything, whether the step took effect; empty for read-only
 *     steps, and where {@code unverified} says why
 * @param rollback what undoes the step, in this order; each copes with finding nothing to undo
 * @param zone the zone that begins when this step starts
 * @param idempotent whether the machine may run the step again on its own
 * @param retries how often it does so after a failure; 0 unless idempotent
 * @param pause what a pause does to the step while it runs
 * @param budget how long the step can keep clients from writing before it undoes itself; empty when
 *     it never does
 * @param outputs the values that the step reports
 * @param when the step is needed only if this holds; empty: it always is
 * @param require what has to hold for the step to start; empty when nothing has to
 * @param expected how long the step should take; when it takes longer people are told; empty when
 *     nobody knows
 * @param skippable whether somebody may go on without the step once it stands blocked
 * @param meanwhile what the world goes on doing because of this step while the operation stands
 *     still, from its start on: {@code WAL is kept on cluster-a}; empty when nothing does. Left out
 *     when empty, for the digests of earlier releases
 * @param unverified why nobody can look whether it took effect, so that a person decides after each
 *     failure; empty for steps with a verify, and read-only ones
 * @param stall people are told when the step's Job shows no progress for so long; empty: they are
 *     not. Left out when empty, too
 * @param group runs beside the others of the group, and nobody is asked before it; empty: nothing
 *     runs beside it
 * @param each stands for a step for each entry of a list, or is one of them; empty: neither
 */
public record PlannedStep(
    StepId id,
    String title,
    StepAction action,
    boolean readOnly,
    Optional<PlannedGate> gate,
    Optional<ClusterTask> verify,
    List<PlannedRollback> rollback,
    Zone zone,
    boolean idempotent,
    int retries,
    PauseFate pause,
    Optional<Duration> budget,
    List<PlannedOutput> outputs,
    // Left out when false: a plan that does not use it keeps the digest of earlier releases.
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean skippable,
    Optional<PlannedCondition> when,
    Optional<PlannedRequirement> require,
    Optional<Duration> expected,
    String meanwhile,
    String unverified,
    Optional<Duration> stall,
    Optional<PlannedGroup> group,
    Optional<PlannedEach> each) {

  public PlannedStep {
    rollback = List.copyOf(rollback);
    outputs = List.copyOf(outputs);
    if (!readOnly && verify.isEmpty() && unverified.isEmpty()) {
      throw new IllegalArgumentException(
          "step %s changes something and has no verify".formatted(id));
    }
    if (!idempotent && (retries > 0 || pause == PauseFate.REDO)) {
      throw new IllegalArgumentException(
          "step %s is not idempotent, so it is never run again on its own".formatted(id));
    }
    if (group.isPresent() && gate.isPresent()) {
      throw new IllegalArgumentException(
          "step %s runs beside others, so nobody can be asked before it".formatted(id));
    }
  }

  /** Whether something is looked at before it starts, and before people are asked. */
  public boolean looksFirst() {
    return require.isPresent() || action.change().isPresent();
  }

  /** Whether the operation only waits while it runs. */
  public boolean waitsAlone() {
    return action.waits() && group.isEmpty();
  }

  /** Whether it stands for steps that are not known yet. */
  public boolean standsForAll() {
    return each.filter(PlannedEach::standsForAll).isPresent();
  }

  /** The same, undone by {@code entries}. */
  public PlannedStep undoneBy(List<PlannedRollback> entries) {
    return with(id, entries, when, meanwhile, stall, group, each);
  }

  /** The same, that says what the world does while it stands still. */
  public PlannedStep meanwhile(String says) {
    return with(id, rollback, when, says, stall, group, each);
  }

  /** The same, of which people are told when its Job shows no progress for so long. */
  public PlannedStep stall(Optional<Duration> longest) {
    return with(id, rollback, when, meanwhile, longest, group, each);
  }

  /** The same, beside the others of {@code of}. */
  public PlannedStep beside(PlannedGroup of) {
    return with(id, rollback, when, meanwhile, stall, Optional.of(of), each);
  }

  /** The same, for each entry of a list. */
  public PlannedStep forEach(PlannedEach all) {
    return with(id, rollback, when, meanwhile, stall, group, Optional.of(all));
  }

  /**
   * The same under a name of its own, for one entry. Whether it is needed was found out for all of
   * them.
   */
  public PlannedStep as(StepId name, PlannedEach one, Optional<PlannedGroup> of) {
    return with(name, rollback, Optional.empty(), meanwhile, stall, of, Optional.of(one));
  }

  private PlannedStep with(
      StepId name,
      List<PlannedRollback> entries,
      Optional<PlannedCondition> condition,
      String says,
      Optional<Duration> stalled,
      Optional<PlannedGroup> of,
      Optional<PlannedEach> one) {
    return new PlannedStep(
        name,
        title,
        action,
        readOnly,
        gate,
        verify,
        entries,
        zone,
        idempotent,
        retries,
        pause,
        budget,
        outputs,
        skippable,
        condition,
        require,
        expected,
        says,
        unverified,
        stalled,
        of,
        one);
  }
}
