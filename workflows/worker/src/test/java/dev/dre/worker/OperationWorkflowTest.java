package dev.dre.worker;

import static dev.dre.worker.Plans.ALICE;
import static dev.dre.worker.Plans.BOB;
import static dev.dre.worker.Plans.change;
import static dev.dre.worker.Plans.changeAgain;
import static dev.dre.worker.Plans.look;
import static dev.dre.worker.Plans.request;
import static dev.dre.worker.Plans.risky;
import static dev.dre.worker.Plans.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dre.operations.State;
import dev.dre.operations.StepStatus;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.event.Event;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.Subject;
import dev.dre.operations.temporal.CommandRefused;
import dev.dre.operations.temporal.JobOutcome;
import io.temporal.client.WorkflowUpdateException;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperationWorkflowTest {

  private final Shell shell = new Shell();

  @AfterEach
  void stop() {
    shell.close();
  }

  @Test
  void runsItsStepsInOrderAndTellsEachEventOnce() {
    shell.start(request(look("preflight"), change("subscribe"), change("copy")));

    var operation = shell.ends();

    assertThat(operation.state()).isEqualTo(State.SUCCEEDED);
    assertThat(shell.clusters.started())
        .startsWith("preflight", "subscribe", "copy")
        .hasSize(5)
        .contains("residue-a", "residue-b");
    assertThat(shell.sink.told())
        .extracting(Event::sequence)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, operation.outbox().last()).boxed().toList());
    shell.record("finished");
  }

  @Test
  void waitsForSomebodyElseBeforeARiskyStep() {
    shell.start(request(look("preflight"), risky("cut_over")));
    shell.reaches(State.AWAITING_APPROVAL);

    assertThatThrownBy(() -> shell.approves(ALICE))
        .isInstanceOf(WorkflowUpdateException.class)
        .satisfies(
            e -> assertThat(CommandRefused.reasonIn(e)).get().asString().contains("somebody else"));
    assertThat(shell.clusters.started()).containsExactly("preflight");

    assertThat(shell.approves(BOB)).isInstanceOf(Answer.Accepted.class);
    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
    shell.record("approved");
  }

  @Test
  void aStepIsToldHowLongItMayKeepClientsFromWriting() {
    shell.start(request(within(change("cut_over"), Duration.ofSeconds(10)), change("finish")));

    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
    assertThat(shell.clusters.environmentOf("cut_over")).containsEntry("DRE_BUDGET_SECONDS", "10");
    assertThat(shell.clusters.environmentOf("finish")).doesNotContainKey("DRE_BUDGET_SECONDS");
  }

  @Test
  void aPauseLetsTheStepFinishAndStartsNothingAfterIt() {
    shell.clusters.runsOn("copy");
    shell.start(request(change("copy"), change("finish")));
    await().until(() -> shell.clusters.follows("copy"));

    shell.says(ALICE, Act.Pause.untilResumed("backup window"));
    shell.reaches(State.PAUSING);
    shell.clusters.finish("copy");
    shell.reaches(State.PAUSED);
    assertThat(shell.clusters.started()).containsExactly("copy");

    shell.says(BOB, new Act.Resume(Optional.empty()));
    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
    assertThat(shell.clusters.started()).contains("finish");
    shell.record("paused-and-resumed");
  }

  @Test
  void aPausedStepThatMayBeRunAgainIsSeenGoneAndRunsAgain() {
    shell.clusters.runsOn("hash");
    shell.start(request(changeAgain("hash")));
    await().until(() -> shell.clusters.follows("hash"));

    shell.says(ALICE, Act.Pause.untilResumed(""));
    shell.reaches(State.PAUSED);
    assertThat(shell.clusters.removed()).containsExactly("hash");

    shell.clusters.finish("hash");
    shell.says(BOB, new Act.Resume(Optional.empty()));
    assertThat(shell.ends().steps().getFirst().attempt()).isEqualTo(2);
  }

  @Test
  void anAbortSeesTheJobGoneThenUndoesTheNewestFirst() {
    shell.clusters.runsOn("copy");
    shell.start(request(change("subscribe"), change("copy")));
    await().until(() -> shell.clusters.follows("copy"));

    shell.says(BOB, new Act.Abort("wrong weekend"));

    assertThat(shell.ends().state()).isEqualTo(State.ABORTED);
    assertThat(shell.clusters.removed()).containsExactly("copy");
    assertThat(shell.clusters.started())
        .containsSubsequence("undo-copy-a", "undo-subscribe-a", "residue-a")
        .containsSubsequence("undo-copy-b", "undo-subscribe-b", "residue-b");
    shell.record("aborted");
  }

  @Test
  void aFailedRollbackIsTriedAgainWithoutHoldingUpTheOtherCluster() {
    shell.clusters.script("undo-subscribe-a", failed("the source is down"));
    shell.clusters.runsOn("copy");
    shell.start(request(change("subscribe"), look("copy")));
    await().until(() -> shell.clusters.follows("copy"));

    shell.says(BOB, new Act.Abort(""));

    await().until(() -> shell.clusters.follows("undo-subscribe-b"));
    await().until(() -> told(Happening.RollbackFailed.class));
    shell.says(BOB, new Act.Retry(Subject.CURRENT));
    assertThat(shell.ends().state()).isEqualTo(State.ABORTED);
  }

  @Test
  void whatIsLeftBehindKeepsTheOperationOpenUntilSomebodyHasSeenIt() {
    var found = new TreeMap<String, String>();
    found.put("found", "slot dre_k7f3_fwd");
    shell.clusters.script("residue-a", new JobOutcome.Succeeded(found));
    shell.clusters.runsOn("copy");
    shell.start(request(change("copy")));
    await().until(() -> shell.clusters.follows("copy"));

    shell.says(BOB, new Act.Abort(""));
    shell.reaches(State.NEEDS_ATTENTION);

    shell.says(BOB, new Act.Acknowledge("dropped by hand"));
    assertThat(shell.ends().state()).isEqualTo(State.ABORTED_NEEDS_ATTENTION);
  }

  @Test
  void anUnknownOutcomeIsSeenGoneAndLookedAt() {
    shell.clusters.script("subscribe", new JobOutcome.Vanished());
    var done = new TreeMap<String, String>();
    done.put("verify", "done");
    shell.clusters.script("verify-subscribe", new JobOutcome.Succeeded(done));
    shell.start(request(change("subscribe")));

    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
    assertThat(shell.clusters.removed()).containsExactly("subscribe");
    assertThat(shell.clusters.started()).startsWith("subscribe", "verify-subscribe");
  }

  @Test
  void aFailedStepBlocksAndARetryLooksFirst() {
    shell.clusters.script("subscribe", failed("no slot is free"));
    shell.start(request(change("subscribe")));
    assertThat(shell.reaches(State.BLOCKED).steps().getFirst().status())
        .isEqualTo(StepStatus.NOT_DONE);

    shell.says(BOB, new Act.Retry(Subject.CURRENT));

    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
    assertThat(shell.clusters.started())
        .startsWith("subscribe", "verify-subscribe", "verify-subscribe", "subscribe");
    shell.record("failed-and-retried");
  }

  @Test
  void aSinkThatIsDownHoldsUpNothingAndIsToldEverythingInOrderLater() {
    shell.sink.setDown(true);
    shell.start(request(look("preflight"), change("subscribe")));
    await().until(() -> shell.now().state() == State.SUCCEEDED);
    assertThat(shell.sink.told()).isEmpty();

    shell.sink.setDown(false);
    shell.ends();
    assertThat(shell.sink.told())
        .extracting(Event::sequence)
        .startsWith(1L, 2L, 3L)
        .doesNotHaveDuplicates();
  }

  @Test
  void aPauseThatComesAsASignalCountsAndARefusedOneIsToldInTheThread() {
    shell.clusters.runsOn("copy");
    shell.start(request(change("copy"), change("finish")));
    await().until(() -> shell.clusters.follows("copy"));

    shell.saysLater(ALICE, Act.Pause.untilResumed("Slack was slow"));
    shell.saysLater(ALICE, new Act.Acknowledge(""));

    shell.reaches(State.PAUSING);
    await().until(() -> told(Happening.CommandRefused.class));
    shell.says(BOB, new Act.Abort(""));
    shell.ends();
  }

  @Test
  void whatWasRefusedToSomebodyWithoutARecordIsRecordedHere() {
    shell.clusters.runsOn("copy");
    shell.start(request(change("copy")));
    await().until(() -> shell.clusters.follows("copy"));

    shell.wasRefused(ALICE, new Act.Acknowledge(""), "nothing was left behind.");

    await().until(() -> told(Happening.CommandRefused.class));
    assertThat(shell.now().state()).isEqualTo(State.RUNNING);
    shell.says(BOB, new Act.Abort(""));
    shell.ends();
  }

  @Test
  void aCancellationSentToTheWorkflowTearsNothingAway() {
    shell.clusters.runsOn("copy");
    shell.start(request(change("copy")));
    await().until(() -> shell.clusters.follows("copy"));

    shell.stub().cancel();
    shell.clusters.finish("copy");

    shell.reaches(State.SUCCEEDED);
    assertThat(shell.clusters.removed()).isEmpty();
  }

  private boolean told(Class<? extends Happening> kind) {
    return shell.sink.told().stream().map(Event::what).anyMatch(kind::isInstance);
  }

  private static JobOutcome failed(String reason) {
    return new JobOutcome.Failed(reason, "");
  }
}
