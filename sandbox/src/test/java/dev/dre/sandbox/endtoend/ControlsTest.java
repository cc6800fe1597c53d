package dev.dre.sandbox.endtoend;

import static dev.dre.sandbox.endtoend.EndToEnd.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.bot.words.Buttons;
import dev.dre.operations.Operation;
import dev.dre.operations.RollbackRun.Progress;
import dev.dre.operations.State;
import dev.dre.operations.StepStatus;
import dev.dre.operations.id.OperationId;
import dev.dre.sandbox.Sandbox;
import dev.dre.sandbox.faults.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ways out of where an operation can get stuck, by the buttons and by the command line. */
@Whole
class ControlsTest {

  /** A minute until it is noticed, and half a minute for a busy machine. */
  private static final Duration NOTICED = Duration.ofSeconds(90);

  private final EndToEnd everything;

  ControlsTest(EndToEnd everything) {
    this.everything = everything;
  }

  @Test
  void anAbortWithoutAWorkerOfOneClusterUndoesTheOtherSideNamesItAndIsEndedByAWord() {
    OperationId id = everything.starts(Sandbox.DB_43, "/dre switch db-43");
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    everything.sandbox().faults().on(Fault.WORKER_OF_CLUSTER_B_OFF).join();
    everything.chat().clicks("bob", id, Buttons.ABORT, "Abort");
    everything.chat().submits("bob", "it is tried");

    Operation waits = everything.until(id, o -> progress(o, 0) == Progress.DONE);
    assertThat(progress(waits, 1)).isNotEqualTo(Progress.DONE);
    await().atMost(NOTICED).until(() -> said(id, "No worker serves cluster-b"));
    await().atMost(NOTICED).until(() -> paged(id, "cluster-b").contains("trouble"));

    String rollback = waits.rollbacks().get(1).id().value();
    everything.op("give-up", id.value(), "--rollback", rollback, "--reason", "lost").succeeded();
    everything.until(id, o -> !o.residue().isEmpty());
    // Only @dre can: not whoever sits at a command line.
    assertThat(everything.op("assume-gone", id.value(), "--reason", "lost").refused().err())
        .contains("@dre");
    everything.chat().says("bob", "/dre assume-gone " + id + " cluster-b is lost");
    everything.until(id, o -> o.state() == State.NEEDS_ATTENTION);
    everything.chat().followUntil(id, "marks on cluster-b");
    everything.chat().says("alice", "/dre careful db-43");
    await()
        .until(() -> everything.privately("alice").stream().anyMatch(m -> m.contains(id + " by")));

    everything.chat().says("bob", "/dre acknowledge " + id + " seen");
    everything.until(id, o -> o.state() == State.ABORTED_NEEDS_ATTENTION);
    await().atMost(NOTICED).until(() -> paged(id, "cluster-b").contains("resolved"));
  }

  @Test
  void afterTheSwitchAnAbortIsRefusedAndReverseStopsItThere() {
    OperationId id = everything.starts(Sandbox.DB_43, "/dre switch db-43");
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    everything.chat().clicks("bob", id, Buttons.APPROVE, "Approve");
    everything.until(id, o -> o.state() == State.WAITING);

    assertThat(everything.op("abort", id.value(), "--reason", "too late").refused().err())
        .contains("everse");
    everything.chat().clicks("bob", id, Buttons.REVERSE, "Reverse");
    everything.chat().submits("bob", "it was wrong");

    Operation stopped = everything.until(id, o -> o.state().isFinal());
    assertThat(stopped.state()).isEqualTo(State.STOPPED);
    assertThat(step(stopped, "switch").status()).isEqualTo(StepStatus.DONE);
    everything.chat().followUntil(id, "/dre switch db-43");
  }

  @Test
  void aStepThatIsHalfDoneIsFinishedOrTakenBack() {
    OperationId finished = everything.starts(Sandbox.DB_43, "/dre half db-43");
    Operation half = everything.until(finished, o -> o.state() == State.BLOCKED);
    everything.chat().followUntil(finished, "1 of 2 marks");
    assertThat(step(half, "half").status()).isNotEqualTo(StepStatus.DONE);
    everything.chat().clicks("bob", finished, Buttons.FINISH_FORWARD, "Finish forward");
    everything.until(finished, o -> o.state() == State.SUCCEEDED);

    OperationId back = everything.starts(Sandbox.DB_43, "/dre half db-43");
    everything.until(back, o -> o.state() == State.BLOCKED);
    everything.chat().clicks("bob", back, Buttons.GO_BACK, "Go back");
    everything.chat().followUntil(back, "taken back");
    everything.abort(back);
  }

  @Test
  void supervisedAsksBeforeEachStepThatChangesSomething() {
    OperationId id = everything.starts(Sandbox.DB_43, "/dre switch db-43 --mode supervised");
    Operation first = everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    assertThat(step(first, "both").status()).isNotEqualTo(StepStatus.DONE);
    everything.chat().clicks("bob", id, Buttons.APPROVE, "Approve");

    Operation second = everything.until(id, o -> asksFor(o, "switch"));

    assertThat(step(second, "both").status()).isEqualTo(StepStatus.DONE);
    everything.abort(id);
  }

  private static boolean asksFor(Operation operation, String step) {
    return operation.gate().filter(g -> g.step().value().equals(step)).isPresent();
  }

  private static Progress progress(Operation operation, int rollback) {
    return operation.rollbacks().size() > rollback
        ? operation.rollbacks().get(rollback).progress()
        : Progress.PENDING;
  }

  private boolean said(OperationId id, String words) {
    return everything.story(id).lines().stream().anyMatch(line -> line.contains(words));
  }

  private List<String> paged(OperationId id, String words) {
    return everything.sandbox().pager().received().stream()
        .filter(i -> i.path("operation").asText().equals(id.value()))
        .filter(i -> i.path("key").asText().contains(words))
        .map(i -> i.path("status").asText())
        .toList();
  }
}
