package dev.dre.operations.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How far an operation has gone, and so what stopping it means. In this order; a plan never goes
 * back.
 */
public enum Zone {
  /** Nothing was switched: abort undoes everything. */
  @JsonProperty("cancel")
  CANCEL,
  /** Switched, and a reverse operation goes back without loss. */
  @JsonProperty("reverse")
  REVERSE,
  /** The way back is gone. */
  @JsonProperty("complete")
  COMPLETE
}
