package dev.dre.sandbox.clusters.kubelet;

import dev.dre.sandbox.clusters.apiserver.ApiObject;
import dev.dre.sandbox.clusters.apiserver.EventRecorder;
import dev.dre.sandbox.clusters.apiserver.ObjectKey;
import dev.dre.sandbox.clusters.apiserver.ResourceKind;
import dev.dre.sandbox.clusters.apiserver.Store;
import dev.dre.sandbox.clusters.controllers.Pace;
import dev.dre.sandbox.clusters.controllers.WorkQueue;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each pod as a process and writes down what becomes of it. Everything here happens on the
 * thread of the work queue.
 */
public final class Kubelet {
  private static final Logger LOG = LoggerFactory.getLogger(Kubelet.class);
  private static final String COMPONENT = "kubelet";
  private static final Duration GLANCE = Duration.ofMillis(40);
  private static final int GLANCES_PER_LOOK = 25;
  private static final Duration FOLLOWERS = Duration.ofSeconds(1);

  private final Store store;
  private final EventRecorder events;
  private final WorkQueue queue;
  private final PodFolders folders;
  private final KubeletLogs logs;
  private final Pace pace;
  private final InstantSource clock;
  private final ImagePulls pulls;
  private final PodStart start;
  private final Map<String, RunningPod> running = new HashMap<>();
  private int glances;
  private boolean shuttingDown;

  public Kubelet(
      Store store,
      EventRecorder events,
      WorkQueue queue,
      Map<String, ImageContents> images,
      PodFolders folders,
      KubeletLogs logs,
      Pace pace,
      InstantSource clock) {
    this.store = store;
    this.events = events;
    this.queue = queue;
    this.folders = folders;
    this.logs = logs;
    this.pace = pace;
    this.clock = clock;
    this.pulls = new ImagePulls(pace);
    this.start = new PodStart(store, images, pulls);
  }

  /** Ends what has no pod any more, and begins to watch the processes of those that have. */
  public void start() {
    queue.run(
        () -> {
          var known =
              store.list(ResourceKind.POD, "").stream()
                  .map(ApiObject::uid)
                  .collect(Collectors.toSet());
          folders.uids().stream().filter(uid -> !known.contains(uid)).forEach(this::removed);
        });
    queue.every(GLANCE, this::glance);
  }

  /** What starts from now on runs as {@code change} says. */
  public void changeCommands(CommandChange change) {
    start.changeCommands(change);
  }

  /** One look at one pod. */
  public void look(ApiObject object) {
    var pod = object.as(Pod.class);
    switch (pod.getStatus().getPhase()) {
      case "Succeeded", "Failed" -> {
        if (object.isBeingDeleted()) {
          letGo(object);
        }
      }
      case "Running" -> watchOver(object, pod);
      default -> bringUp(object, pod);
    }
  }

  /** The pod is gone from the store: whatever still runs of it must not. */
  public void removed(String podUid) {
    var pod = running.remove(podUid);
    var folder = folders.of(podUid);
    if (pod != null) {
      pod.process().kill();
    } else if (folder.wasLaunched()) {
      ContainerProcess.adopt(folder).kill();
    }
    pulls.forget(podUid);
    logs.forget(podUid);
    // A little later, for those who follow the log: they read its end first.
    queue.runAfter(FOLLOWERS, folder::delete);
  }

  /** Ends every process, as a node does that is shut down, and waits until that is written down. */
  public void endAll(Duration longestGrace) {
    var ended = new CountDownLatch(1);
    queue.run(() -> askAllToEnd(longestGrace));
    queue.every(
        GLANCE,
        () -> {
          if (running.isEmpty()) {
            ended.countDown();
          }
        });
    try {
      if (!ended.await(longestGrace.plusSeconds(10).toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("some processes did not end: {}", running.keySet());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void askAllToEnd(Duration longestGrace) {
    shuttingDown = true;
    var now = clock.instant();
    for (var own : List.copyOf(running.values())) {
      store
          .get(own.key())
          .ifPresent(
              object -> {
                var grace = Duration.ofSeconds(gracePeriod(object.as(Pod.class)));
                var shorter = grace.compareTo(longestGrace) < 0 ? grace : longestGrace;
                own.askToEnd(RunningPod.Cause.NODE_SHUTDOWN, now.plus(shorter));
                look(object);
              });
    }
  }

  private void glance() {
    boolean thorough = ++glances % GLANCES_PER_LOOK == 0;
    var now = clock.instant();
    for (var pod : List.copyOf(running.values())) {
      pod.log().look(now);
      if (thorough || pod.process().hasExited()) {
        queue.add(pod.key());
      }
    }
  }

  private void bringUp(ApiObject object, Pod pod) {
    var now = clock.instant();
    var folder = folders.of(object.uid());
    if (folder.wasLaunched()) {
      adopted(object);
      write(object, PodStatuses.running(pod, now));
    } else if (shuttingDown) {
      // It is started by the next sandbox.
      return;
    } else if (object.isBeingDeleted()) {
      write(object, PodStatuses.neverStarted(pod, null, null, now));
    } else if (isOverdue(pod, object.key(), now)) {
      write(object, PodStatuses.neverStarted(pod, PodEnds.OVERDUE, PodEnds.OVERDUE_MESSAGE, now));
    } else if (!object.json().path("spec").hasNonNull("nodeName")) {
      schedule(object, pod, now);
    } else {
      tryToStart(object, pod, folder, now);
    }
  }

  private void schedule(ApiObject object, Pod pod, Instant now) {
    if (!pod.getSpec().getNodeSelector().isEmpty()) {
      String why =
          "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector."
              + " preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.";
      write(object, PodStatuses.unschedulable(pod, why, now));
      events.warning(object, "default-scheduler", "FailedScheduling", why);
      queue.addAfter(object.key(), pace.retry());
      return;
    }
    store.updateIfPresent(
        object.key(),
        object.uid(),
        o -> {
          o.json().withObject("/spec").put("nodeName", PodStatuses.NODE);
          return o.withStatus(PodStatuses.waiting(pod, "ContainerCreating", "", now));
        });
    events.normal(
        object,
        "default-scheduler",
        "Scheduled",
        "Successfully assigned %s/%s to %s"
            .formatted(object.namespace(), object.name(), PodStatuses.NODE));
  }

  private void tryToStart(ApiObject object, Pod pod, PodFolder folder, Instant now) {
    switch (start.attempt(pod, folder, now)) {
      case PodStart.Result.Started started -> {
        pulls.forget(object.uid());
        running.put(object.uid(), runningPod(object, started.process()));
        write(object, PodStatuses.running(pod, now));
        events.normal(object, COMPONENT, "Started", "Started container " + container(pod));
      }
      case PodStart.Result.Later later -> {
        boolean mounting = later.why().event().equals("FailedMount");
        write(
            object,
            PodStatuses.waiting(
                pod, later.why().reason(), mounting ? "" : later.why().message(), now));
        events.warning(object, COMPONENT, later.why().event(), later.why().message());
        queue.addAfter(object.key(), pace.retry());
      }
      case PodStart.Result.Impossible impossible -> {
        write(object, PodEnds.couldNotStart(pod, impossible.message(), now));
        events.warning(object, COMPONENT, "Failed", "Error: " + impossible.message());
      }
    }
  }

  private void watchOver(ApiObject object, Pod pod) {
    var now = clock.instant();
    var own = adopted(object);
    switch (own.process().state()) {
      case ContainerProcess.State.Running r -> stopIfWanted(object, pod, own, now);
      case ContainerProcess.State.Exited exited -> {
        own.log().end(now);
        var cause = Optional.ofNullable(own.stop()).map(RunningPod.Stop::cause).orElse(null);
        running.remove(object.uid());
        write(object, PodEnds.exited(pod, folders.of(object.uid()), exited.code(), cause, now));
      }
      case ContainerProcess.State.Vanished v -> {
        own.log().end(now);
        running.remove(object.uid());
        write(object, PodEnds.vanished(pod, now));
        events.warning(object, COMPONENT, "Failed", "the process is gone without an exit code");
      }
    }
  }

  private void stopIfWanted(ApiObject object, Pod pod, RunningPod own, Instant now) {
    if (object.isBeingDeleted()) {
      long grace = object.metadata().path("deletionGracePeriodSeconds").asLong();
      askToEnd(object, pod, own, RunningPod.Cause.DELETED, grace);
    } else if (isOverdue(pod, object.key(), now)) {
      askToEnd(object, pod, own, RunningPod.Cause.DEADLINE, gracePeriod(pod));
    }
    var stop = own.stop();
    if (stop == null) {
      return;
    }
    if (now.isBefore(stop.killAt())) {
      queue.addAfter(object.key(), Duration.between(now, stop.killAt()));
    } else {
      own.process().kill();
    }
  }

  private void askToEnd(
      ApiObject object, Pod pod, RunningPod own, RunningPod.Cause cause, long grace) {
    String stopping = "Stopping container " + container(pod);
    switch (own.askToEnd(cause, clock.instant().plusSeconds(grace))) {
      case ALREADY_ASKED -> {}
      case ASKED -> events.normal(object, COMPONENT, "Killing", stopping);
      case DEAF ->
          events.normal(
              object,
              COMPONENT,
              "Killing",
              stopping
                  + ", which does not handle SIGTERM: it is killed after %d s".formatted(grace));
    }
  }

  /** The running pod, found again when an earlier sandbox started it. */
  private RunningPod adopted(ApiObject object) {
    return running.computeIfAbsent(
        object.uid(), uid -> runningPod(object, ContainerProcess.adopt(folders.of(uid))));
  }

  private RunningPod runningPod(ApiObject object, ContainerProcess process) {
    return new RunningPod(object.key(), process, logs.of(object.uid()));
  }

  private void letGo(ApiObject object) {
    store.updateIfPresent(
        object.key(),
        object.uid(),
        o -> {
          o.metadata().put("deletionGracePeriodSeconds", 0);
          return o;
        });
  }

  private boolean isOverdue(Pod pod, ObjectKey key, Instant now) {
    Long seconds = pod.getSpec().getActiveDeadlineSeconds();
    String started = pod.getStatus().getStartTime();
    if (seconds == null || started == null) {
      return false;
    }
    // The start is written down cut to the second: rather late than early.
    var deadline = Instant.parse(started).plusSeconds(seconds + 1);
    if (now.isBefore(deadline)) {
      queue.addAfter(key, Duration.between(now, deadline));
    }
    return !now.isBefore(deadline);
  }

  private void write(ApiObject object, PodStatus status) {
    store.updateIfPresent(object.key(), object.uid(), o -> o.withStatus(status));
  }

  private static long gracePeriod(Pod pod) {
    return Optional.ofNullable(pod.getSpec().getTerminationGracePeriodSeconds()).orElse(30L);
  }

  private static String container(Pod pod) {
    return pod.getSpec().getContainers().getFirst().getName();
  }
}
