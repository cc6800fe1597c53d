package dev.dre.operations.temporal;

import dev.dre.operations.plan.PlannedJob;
import java.util.List;

/**
 * What has to work in a cluster, as the configuration says it.
 *
 * @param empty a Job that does nothing, in the namespace of Jobs: whether it could be created is
 *     looked at, and it is not
 * @param trials Jobs that are really run, one after the other: that their image, their Secrets and
 *     their database are there is seen by what they do
 */
public record ClusterToExamine(PlannedJob empty, List<Trial> trials) {

  public ClusterToExamine {
    trials = List.copyOf(trials);
  }

  /** {@code name}: for people, as “db-42 at cluster-a”. */
  public record Trial(String name, PlannedJob job) {}
}
