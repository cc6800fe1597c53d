package dev.dre.operations.plan;

import java.util.Optional;

/**
 * What the plan is about.
 *
 * @param cluster in which of its places the datastore lives when the plan is made
 * @param within the cluster of that place, when it is called otherwise
 */
public record PlannedDatastore(
    DatastoreName name,
    String team,
    String environment,
    ClusterName cluster,
    Optional<ClusterName> within) {

  /** One that lives in a place that is called as its cluster. */
  public PlannedDatastore(
      DatastoreName name, String team, String environment, ClusterName cluster) {
    this(name, team, environment, cluster, Optional.empty());
  }
}
