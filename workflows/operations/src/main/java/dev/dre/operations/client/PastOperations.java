package dev.dre.operations.client;

import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.temporal.OperationResult;
import java.util.List;
import java.util.Optional;

/** What operations that have ended have left. */
public interface PastOperations {

  /** More of them say no more about the next one. */
  int MOST = 50;

  /**
   * Of the last {@link #MOST} operations of {@code runbook}, the newest first; fewer where older
   * releases ran them.
   *
   * @param on only those on this datastore; empty: on all
   * @throws TemporalSilent when nobody answers
   */
  List<OperationResult> latest(String runbook, Optional<DatastoreName> on);
}
