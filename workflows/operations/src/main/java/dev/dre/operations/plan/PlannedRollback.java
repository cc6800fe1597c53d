package dev.dre.operations.plan;

/**
 * Undoes what a step did in one cluster. Copes with finding nothing, or half of it.
 *
 * @param undoes what is taken away, in words: {@code slot and publication on cluster-a}
 */
public record PlannedRollback(String undoes, ClusterTask job) {}
