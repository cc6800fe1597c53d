package dev.dre.worker.kubernetes;

import java.util.Optional;

/**
 * A Job and its pod at one moment.
 *
 * @param conclusion how the Job ended; empty while it has not
 * @param pod the newest of its pods; empty when there is none
 * @param problem what Kubernetes says about a pod that it could not create; empty when it says
 *     nothing
 */
public record JobView(
    boolean exists, Optional<Conclusion> conclusion, Optional<PodView> pod, String problem) {

  static final JobView NONE = new JobView(false, Optional.empty(), Optional.empty(), "");

  /** {@code reason} and {@code message} are Kubernetes' own words; empty on success. */
  public record Conclusion(boolean succeeded, String reason, String message) {}

  /**
   * What is known of a pod.
   *
   * @param reason the pod's own reason, such as {@code DeadlineExceeded}; empty when it has none
   * @param started whether its command has been started
   * @param waiting why its container waits, such as {@code ImagePullBackOff}; empty when it does
   *     not
   * @param waitingMessage the same for people
   * @param unschedulable why it has no node; empty when it has one
   * @param memory how much its container may use; empty where that is not limited
   * @param exitCode of its command; empty while it runs
   * @param terminated why its container ended, such as {@code OOMKilled}; empty while it runs
   * @param result what its command left as its result; empty when it left nothing
   */
  public record PodView(
      String name,
      String reason,
      boolean started,
      String waiting,
      String waitingMessage,
      String unschedulable,
      String memory,
      Optional<Integer> exitCode,
      String terminated,
      String result) {}
}
