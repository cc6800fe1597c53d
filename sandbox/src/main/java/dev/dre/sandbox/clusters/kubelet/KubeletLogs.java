package dev.dre.sandbox.clusters.kubelet;

import dev.dre.sandbox.clusters.apiserver.ApiError;
import dev.dre.sandbox.clusters.apiserver.ApiObject;
import dev.dre.sandbox.clusters.apiserver.PodLogs;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The logs of a cluster's pods, for whoever asks the API server for them. */
public final class KubeletLogs implements PodLogs {
  private final PodFolders folders;
  private final InstantSource clock;
  private final Map<String, ContainerLog> logs = new ConcurrentHashMap<>();

  public KubeletLogs(PodFolders folders, InstantSource clock) {
    this.folders = folders;
    this.clock = clock;
  }

  @Override
  public byte[] read(ApiObject pod, Query query) {
    return new LogView(query).of(current(pod).linesSince(0));
  }

  @Override
  public Follower follow(ApiObject pod, Query query) {
    return new Following(current(pod), new LogView(query));
  }

  ContainerLog of(String podUid) {
    return logs.computeIfAbsent(podUid, uid -> ContainerLog.open(folders.of(uid)));
  }

  void forget(String podUid) {
    Optional.ofNullable(logs.remove(podUid)).ifPresent(ContainerLog::close);
  }

  private ContainerLog current(ApiObject object) {
    var pod = object.as(Pod.class);
    requireStarted(pod);
    var log = of(object.uid());
    if (pod.getStatus().getPhase().equals("Running")) {
      log.look(clock.instant());
    } else {
      log.end(clock.instant());
    }
    return log;
  }

  private static void requireStarted(Pod pod) {
    if (!pod.getStatus().getPhase().equals("Pending")) {
      return;
    }
    String why =
        pod.getStatus().getContainerStatuses().stream()
            .map(c -> c.getState().getWaiting())
            .filter(Objects::nonNull)
            .map(ContainerStateWaiting::getReason)
            .findFirst()
            .orElse("ContainerCreating");
    boolean pulling = why.equals("ErrImagePull") || why.equals("ImagePullBackOff");
    throw ApiError.badRequest(
        "container \"%s\" in pod \"%s\" is waiting to start: %s"
            .formatted(
                pod.getSpec().getContainers().getFirst().getName(),
                pod.getMetadata().getName(),
                pulling ? "trying and failing to pull image" : why));
  }

  private final class Following implements Follower {
    private final ContainerLog log;
    private final LogView view;
    private int position;
    private boolean begun;

    Following(ContainerLog log, LogView view) {
      this.log = log;
      this.view = view;
    }

    @Override
    public byte @Nullable [] next() {
      try {
        if (!log.hasEnded()) {
          log.look(clock.instant());
        }
        boolean ended = log.hasEnded();
        int now = log.position();
        if (ended && begun && now == position) {
          return null;
        }
        var lines = log.linesSince(position, now);
        byte[] bytes = begun ? view.rendered(lines) : view.of(lines);
        position = now;
        begun = true;
        return bytes;
      } catch (UncheckedIOException e) {
        // The pod was removed, and its files with it.
        return null;
      }
    }
  }
}
