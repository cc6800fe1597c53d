package dev.dre.operations.temporal;

import dev.dre.operations.Operation;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One operation on one datastore. Its workflow id, {@link OperationIds#workflowId}, is the
 * datastore's lock.
 */
@WorkflowInterface
public interface OperationWorkflow {

  /** Runs to a final state. */
  @WorkflowMethod(name = "Operation")
  OperationResult run(OperationInput input);

  /**
   * What somebody wants, with an answer. A refusal that the validator already sees comes as an
   * exception, see {@link CommandRefused#reasonIn}; one that only the handler sees, as {@link
   * Answer.Refused}.
   */
  @UpdateMethod(name = "command")
  Answer command(Command command);

  @UpdateValidatorMethod(updateName = "command")
  void validateCommand(Command command);

  /**
   * The same, durable without a worker and without an answer: a refusal is told in the operation's
   * thread.
   */
  @SignalMethod(name = "command_later")
  void commandLater(Command command);

  /**
   * That {@code command} was refused as an update, which leaves nothing in the history: sent by
   * those who have no record of their own. Changes nothing but the record.
   */
  @SignalMethod(name = "refused")
  void refused(Command command, String reason);

  /**
   * What somebody outside has noticed, such as a worker that is not there. Telling it again changes
   * nothing.
   */
  @SignalMethod(name = "noticed")
  void noticed(Noticed noticed);

  @QueryMethod(name = "operation")
  Operation operation();
}
