package dev.dre.operations.temporal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How watching has ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WatchOutcome.Held.class, name = "held"),
  @JsonSubTypes.Type(value = WatchOutcome.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = WatchOutcome.Inconclusive.class, name = "inconclusive")
})
public sealed interface WatchOutcome {

  /** What had to hold does. {@code reading}: what was seen last. */
  record Held(SortedMap<String, String> reading) implements WatchOutcome {
    public Held {
      reading = Collections.unmodifiableSortedMap(new TreeMap<>(reading));
    }
  }

  /** It does not hold, or did not in time. */
  record Failed(String reason) implements WatchOutcome {}

  /** Nobody could say. */
  record Inconclusive(String reason) implements WatchOutcome {}
}
