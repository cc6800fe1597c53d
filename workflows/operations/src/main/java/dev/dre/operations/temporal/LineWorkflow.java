package dev.dre.operations.temporal;

import dev.dre.operations.Line;
import dev.dre.operations.LineAnswer;
import dev.dre.operations.line.LiftLine;
import dev.dre.operations.line.StopLine;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * What is stopped for many operations at once. There is one of it, on {@link
 * OperationIds#OPERATIONS_QUEUE}; it begins with the first stop and never ends. It reaches nobody:
 * who starts an operation asks it, and who sees operations compares.
 */
@WorkflowInterface
public interface LineWorkflow {

  String ID = "dre/line";

  String TYPE = "Line";

  /**
   * Memo: the {@link Line}. It is read there without a worker, so that an operation can be started
   * while none is there.
   */
  String MEMO = "line";

  /** Goes on for ever; {@code line} as the run before had it. */
  @WorkflowMethod(name = TYPE)
  void run(Line line);

  @UpdateMethod(name = "stop")
  LineAnswer stop(StopLine wish);

  /** The same, durable without a worker and without an answer. */
  @SignalMethod(name = "stop_later")
  void stopLater(StopLine wish);

  @UpdateMethod(name = "lift")
  LineAnswer lift(LiftLine wish);

  @QueryMethod(name = "holds")
  Line line();
}
