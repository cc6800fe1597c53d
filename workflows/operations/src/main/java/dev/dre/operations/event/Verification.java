package dev.dre.operations.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a step's {@code verify} found. */
public enum Verification {
  /** The step took effect, whole. */
  @JsonProperty("done")
  DONE,
  /** The step did not take effect. */
  @JsonProperty("not-done")
  NOT_DONE,
  /** Half of it: neither to be run again blindly nor to be left so. */
  @JsonProperty("partial")
  PARTIAL
}
