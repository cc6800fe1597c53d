package dev.dre.bench.handwritten;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Some Jobs in order, the first after an approval where one is wanted. */
@WorkflowInterface
public interface HandWrittenWorkflow {

  @WorkflowMethod
  void run(HandWrittenRun run);

  @UpdateMethod
  String approve(String by);

  @QueryMethod
  String state();
}
