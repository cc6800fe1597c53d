package dev.dre.worker;

import dev.dre.operations.Line;
import io.temporal.common.VersioningBehavior;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowVersioningBehavior;

/**
 * The line, served by versions of a Worker Deployment: it never ends, so the version that began it
 * would have to run for ever. A class of its own, because Temporal refuses what a worker without
 * versions does for a workflow that says how it is versioned.
 */
public final class UpgradingLine extends LineWorkflowImpl {

  @WorkflowInit
  public UpgradingLine(Line line) {
    super(line);
  }

  @Override
  @WorkflowVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
  public void run(Line begun) {
    super.run(begun);
  }
}
