package dev.dre.worker.kubernetes;

import dev.dre.operations.temporal.JobAddress;
import dev.dre.operations.temporal.JobRequest;
import dev.dre.operations.temporal.SubmittedJob;
import dev.dre.worker.kubernetes.changes.ClusterObjects;
import java.util.Optional;

/**
 * One Kubernetes cluster, as far as dre needs it. Every method can throw {@link
 * ClusterUnreachable}.
 */
public interface ClusterGateway extends AutoCloseable {

  /**
   * Creates the Job, or adopts one of the same name that was made for the same request.
   *
   * @throws JobRefused when the API server rejects it, or a Job of that name belongs to something
   *     else
   */
  SubmittedJob submit(JobRequest request) throws JobRefused;

  /** The Job as it is now. One of another uid does not count. */
  JobView look(SubmittedJob job);

  /**
   * The last {@code lines} lines that {@code pod} has written; empty before it has started, and
   * when it is gone.
   */
  String lastLines(String namespace, String pod, int lines);

  /** Asks for the Job and its pods to be deleted. Returns whether both are gone already. */
  boolean remove(JobAddress job);

  /**
   * Whether whoever asks is allowed {@code verb} of {@code right} in {@code namespace}, for the
   * object {@code name}, or for all where that is empty.
   */
  boolean mayI(String verb, NeededRight right, String namespace, String name);

  /**
   * Lets the cluster look at a Job without creating it. What is decided only when its pod is made,
   * such as a quota, is not seen by it.
   *
   * @throws JobRefused when it would not be created
   */
  void couldSubmit(JobRequest request) throws JobRefused;

  /**
   * The uid of {@code namespace}: no two clusters have one in common. Empty when there is no such
   * namespace, or the right to see it is missing.
   */
  Optional<String> uid(String namespace);

  /**
   * Its objects, for steps that change them.
   *
   * @throws UnsupportedOperationException where only Jobs are served
   */
  default ClusterObjects objects() {
    throw new UnsupportedOperationException("only Jobs are served here");
  }

  @Override
  void close();
}
