package dev.dre.operations.temporal;

import dev.dre.operations.plan.PlannedCall;
import dev.dre.operations.plan.StepAction;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Calling until something holds.
 *
 * @param key tells the calls of one watch from all others
 * @param reported outputs of earlier steps by {@code step.output}, for conditions that name them
 */
public record CallWatchRequest(
    PlannedCall call, String key, StepAction.Watch watch, SortedMap<String, String> reported) {

  public CallWatchRequest {
    reported = Collections.unmodifiableSortedMap(new TreeMap<>(reported));
  }
}
