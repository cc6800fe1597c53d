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
 * @param changeable namespaces in which objects may be changed
 */
public record ClusterToExamine(PlannedJob empty, List<Trial> trials, List<Changeable> changeable) {

  public ClusterToExamine {
    trials = List.copyOf(trials);
    changeable = List.copyOf(changeable);
  }

  /** One in which nothing but Jobs is needed. */
  public ClusterToExamine(PlannedJob empty, List<Trial> trials) {
    this(empty, trials, List.of());
  }

  /**
   * A namespace in which objects may be changed.
   *
   * @param workloads what is known to run datastores there, as in {@code statefulset/db-42}
   */
  public record Changeable(String namespace, List<String> workloads) {
    public Changeable {
      workloads = List.copyOf(workloads);
    }
  }

  /** {@code name}: for people, as “db-42 at cluster-a”. */
  public record Trial(String name, PlannedJob job) {}
}
