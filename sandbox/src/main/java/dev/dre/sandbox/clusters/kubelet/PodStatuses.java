package dev.dre.sandbox.clusters.kubelet;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodIPBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the status of a pod as a kubelet does. */
final class PodStatuses {
  static final String NODE = "sandbox";

  private PodStatuses() {}

  static PodStatus unschedulable(Pod pod, String message, Instant now) {
    return new PodStatusBuilder(pod.getStatus())
        .withConditions(condition(pod, "PodScheduled", false, "Unschedulable", message, now))
        .build();
  }

  static PodStatus waiting(Pod pod, String reason, String message, Instant now) {
    var state =
        new ContainerStateBuilder()
            .withNewWaiting()
            .withReason(reason)
            .withMessage(message.isEmpty() ? null : message)
            .endWaiting()
            .build();
    return base(pod, "Pending", now)
        .withConditions(conditions(pod, false, "ContainersNotReady", now))
        .withContainerStatuses(container(pod, state, false).withStarted(false).build())
        .build();
  }

  static PodStatus running(Pod pod, Instant now) {
    var state =
        new ContainerStateBuilder()
            .withNewRunning()
            .withStartedAt(seconds(now))
            .endRunning()
            .build();
    return base(pod, "Running", now)
        .withConditions(conditions(pod, true, null, now))
        .withContainerStatuses(
            container(pod, state, true).withStarted(true).withContainerID(containerId(pod)).build())
        .build();
  }

  /**
   * @param reason of the whole pod, e.g. {@code DeadlineExceeded}; null for none
   */
  static PodStatus ended(
      Pod pod,
      ContainerStateTerminated how,
      boolean failed,
      @Nullable String reason,
      @Nullable String message,
      Instant now) {
    var state = new ContainerStateBuilder().withTerminated(how).build();
    return base(pod, failed ? "Failed" : "Succeeded", now)
        .withReason(reason)
        .withMessage(message)
        .withConditions(conditions(pod, false, failed ? "PodFailed" : "PodCompleted", now))
        .withContainerStatuses(
            container(pod, state, false)
                .withStarted(false)
                .withContainerID(how.getContainerID())
                .build())
        .build();
  }

  /** A pod that ends without ever having had a container. */
  static PodStatus neverStarted(
      Pod pod, @Nullable String reason, @Nullable String message, Instant now) {
    return new PodStatusBuilder(pod.getStatus())
        .withPhase("Failed")
        .withReason(reason)
        .withMessage(message)
        .withConditions(conditions(pod, false, "PodFailed", now))
        .build();
  }

  static String containerId(Pod pod) {
    return "process://" + pod.getMetadata().getUid();
  }

  static String startedAt(Pod pod, Instant otherwise) {
    return pod.getStatus().getContainerStatuses().stream()
        .map(ContainerStatus::getState)
        .map(ContainerState::getRunning)
        .filter(Objects::nonNull)
        .map(r -> r.getStartedAt())
        .findFirst()
        .orElseGet(() -> seconds(otherwise));
  }

  static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static PodStatusBuilder base(Pod pod, String phase, Instant now) {
    var status = new PodStatusBuilder(pod.getStatus()).withPhase(phase);
    if (pod.getStatus().getStartTime() == null) {
      status.withStartTime(seconds(now));
    }
    return status
        .withHostIP("127.0.0.1")
        .withPodIP("127.0.0.1")
        .withPodIPs(new PodIPBuilder().withIp("127.0.0.1").build());
  }

  private static ContainerStatusBuilder container(Pod pod, ContainerState state, boolean ready) {
    var container = pod.getSpec().getContainers().getFirst();
    return new ContainerStatusBuilder()
        .withName(container.getName())
        .withImage(container.getImage())
        .withImageID(container.getImage())
        .withReady(ready)
        .withRestartCount(0)
        .withState(state);
  }

  private static List<PodCondition> conditions(
      Pod pod, boolean ready, @Nullable String reason, Instant now) {
    var unready =
        "ContainersNotReady".equals(reason)
            ? "containers with unready status: [%s]"
                .formatted(pod.getSpec().getContainers().getFirst().getName())
            : null;
    // A pod that ended well was initialized, and says so.
    String initialized = "PodCompleted".equals(reason) ? reason : null;
    var all = new ArrayList<PodCondition>();
    all.add(condition(pod, "Initialized", true, initialized, null, now));
    all.add(condition(pod, "Ready", ready, reason, unready, now));
    all.add(condition(pod, "ContainersReady", ready, reason, unready, now));
    all.add(condition(pod, "PodScheduled", true, null, null, now));
    return all;
  }

  private static PodCondition condition(
      Pod pod,
      String type,
      boolean is,
      @Nullable String reason,
      @Nullable String message,
      Instant now) {
    String status = is ? "True" : "False";
    String since =
        pod.getStatus().getConditions().stream()
            .filter(c -> c.getType().equals(type) && c.getStatus().equals(status))
            .map(PodCondition::getLastTransitionTime)
            .findFirst()
            .orElseGet(() -> seconds(now));
    return new PodConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withReason(reason)
        .withMessage(message)
        .withLastTransitionTime(since)
        .build();
  }
}
