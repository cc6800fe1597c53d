package dev.dre.sandbox.clusters.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.util.function.Predicate;

/** What a request is answered with. */
sealed interface ApiResponse {

  /** One JSON document. */
  record Json(int code, JsonNode body) implements ApiResponse {}

  /** Bytes as they are. */
  record Text(Buffer body) implements ApiResponse {}

  /** The log of a container as it grows, until the container has ended. */
  record FollowedLog(PodLogs.Follower follower) implements ApiResponse {}

  /**
   * Changes as they happen.
   *
   * @param since the revision after which changes are wanted; negative for everything there is, and
   *     what follows
   * @param seconds after which it ends
   */
  record Watch(Predicate<ApiObject> wanted, long since, long seconds) implements ApiResponse {}
}
