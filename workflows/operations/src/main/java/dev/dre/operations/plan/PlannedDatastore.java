package dev.dre.operations.plan;

/**
 * What the plan is about.
 *
 * @param cluster where the datastore lives when the plan is made
 */
public record PlannedDatastore(
    DatastoreName name, String team, String environment, ClusterName cluster) {}
