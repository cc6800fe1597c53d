package dev.dre.worker;

import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.temporal.CommandRefused;
import dev.dre.operations.temporal.Noticed;
import dev.dre.operations.temporal.OperationIds;
import dev.dre.operations.temporal.OperationInput;
import dev.dre.operations.temporal.OperationResult;
import dev.dre.operations.temporal.OperationWorkflow;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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

  /**
   * How long a sink that is away may keep the datastore from its next operation: it is tried after
   * 1, 3, 7 and 15 seconds, and this is not while it is being tried.
   */
  private static final Duration TOLD_HERE = Duration.ofSeconds(20);

  /** The change that made steps begin before what tells of them. Recorded: never change it. */
  private static final String STEP_FIRST = "step-first";

  /** A cluster that does not answer holds up what tells no longer than this. */
  private static final Duration STEP_FIRST_FOR = Duration.ofSeconds(1);

  /** Whether this run was begun for an operation that had ended: it holds no datastore. */
  private final boolean onlyTells;

  private final Rules rules;
  private final EffectsInFlight inFlight;
  private Operation operation;
  private Optional<Instant> handsOverAt = Optional.empty();
  private boolean changed = true;

  /** Whether somebody has wanted something since what is wanted was begun. */
  private boolean asked;

  @WorkflowInit
  public OperationWorkflowImpl(OperationInput input) {
    this(input, Rules.OURS);
  }

  OperationWorkflowImpl(OperationInput input, Rules rules) {
    this.rules = rules;
    operation = rules.known(input.begin(now()));
    onlyTells = input.carriedOn().filter(o -> o.state().isFinal()).isPresent();
    inFlight =
        new EffectsInFlight(
            this::observe,
            input.carriedOn().map(o -> o.outbox().cursors().keySet()).orElse(Set.of()));
  }

  @Override
  public OperationResult run(OperationInput input) {
    // Stopping is an abort, with its rollbacks. A cancellation sent by other means must not tear
    // effects away half-way.
    Workflow.newDetachedCancellationScope(this::reconcileToTheEnd).run();
    return OperationResult.of(operation);
  }

  private void reconcileToTheEnd() {
    do {
      changed = false;
      if (!operation.state().isFinal() && historyIsLong() && !inFlight.anythingThatHasToEnd()) {
        continueAsNew();
      }
      stepFirst();
      inFlight.reconcile(operation, rules.effects().apply(operation));
      Workflow.setCurrentDetails(CurrentDetails.of(operation));
    } while (goesOn());
    rememberWhereItLives();
    tellTheRestElsewhere();
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  /**
   * Whoever approves or resumes waits for the step: its Job is created, and only then is it told.
   * Both at once take the server and the worker longer.
   */
  private void stepFirst() {
    if (!asked) {
      return;
    }
    asked = false;
    var wanted = rules.effects().apply(operation);
    if (inFlight.wouldCreateJobs(wanted)
        && Workflow.getVersion(STEP_FIRST, Workflow.DEFAULT_VERSION, 1) == 1) {
      inFlight.reconcile(operation, inFlight.withoutNewDeliveries(wanted));
      Workflow.await(STEP_FIRST_FOR, () -> asked || !inFlight.createsJobs());
    }
  }

  /** Waits for what comes next. False when nothing is left to do here. */
  private boolean goesOn() {
    if (operation.state().isFinal() && inFlight.isEmpty()) {
      return changed;
    }
    if (!operation.state().isFinal() || !inFlight.onlyDeliveries() || onlyTells) {
      Workflow.await(() -> changed);
      return true;
    }
    if (handsOverAt.isEmpty()) {
      handsOverAt = Optional.of(now().plus(TOLD_HERE));
    }
    var patience = Duration.between(now(), handsOverAt.get());
    return patience.isPositive() ? Workflow.await(patience, () -> changed) : changed;
  }

  /**
   * The operation has ended and a sink is away: a workflow of its own goes on telling, so that the
   * datastore is free.
   */
  private void tellTheRestElsewhere() {
    inFlight.cancelAll();
    Workflow.await(inFlight::isEmpty);
    if (operation.effects().isEmpty()) {
      return;
    }
    var rest =
        Workflow.newChildWorkflowStub(
            OperationWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(OperationIds.tellingWorkflowId(operation.id()))
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .setStaticSummary("tells how %s ended".formatted(operation.id()))
                .build());
    Async.procedure(rest::run, OperationInput.carryingOn(operation));
    // A child that has not begun when its parent ends never begins.
    Workflow.getWorkflowExecution(rest).get();
  }

  /**
   * Between two Jobs: what can be started again is stopped, then a new run goes on with the
   * operation as it is.
   */
  private void continueAsNew() {
    // Nothing of this run is replayed in the next one, and nothing begins in this one any more.
    // From here on it can follow newer rules, also in what it makes of being stopped.
    operation = operation.underRules(rules.version());
    inFlight.cancelAll();
    Workflow.await(() -> inFlight.isEmpty() && Workflow.isEveryHandlerFinished());
    Workflow.continueAsNew(withItsMemo(), OperationInput.carryingOn(operation));
  }

  /** Unlike search attributes, a memo is not handed on by itself. */
  private static ContinueAsNewOptions withItsMemo() {
    var memo = new TreeMap<String, Object>();
    for (String key : OperationIds.MEMOS) {
      String value = Workflow.getMemo(key, String.class, String.class);
      if (value != null) {
        memo.put(key, value);
      }
    }
    return ContinueAsNewOptions.newBuilder().setMemo(memo).build();
  }

  private static boolean historyIsLong() {
    var info = Workflow.getInfo();
    return info.isContinueAsNewSuggested() || info.getHistoryLength() > LONG_HISTORY;
  }

  private void rememberWhereItLives() {
    boolean moved = operation.state() == State.SUCCEEDED || operation.state() == State.STOPPED;
    if (moved && operation.plan().movesTo().isPresent()) {
      Workflow.upsertMemo(
          Map.of(OperationIds.MEMO_LOCATION, operation.plan().movesTo().get().value()));
    }
  }

  @Override
  public Answer command(Command command) {
    var handled = operation.handle(command, now());
    become(handled.operation());
    asked = true;
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
  public void refused(Command command, String reason) {
    // The datastore's workflow id is used again by the next operation.
    if (command.operation().equals(operation.id())) {
      become(operation.noteRefusal(command, reason, now()));
    }
  }

  @Override
  public void noticed(Noticed noticed) {
    become(
        noticed.over()
            ? operation.cleared(noticed.notice(), now())
            : operation.raised(noticed.notice(), now()));
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
