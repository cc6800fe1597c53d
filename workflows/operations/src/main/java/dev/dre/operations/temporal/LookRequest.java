package dev.dre.operations.temporal;

import dev.dre.operations.id.EffectId;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.plan.PlannedJob;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Looking again and again in one cluster, by a Job each time.
 *
 * @param effect what it is for: the Jobs are named after it and a count
 * @param step whom it is for, in the environment of the Job: a step's id, or a guard's
 * @param reported outputs of earlier steps by {@code step.output}, for conditions that name them
 */
public record LookRequest(
    OperationId operation,
    DatastoreName datastore,
    EffectId effect,
    String step,
    PlannedJob probe,
    SortedMap<String, String> reported) {

  public LookRequest {
    reported = Collections.unmodifiableSortedMap(new TreeMap<>(reported));
  }

  /** The Job of look {@code count}, from 1. */
  public JobRequest look(int count) {
    var environment = new TreeMap<String, String>();
    environment.put("DRE_OPERATION", operation.value());
    environment.put("DRE_STEP", step);
    environment.put("DRE_ATTEMPT", String.valueOf(count));
    String id = effect + "#" + count;
    return new JobRequest(
        JobRequest.nameOf(operation, new EffectId(id)),
        operation + "/" + id,
        operation,
        datastore,
        probe,
        JobRequest.LOOK,
        environment);
  }
}
