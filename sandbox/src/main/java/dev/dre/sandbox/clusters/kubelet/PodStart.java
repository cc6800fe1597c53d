package dev.dre.sandbox.clusters.kubelet;

import dev.dre.sandbox.clusters.apiserver.Store;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Tries to start the process of a pod. */
final class PodStart {
  private final Store store;
  private final Map<String, ImageContents> images;
  private final ImagePulls pulls;
  private volatile CommandChange change = CommandChange.NONE;

  /** What became of it. */
  sealed interface Result {
    record Started(ContainerProcess process) implements Result {}

    record Later(NotReady why) implements Result {}

    /** The program is not there or cannot be run: trying again would change nothing. */
    record Impossible(String message) implements Result {}
  }

  PodStart(Store store, Map<String, ImageContents> images, ImagePulls pulls) {
    this.store = store;
    this.images = images;
    this.pulls = pulls;
  }

  /** From now on. */
  void changeCommands(CommandChange change) {
    this.change = change;
  }

  Result attempt(Pod pod, PodFolder folder, Instant now) {
    var container = pod.getSpec().getContainers().getFirst();
    try {
      folder.create();
      var mounts = Mounts.prepare(pod, folder, store);
      var image = Optional.ofNullable(images.get(container.getImage()));
      if (image.isEmpty()) {
        return new Result.Later(pulls.problem(pod.getMetadata().getUid(), container, now));
      }
      requireNonRoot(pod);
      var environment = ContainerEnvironment.of(pod, image.get(), mounts, folder.work(), store);
      var command = ContainerCommand.of(container, image.get(), mounts, environment.asWritten());
      if (command.isEmpty()) {
        return new Result.Later(
            new NotReady("CreateContainerError", "no command specified", "Failed"));
      }
      var problem = ContainerCommand.problem(command.getFirst(), environment.actual());
      if (problem.isPresent()) {
        return new Result.Impossible(problem.get());
      }
      folder.markLaunched();
      return new Result.Started(
          ContainerProcess.launch(
              folder, change.change(pod, command), environment.actual(), folder.work()));
    } catch (NotReady.Signal signal) {
      return new Result.Later(signal.why());
    } catch (IOException e) {
      return new Result.Impossible(e.toString());
    }
  }

  private static void requireNonRoot(Pod pod) throws NotReady.Signal {
    var ofPod = Optional.ofNullable(pod.getSpec().getSecurityContext());
    var ofContainer =
        Optional.ofNullable(pod.getSpec().getContainers().getFirst().getSecurityContext());
    boolean nonRoot =
        ofContainer
            .map(c -> c.getRunAsNonRoot())
            .or(() -> ofPod.map(p -> p.getRunAsNonRoot()))
            .orElse(false);
    long user =
        ofContainer
            .map(c -> c.getRunAsUser())
            .or(() -> ofPod.map(p -> p.getRunAsUser()))
            .orElse(1L);
    if (nonRoot && user == 0) {
      throw new NotReady.Signal(NotReady.config("container's runAsUser breaks non-root policy"));
    }
  }
}
