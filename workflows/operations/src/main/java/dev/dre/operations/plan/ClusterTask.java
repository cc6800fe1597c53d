package dev.dre.operations.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/**
 * What a step does, is looked after or is undone by in one cluster. Told apart by their fields: a
 * Job was all for a while.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION, defaultImpl = PlannedJob.class)
@JsonSubTypes({@JsonSubTypes.Type(PlannedJob.class), @JsonSubTypes.Type(PlannedChange.class)})
public sealed interface ClusterTask permits PlannedJob, PlannedChange {

  ClusterName cluster();

  /**
   * The place of the datastore that it is about, when that is not called as its cluster: several
   * can be in one.
   */
  Optional<ClusterName> place();

  /** Where it is, as people say it: its place, or else its cluster. */
  default ClusterName where() {
    return place().orElse(cluster());
  }

  /** What has to be seen gone when it was stopped; empty when it leaves nothing at work. */
  default Optional<PlannedJob> jobBehind() {
    return this instanceof PlannedJob job ? Optional.of(job) : Optional.empty();
  }
}
