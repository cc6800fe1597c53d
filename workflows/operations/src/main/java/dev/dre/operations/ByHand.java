package dev.dre.operations;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.dre.approvals.Actor;

/**
 * What a person did where the plan would have done it.
 *
 * @param comment what was different, or why it was left out; empty when it was done as planned
 */
public record ByHand(How how, Actor by, String comment) {

  /** How it compares with the plan. */
  public enum How {
    @JsonProperty("as_planned")
    AS_PLANNED,
    @JsonProperty("differently")
    DIFFERENTLY,
    @JsonProperty("skipped")
    SKIPPED
  }
}
