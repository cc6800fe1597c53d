package dev.dre.sandbox.clusters.kubelet;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateTerminatedBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the end of a pod is told. */
final class PodEnds {
  static final String OVERDUE = "DeadlineExceeded";
  static final String OVERDUE_MESSAGE =
      "Pod was active on the node longer than the specified deadline";
  private static final String VANISHED =
      "the process is gone and left no exit code: the machine was restarted, or process and wrapper"
          + " were killed together";

  private PodEnds() {}

  static PodStatus exited(
      Pod pod, PodFolder folder, int code, RunningPod.@Nullable Cause madeToEnd, Instant now) {
    String message = TerminationMessage.of(pod.getSpec().getContainers().getFirst(), folder, code);
    var how =
        terminated(pod, now)
            .withExitCode(code)
            .withReason(code == 0 ? "Completed" : "Error")
            .withMessage(message.isEmpty() ? null : message)
            .build();
    if (madeToEnd == RunningPod.Cause.DEADLINE) {
      return PodStatuses.ended(pod, how, true, OVERDUE, OVERDUE_MESSAGE, now);
    }
    if (madeToEnd == RunningPod.Cause.NODE_SHUTDOWN) {
      return PodStatuses.ended(
          pod,
          how,
          true,
          "Terminated",
          "Pod was terminated in response to imminent node shutdown.",
          now);
    }
    return PodStatuses.ended(pod, how, code != 0, null, null, now);
  }

  static PodStatus vanished(Pod pod, Instant now) {
    var how =
        terminated(pod, now)
            .withExitCode(137)
            .withReason("ContainerStatusUnknown")
            .withMessage(VANISHED)
            .build();
    return PodStatuses.ended(pod, how, true, "ContainerStatusUnknown", VANISHED, now);
  }

  static PodStatus couldNotStart(Pod pod, String message, Instant now) {
    ContainerStateTerminated how =
        terminated(pod, now)
            .withExitCode(128)
            .withReason("StartError")
            .withMessage(message)
            // As container runtimes say it of what never started.
            .withStartedAt("1970-01-01T00:00:00Z")
            .build();
    return PodStatuses.ended(pod, how, true, null, null, now);
  }

  private static ContainerStateTerminatedBuilder terminated(Pod pod, Instant now) {
    return new ContainerStateTerminatedBuilder()
        .withContainerID(PodStatuses.containerId(pod))
        .withStartedAt(PodStatuses.startedAt(pod, now))
        .withFinishedAt(PodStatuses.seconds(now));
  }
}
