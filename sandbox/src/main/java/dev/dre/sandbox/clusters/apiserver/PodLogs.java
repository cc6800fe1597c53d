package dev.dre.sandbox.clusters.apiserver;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Where the API server gets logs from. */
public interface PodLogs {

  /**
   * What of a log is wanted.
   *
   * @param since the second from which on lines are wanted
   * @param tail how many of the last lines; counted before {@code limitBytes} cuts the end
   */
  record Query(
      Optional<Instant> since, OptionalInt tail, OptionalLong limitBytes, boolean timestamps) {}

  /** A log that is read as it grows. */
  interface Follower {
    /**
     * Reads on.
     *
     * @return what is new, possibly nothing; null when there will be nothing more
     */
    byte @Nullable [] next();
  }

  /**
   * What is there now.
   *
   * @throws ApiError when there is no log, e.g. because the container has not started
   */
  byte[] read(ApiObject pod, Query query);

  Follower follow(ApiObject pod, Query query);
}
