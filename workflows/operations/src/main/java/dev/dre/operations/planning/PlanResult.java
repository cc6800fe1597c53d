package dev.dre.operations.planning;

import dev.dre.operations.plan.Plan;

/** A plan, or why there is none. */
public sealed interface PlanResult {

  record Planned(Plan plan) implements PlanResult {}

  /** {@code why} is for whoever asked, and says what would work. */
  record Refused(String why) implements PlanResult {}
}
