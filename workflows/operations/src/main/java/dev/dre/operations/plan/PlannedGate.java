package dev.dre.operations.plan;

import dev.dre.approvals.Policy;
import java.util.List;

/**
 * Why and how a step waits for people.
 *
 * @param risk as the runbook says: {@code low}, {@code medium} or {@code high}
 * @param consequence what will be so after the step, in words for whoever decides; empty when the
 *     runbook says nothing
 * @param evidence outputs of earlier steps that are shown, and are part of what is approved
 */
public record PlannedGate(
    String risk, Policy policy, String consequence, List<OutputReference> evidence) {

  public PlannedGate {
    evidence = List.copyOf(evidence);
  }

  /** An output of a step; written {@code copy.lag_seconds}. */
  public record OutputReference(StepId step, String output) {

    @Override
    public String toString() {
      return step + "." + output;
    }
  }
}
