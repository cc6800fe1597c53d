package dev.dre.operations.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a pause does to a step that is running. */
public enum PauseFate {
  /** The step goes on to its end; nothing starts after it. */
  @JsonProperty("finish")
  FINISH,
  /** The step is stopped now and runs again after the pause. Idempotent steps only. */
  @JsonProperty("redo")
  REDO
}
