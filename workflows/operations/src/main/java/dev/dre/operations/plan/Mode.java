package dev.dre.operations.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much a plan is trusted: the most careful first. */
public enum Mode {
  /** Nothing is started: the plan is only shown. */
  @JsonProperty("dry-run")
  DRY_RUN("shows what would be done, and does nothing"),
  /** People do by hand what changes something; dre looks, waits, checks and compares. */
  @JsonProperty("shadow")
  SHADOW("people do each step that changes something by hand; every look is real"),
  /** Somebody approves each step that changes something. */
  @JsonProperty("supervised")
  SUPERVISED("each step that changes something is approved first"),
  /** Only risky steps are approved. */
  @JsonProperty("auto")
  AUTO("risky steps are approved first");

  private final String sentence;

  Mode(String sentence) {
    this.sentence = sentence;
  }

  /** As people write it: {@code dry-run}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String sentence() {
    return sentence;
  }

  /** All of them, as people write them. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Mode::word).toList();
  }

  /** Empty when there is none of that name. */
  public static Optional<Mode> of(String word) {
    return Arrays.stream(values()).filter(m -> m.word().equals(word)).findFirst();
  }

  /**
   * Whether steps run at the same time that may: whoever does or approves each of them wants one
   * after the other.
   */
  public boolean runsBesideEachOther() {
    return this == AUTO || this == DRY_RUN;
  }

  /** Whether it trusts the plan less than {@code other}. */
  public boolean isMoreCarefulThan(Mode other) {
    return compareTo(other) < 0;
  }
}
