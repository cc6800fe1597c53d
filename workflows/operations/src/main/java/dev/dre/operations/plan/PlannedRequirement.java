package dev.dre.operations.plan;

import java.util.Optional;

/**
 * What has to be so for a step to start. Looked at before people are asked, and once more after
 * they have said yes.
 *
 * @param probe looks; empty when the outputs of earlier steps are enough
 * @param that what has to hold of what the probe and earlier steps reported
 * @param otherwise what it means when it does not hold, for people
 */
public record PlannedRequirement(
    Optional<PlannedJob> probe, PlannedCondition that, String otherwise) {}
