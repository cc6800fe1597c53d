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

  /**
   * Asks the process to end, unless it was asked already.
   *
   * @return whether it was asked now
   */
  boolean askToEnd(Cause cause, Instant killAt) {
    if (stop != null && !killAt.isBefore(stop.killAt)) {
      return false;
    }
    if (stop != null) {
      stop = new Stop(stop.cause, killAt);
      return false;
    }
    stop = new Stop(cause, killAt);
    process.terminate();
    return true;
  }
}
