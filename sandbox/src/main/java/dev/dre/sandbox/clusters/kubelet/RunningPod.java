package dev.dre.sandbox.clusters.kubelet;

import dev.dre.sandbox.clusters.apiserver.ObjectKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A pod whose process was started, by this sandbox or an earlier one. */
final class RunningPod {
  /** Why a process is made to end. */
  enum Cause {
    DELETED,
    DEADLINE,
    NODE_SHUTDOWN
  }

  /** What asking a process to end has done. */
  enum Answer {
    /** It was asked before. */
    ALREADY_ASKED,
    ASKED,
    /** It has no handler for the signal, so nothing but the end of its grace period ends it. */
    DEAF
  }

  /** A process that was asked to end, and is killed at {@code killAt}. */
  record Stop(Cause cause, Instant killAt) {}

  private final ObjectKey key;
  private final ContainerProcess process;
  private final ContainerLog log;
  private @Nullable Stop stop;

  RunningPod(ObjectKey key, ContainerProcess process, ContainerLog log) {
    this.key = key;
    this.process = process;
    this.log = log;
  }

  ObjectKey key() {
    return key;
  }

  ContainerProcess process() {
    return process;
  }

  ContainerLog log() {
    return log;
  }

  @Nullable Stop stop() {
    return stop;
  }

  /** Asks the process to end; a time before the one it was given earlier shortens that. */
  Answer askToEnd(Cause cause, Instant killAt) {
    if (stop != null) {
      if (killAt.isBefore(stop.killAt)) {
        stop = new Stop(stop.cause, killAt);
      }
      return Answer.ALREADY_ASKED;
    }
    stop = new Stop(cause, killAt);
    return process.terminate() ? Answer.ASKED : Answer.DEAF;
  }
}
