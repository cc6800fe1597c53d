package dev.dre.worker;

import dev.dre.operations.Line;
import dev.dre.operations.LineAnswer;
import dev.dre.operations.line.LiftLine;
import dev.dre.operations.line.StopLine;
import dev.dre.operations.temporal.LineWorkflow;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.Map;

/** The shell around the line: keeps it, and shows it in the memo. Every rule is in {@link Line}. */
public sealed class LineWorkflowImpl implements LineWorkflow permits UpgradingLine {

  private static final long LONG_HISTORY = 2_000;

  private Line line;

  @WorkflowInit
  public LineWorkflowImpl(Line line) {
    this.line = line;
  }

  @Override
  public void run(Line begun) {
    Workflow.await(LineWorkflowImpl::historyIsLong);
    Workflow.await(Workflow::isEveryHandlerFinished);
    // Unlike search attributes, a memo is not handed on by itself.
    Workflow.continueAsNew(
        ContinueAsNewOptions.newBuilder().setMemo(Map.of(MEMO, line)).build(), line);
  }

  private static boolean historyIsLong() {
    var info = Workflow.getInfo();
    return info.isContinueAsNewSuggested() || info.getHistoryLength() > LONG_HISTORY;
  }

  @Override
  public LineAnswer stop(StopLine wish) {
    return become(line.stop(wish, now()));
  }

  @Override
  public void stopLater(StopLine wish) {
    become(line.stop(wish, now()));
  }

  @Override
  public LineAnswer lift(LiftLine wish) {
    return become(line.lift(wish, now()));
  }

  @Override
  public Line line() {
    return line;
  }

  private LineAnswer become(Line.Handled handled) {
    if (!handled.line().equals(line)) {
      line = handled.line();
      Workflow.upsertMemo(Map.of(MEMO, line));
    }
    return handled.answer();
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
