package dev.dre.worker.kubernetes;

import dev.dre.worker.kubernetes.JobView.Conclusion;
import dev.dre.worker.kubernetes.JobView.PodView;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From the API's objects, where almost everything can be missing, to {@link JobView}. */
final class JobViews {

  private JobViews() {}

  static JobView of(Job job, List<Pod> pods, String problem) {
    return new JobView(true, conclusion(job), newest(pods).map(JobViews::pod), problem);
  }

  /** Only the terminal conditions count: they come when all pods are gone. */
  private static Optional<Conclusion> conclusion(Job job) {
    if (job.getStatus() == null || job.getStatus().getConditions() == null) {
      return Optional.empty();
    }
    for (JobCondition condition : job.getStatus().getConditions()) {
      if ("True".equals(condition.getStatus())) {
        if ("Complete".equals(condition.getType())) {
          return Optional.of(new Conclusion(true, "", ""));
        }
        if ("Failed".equals(condition.getType())) {
          return Optional.of(
              new Conclusion(false, text(condition.getReason()), text(condition.getMessage())));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Pod> newest(List<Pod> pods) {
    return pods.stream()
        .max(Comparator.comparing(p -> text(p.getMetadata().getCreationTimestamp())));
  }

  private static PodView pod(Pod pod) {
    ContainerState state = containerState(pod);
    var waiting = state == null ? null : state.getWaiting();
    var terminated = state == null ? null : state.getTerminated();
    boolean started = state != null && (state.getRunning() != null || terminated != null);
    return new PodView(
        text(pod.getMetadata().getName()),
        pod.getStatus() == null ? "" : text(pod.getStatus().getReason()),
        started,
        waiting == null ? "" : text(waiting.getReason()),
        waiting == null ? "" : text(waiting.getMessage()),
        unschedulable(pod),
        memory(pod),
        terminated == null ? Optional.empty() : Optional.ofNullable(terminated.getExitCode()),
        terminated == null ? "" : text(terminated.getReason()),
        terminated == null ? "" : text(terminated.getMessage()));
  }

  private static String memory(Pod pod) {
    return Optional.ofNullable(pod.getSpec()).stream()
        .flatMap(spec -> spec.getContainers().stream())
        .filter(container -> JobSpec.CONTAINER.equals(container.getName()))
        .map(Container::getResources)
        .filter(Objects::nonNull)
        .map(resources -> resources.getLimits().get("memory"))
        .filter(Objects::nonNull)
        .map(Quantity::toString)
        .findFirst()
        .orElse("");
  }

  private static @Nullable ContainerState containerState(Pod pod) {
    if (pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null) {
      return null;
    }
    for (ContainerStatus status : pod.getStatus().getContainerStatuses()) {
      if (JobSpec.CONTAINER.equals(status.getName())) {
        return status.getState();
      }
    }
    return null;
  }

  private static String unschedulable(Pod pod) {
    if (pod.getStatus() == null || pod.getStatus().getConditions() == null) {
      return "";
    }
    for (PodCondition condition : pod.getStatus().getConditions()) {
      if ("PodScheduled".equals(condition.getType()) && "False".equals(condition.getStatus())) {
        return text(condition.getMessage());
      }
    }
    return "";
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
