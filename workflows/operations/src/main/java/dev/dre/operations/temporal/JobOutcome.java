package dev.dre.operations.temporal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.SortedMap;
import java.util.TreeMap;

/** How a Job ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JobOutcome.Succeeded.class, name = "succeeded"),
  @JsonSubTypes.Type(value = JobOutcome.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = JobOutcome.TimedOut.class, name = "timed_out"),
  @JsonSubTypes.Type(value = JobOutcome.NeverStarted.class, name = "never_started"),
  @JsonSubTypes.Type(value = JobOutcome.Vanished.class, name = "vanished")
})
public sealed interface JobOutcome {

  /** Its command ended with 0. */
  record Succeeded(SortedMap<String, String> outputs) implements JobOutcome {
    public Succeeded {
      outputs = new TreeMap<>(outputs);
    }
  }

  /**
   * Its command ended otherwise, or was killed. {@code lastLines}: the end of its log, redacted.
   */
  record Failed(String reason, String lastLines) implements JobOutcome {}

  /** It ran longer than it may and was stopped. */
  record TimedOut(String lastLines) implements JobOutcome {}

  /** Its command was never started; {@code cause} says what Kubernetes says. */
  record NeverStarted(String cause) implements JobOutcome {}

  /** It is gone, and nobody saw its end. */
  record Vanished() implements JobOutcome {}
}
