package dev.dre.operations.temporal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What came of a call. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "call")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CallOutcome.Answered.class, name = "answered"),
  @JsonSubTypes.Type(value = CallOutcome.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = CallOutcome.NoAnswer.class, name = "no_answer")
})
public sealed interface CallOutcome {

  /** It was answered as it should be. */
  record Answered(SortedMap<String, String> outputs) implements CallOutcome {
    public Answered {
      outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    }
  }

  /**
   * It was answered with something else, or could not be made at all.
   *
   * @param answer the beginning of what was answered, redacted; empty when nothing was
   */
  record Failed(String reason, String answer) implements CallOutcome {}

  /** It was made, and nobody knows what came of it. */
  record NoAnswer(String reason) implements CallOutcome {}
}
