package dev.dre.operations.plan;

import dev.dre.operations.plan.PlannedGate.OutputReference;
import java.util.Optional;

/**
 * A step that stands for one step for each entry of a list. The list is known only once an earlier
 * step has reported it; then the plan gets the steps in its place.
 *
 * @param item what <code>${…}</code> in the step's texts calls the entry
 * @param list where the entries are reported
 * @param atMost how many are run at a time; 1: one after the other
 * @param of the step that this one is an entry of; empty as long as the list is not known
 * @param entry empty as long as the list is not known
 */
public record PlannedEach(
    String item, OutputReference list, int atMost, Optional<StepId> of, Optional<String> entry) {

  /** The same for the one {@code value} of {@code step}. */
  public PlannedEach of(StepId step, String value) {
    return new PlannedEach(item, list, atMost, Optional.of(step), Optional.of(value));
  }

  /** Whether the steps are still to take its place. */
  public boolean standsForAll() {
    return of.isEmpty();
  }
}
