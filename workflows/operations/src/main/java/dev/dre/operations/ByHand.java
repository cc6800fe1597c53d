package dev.dre.operations;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.dre.approvals.Actor;
import java.util.Optional;

/**
 * What a person did where the plan would have done it.
 *
 * @param comment what was different, or why it was left out; empty when it was done as planned
 * @param contradicted how often it was said to be done, and the look after that found otherwise
 */
public record ByHand(
    How how,
    Actor by,
    String comment,
    // Left out when 0: earlier releases know no such thing.
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int contradicted) {

  /** How it compares with the plan. */
  public enum How {
    @JsonProperty("as_planned")
    AS_PLANNED,
    @JsonProperty("differently")
    DIFFERENTLY,
    @JsonProperty("skipped")
    SKIPPED
  }

  /** Somebody says so, after {@code before}, if there was something before. */
  static ByHand said(How how, Actor by, String comment, Optional<ByHand> before) {
    return new ByHand(how, by, comment, before.map(ByHand::contradicted).orElse(0));
  }

  ByHand foundOtherwise() {
    return new ByHand(how, by, comment, contradicted + 1);
  }

  /** Whether it was done just so, and found to be so. */
  @JsonIgnore
  public boolean agrees() {
    return how == How.AS_PLANNED && contradicted == 0;
  }
}
