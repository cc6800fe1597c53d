package dev.dre.operations.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody may do to operations. Pausing needs none; approving is ruled by the policy of the
 * gate.
 */
public enum Right {
  @JsonProperty("start")
  START,
  @JsonProperty("resume")
  RESUME,
  @JsonProperty("abort")
  ABORT,
  /**
   * Also: skip a step, say that one was done by hand, give up on a rollback, finish a partial step
   * forward, or take it back.
   */
  @JsonProperty("retry")
  RETRY,
  /**
   * Take something on one's own word: close an operation that left something behind, or take a Job
   * for gone that nobody can see.
   */
  @JsonProperty("acknowledge")
  ACKNOWLEDGE;

  /** The right that is written as {@code name}; empty when there is none. */
  static Optional<Right> named(String name) {
    return Arrays.stream(values())
        .filter(right -> right.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
