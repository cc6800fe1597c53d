package dev.dre.operations.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * How long an operation may stand paused, because the world does not pause with it.
 *
 * @param after counted from when nothing ran any more
 */
public record MaxPause(Duration after, Then then) {

  /** What happens then. */
  public enum Then {
    /** People are told, and it stands still until somebody resumes. */
    @JsonProperty("page")
    PAGE,
    /** It is aborted; where an abort is refused, people are told instead. */
    @JsonProperty("abort")
    ABORT
  }
}
