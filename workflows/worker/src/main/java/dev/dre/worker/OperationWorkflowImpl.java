package dev.dre.worker;

import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.temporal.CommandRefused;
import dev.dre.operations.temporal.OperationIds;
import dev.dre.operations.temporal.OperationInput;
import dev.dre.operations.temporal.OperationWorkflow;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.Map;

/**
 * The shell: starts what the operation wants and is not in flight, cancels what is in flight and no
 * longer wanted, and feeds outcomes back. Every rule is in {@link Operation}.
 */
public final class OperationWorkflowImpl implements OperationWorkflow {

  /**
   * About half of what the server warns at: an operation with long outputs stays well below its
   * limits.
   */
  private static final long LONG_HISTORY = 2_000;

  private final EffectsInFlight inFlight = new EffectsInFlight(this::observe);
  private Operation operation;
  private boolean changed = true;

  @WorkflowInit
  public OperationWorkflowImpl(OperationInput input) {
    operation =
        input.carriedOn().orElseGet(() -> Operation.start(input.request().orElseThrow(), now()));
  }

  @Override
  public void run(OperationInput input) {
    // Stopping is an abort, with its rollbacks. A cancellation sent by other means must not tear
    // effects away half-way.
    Workflow.newDetachedCancellationScope(this::reconcileToTheEnd).run();
  }

  private void reconcileToTheEnd() {
    while (true) {
      Workflow.await(() -> changed);
      changed = false;
      if (historyIsLong() && !inFlight.anyJob()) {
        continueAsNew();
      }
      inFlight.reconcile(operation);
      Workflow.setCurrentDetails(CurrentDetails.of(operation));
      if (operation.state().isFinal() && inFlight.isEmpty()) {
        rememberWhereItLives();
        Workflow.await(Workflow::isEveryHandlerFinished);
        return;
      }
    }
  }

  /**
   * Between two Jobs: what can be started again is stopped, then a new run goes on with the
   * operation as it is.
   */
  private void continueAsNew() {
    inFlight.cancelAll();
    Workflow.await(() -> inFlight.isEmpty() && Workflow.isEveryHandlerFinished());
    Workflow.continueAsNew(OperationInput.carryingOn(operation));
  }

  private static boolean historyIsLong() {
    var info = Workflow.getInfo();
    return info.isContinueAsNewSuggested() || info.getHistoryLength() > LONG_HISTORY;
  }

  private void rememberWhereItLives() {
    if (operation.state() == State.SUCCEEDED && operation.plan().movesTo().isPresent()) {
      Workflow.upsertMemo(
          Map.of(OperationIds.MEMO_LOCATION, operation.plan().movesTo().get().value()));
    }
  }

  @Override
  public Answer command(Command command) {
    var handled = operation.handle(command, now());
    become(handled.operation());
    return handled.answer();
  }

  @Override
  public void validateCommand(Command command) {
    if (operation.handle(command, now()).answer() instanceof Answer.Refused refused) {
      throw new CommandRefused(refused.says());
    }
  }

  @Override
  public void commandLater(Command command) {
    var handled = operation.handle(command, now());
    if (handled.answer() instanceof Answer.Refused refused) {
      become(operation.noteRefusal(command, refused.says(), now()));
    } else {
      become(handled.operation());
    }
  }

  @Override
  public Operation operation() {
    return operation;
  }

  private void observe(EffectId effect, Outcome outcome) {
    become(operation.observe(effect, outcome, now()));
  }

  private void become(Operation next) {
    operation = next;
    changed = true;
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
