package dev.dre.operations.temporal;

import com.fasterxml.jackson.annotation.JsonInclude;
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

  /**
   * Nobody could say.
   *
   * @param failed whether what looks failed itself, each time. A field and no outcome of its own,
   *     so that an older worker of operations reads what a newer one of a cluster has seen
   */
  record Inconclusive(String reason, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean failed)
      implements WatchOutcome {
    public Inconclusive(String reason) {
      this(reason, false);
    }
  }
}
