package dev.dre.operations.plan;

/**
 * Steps that stand beside each other in a plan and run at the same time.
 *
 * @param id as the runbook calls the group
 * @param title one line for people
 * @param atMost how many of them run at a time, at least 2
 */
public record PlannedGroup(StepId id, String title, int atMost) {}
