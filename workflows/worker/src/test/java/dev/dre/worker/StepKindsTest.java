package dev.dre.worker;

import static dev.dre.worker.Plans.ALICE;
import static dev.dre.worker.Plans.BOB;
import static dev.dre.worker.Plans.asking;
import static dev.dre.worker.Plans.beside;
import static dev.dre.worker.Plans.call;
import static dev.dre.worker.Plans.change;
import static dev.dre.worker.Plans.doingNothing;
import static dev.dre.worker.Plans.forEach;
import static dev.dre.worker.Plans.foreign;
import static dev.dre.worker.Plans.guarded;
import static dev.dre.worker.Plans.look;
import static dev.dre.worker.Plans.request;
import static dev.dre.worker.Plans.requiring;
import static dev.dre.worker.Plans.risky;
import static dev.dre.worker.Plans.sleep;
import static dev.dre.worker.Plans.watch;
import static dev.dre.worker.Plans.watchByCall;
import static dev.dre.worker.Plans.whenLagIsSmall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.config.Window;
import dev.dre.operations.Hold;
import dev.dre.operations.State;
import dev.dre.operations.Status;
import dev.dre.operations.StepStatus;
import dev.dre.operations.command.Act;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.Event;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.Subject;
import dev.dre.operations.plan.PlannedGuard.Then;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.temporal.CallOutcome;
import dev.dre.operations.temporal.CallRequest;
import dev.dre.operations.temporal.GuardWord;
import dev.dre.operations.temporal.JobOutcome;
import dev.dre.operations.temporal.WatchOutcome;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What steps other than Jobs do in the workflow, and what is asked before a step. */
class StepKindsTest {

  private final Shell shell = new Shell();

  @AfterEach
  void stop() {
    shell.close();
  }

  private static JobOutcome lag(String seconds) {
    return new JobOutcome.Succeeded(new TreeMap<>(Map.of("lag", seconds)));
  }

  @Test
  void aConditionIsAnsweredFromWhatEarlierStepsReported() {
    shell.clusters.script("copy", lag("900"));
    shell.start(request(look("copy"), whenLagIsSmall(change("tidy")), change("finish")));

    var operation = shell.ends();

    assertThat(operation.state()).isEqualTo(State.SUCCEEDED);
    assertThat(operation.steps().get(1).status()).isEqualTo(StepStatus.SKIPPED);
    assertThat(shell.clusters.started()).contains("finish").doesNotContain("tidy");
    shell.record("not-needed");
  }

  @Test
  void whatWasNotReportedIsNotKnownAndAPersonChooses() {
    shell.start(request(look("copy"), whenLagIsSmall(change("tidy"))));

    shell.reaches(State.BLOCKED);

    var trouble = shell.now().status().trouble().orElseThrow();
    assertThat(trouble.because()).isEqualTo(BlockedBecause.INCONCLUSIVE);
    assertThat(trouble.detail()).contains("copy.lag is not known");
  }

  @Test
  void whatAStepRequiresIsLookedAtOnceMoreAfterTheApproval() {
    shell.clusters.script("require-cut_over", lag("0.4"), lag("900"), lag("0.5"), lag("0.6"));
    shell.start(request(look("copy"), requiring(risky("cut_over"))));
    shell.reaches(State.AWAITING_APPROVAL);
    assertThat(shell.now().gate().orElseThrow().evidence()).containsEntry("lag", "0.4");

    shell.approves(BOB);
    shell.reaches(State.BLOCKED);
    assertThat(shell.now().status().trouble().orElseThrow().because())
        .isEqualTo(BlockedBecause.NOT_READY);
    assertThat(shell.clusters.started()).doesNotContain("cut_over");

    shell.says(BOB, new Act.Retry(Subject.CURRENT));
    shell.reaches(State.AWAITING_APPROVAL);
    shell.approves(BOB);
    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
    shell.record("required");
  }

  @Test
  void aWatchIsWaitedForAndItsReadingIsItsOutput() {
    shell.start(request(watch("settle"), change("copy")));
    shell.reaches(State.WAITING);

    shell.clusters.watched("settle", new WatchOutcome.Held(new TreeMap<>(Map.of("lag", "0.4"))));

    assertThat(shell.ends().steps().getFirst().outputs()).containsEntry("lag", "0.4");
    shell.record("watched");
  }

  @Test
  void aProbeThatFailsItselfIsToldFromOneThatSeesNothing() {
    shell.start(request(watch("settle"), change("copy")));
    shell.reaches(State.WAITING);

    shell.clusters.watched("settle", new WatchOutcome.Inconclusive("exit code 1", true));

    assertThat(shell.reaches(State.BLOCKED).status().trouble())
        .contains(new Status.Trouble(BlockedBecause.PROBE_FAILED, "exit code 1"));
  }

  @Test
  void aPausedWatchStopsLooking() {
    shell.start(request(watch("settle"), change("copy")));
    shell.reaches(State.WAITING);

    shell.says(ALICE, Act.Pause.untilResumed(""));
    shell.reaches(State.PAUSED);
    assertThat(shell.clusters.removed()).isEmpty();

    shell.clusters.watched("settle", new WatchOutcome.Held(new TreeMap<>()));
    shell.says(BOB, new Act.Resume(Optional.empty()));
    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
  }

  @Test
  void aBreachedGuardHoldsAnOpenGate() {
    shell.start(guarded(request(look("copy"), risky("cut_over")), "copy", "cut_over", Then.PAUSE));
    shell.reaches(State.AWAITING_APPROVAL);

    shell.clusters.guardSays(
        "guard-replication", new GuardWord("1", "", new TreeMap<>(Map.of("active", "false"))));
    shell.reaches(State.PAUSED);
    assertThat(shell.now().holds()).extracting(Hold::reason).containsExactly("It stopped.");

    shell.clusters.guardSays("guard-replication", new GuardWord("fine", "", new TreeMap<>()));
    await().until(() -> shell.now().breachedGuards().isEmpty());
    shell.says(BOB, new Act.Resume(Optional.empty()));
    shell.reaches(State.AWAITING_APPROVAL);
    shell.approves(BOB);
    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
    shell.record("guarded");
  }

  @Test
  void aGuardLooksOnceMoreBeforeAPauseEnds() {
    shell.start(guarded(request(look("copy"), risky("cut_over")), "copy", "cut_over", Then.PAUSE));
    shell.reaches(State.AWAITING_APPROVAL);
    shell.says(ALICE, Act.Pause.untilResumed("backup"));

    shell.says(BOB, new Act.Resume(Optional.empty()));

    shell.reaches(State.AWAITING_APPROVAL);
    shell.approves(BOB);
    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
    assertThat(shell.sink.told())
        .extracting(Event::what)
        .anyMatch(Happening.LookingFirst.class::isInstance);
    shell.record("looked-before-it-went-on");
  }

  @Test
  void timePasses() {
    try (var skipping = Shell.skippingTime()) {
      skipping.start(request(sleep("rest", Duration.ofDays(30)), change("copy")));
      skipping.reaches(State.WAITING);
      skipping.passes(Duration.ofDays(30));

      assertThat(skipping.ends().state()).isEqualTo(State.SUCCEEDED);
    }
  }

  @Test
  void aCallIsMadeOnceAndItsAnswerIsItsOutput() {
    shell.calls.script(new CallOutcome.Answered(new TreeMap<>(Map.of("id", "w-7"))));
    shell.start(request(call("announce"), change("copy")));

    var operation = shell.ends();

    assertThat(operation.state()).isEqualTo(State.SUCCEEDED);
    assertThat(operation.steps().getFirst().outputs()).containsEntry("id", "w-7");
    assertThat(shell.calls.made)
        .extracting(CallRequest::key)
        .containsExactly("migrate-db-42-k7f3/step/announce/1");
    shell.record("called");
  }

  @Test
  void aCallWithoutAnAnswerIsNotMadeAgainByItself() {
    shell.calls.script(new CallOutcome.NoAnswer("no answer within 5 s"));
    shell.start(request(call("announce"), change("copy")));
    shell.reaches(State.BLOCKED);

    var trouble = shell.now().status().trouble().orElseThrow();
    assertThat(trouble.because()).isEqualTo(BlockedBecause.UNKNOWN);
    assertThat(trouble.detail())
        .isEqualTo(
            "no answer within 5 s (nobody can look whether it took effect: the page has no list)");
    assertThat(shell.calls.made).hasSize(1);

    shell.says(BOB, new Act.Retry(Subject.CURRENT));
    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
    assertThat(shell.calls.made)
        .extracting(CallRequest::key)
        .containsExactly(
            "migrate-db-42-k7f3/step/announce/1", "migrate-db-42-k7f3/step/announce/2");
    shell.record("called-again");
  }

  @Test
  void whatACallMayHaveDoneIsUndone() {
    shell.calls.script(new CallOutcome.NoAnswer("no answer within 5 s"));
    shell.start(request(call("announce"), change("copy")));
    shell.reaches(State.BLOCKED);

    shell.says(ALICE, new Act.Abort("enough"));

    assertThat(shell.ends().state()).isEqualTo(State.ABORTED);
    assertThat(shell.clusters.started()).contains("undo-announce-a", "undo-announce-b");
  }

  @Test
  void aWaitCanLookByCalls() {
    shell.start(request(watchByCall("settle"), change("copy")));

    assertThat(shell.ends().steps().getFirst().outputs()).containsEntry("lag", "0.4");
    shell.record("watched-by-call");
  }

  @Test
  void aWorkflowOfSomebodyElseIsAStep() {
    shell.start(request(foreign("index", "{\"datastore\":\"db-42\"}")));

    assertThat(shell.ends().steps().getFirst().outputs())
        .isEqualTo(new TreeMap<>(Map.of("documents", "42")));
    shell.record("foreign");
  }

  @Test
  void aWorkflowThatFailsIsLookedAfterAsAnyStep() {
    shell.start(request(foreign("index", "{\"how\":\"fails\"}")));
    shell.reaches(State.BLOCKED);

    var trouble = shell.now().status().trouble().orElseThrow();
    assertThat(trouble.because()).isEqualTo(BlockedBecause.FAILED);
    assertThat(trouble.detail()).isEqualTo("workflow RebuildIndex failed: no index");
    assertThat(shell.clusters.started()).contains("verify-index");
  }

  @Test
  void anAbortCancelsTheWorkflowAndWaitsForItsEnd() {
    shell.start(request(foreign("index", "{\"how\":\"waits\"}")));
    await().until(() -> shell.foreign("index/1").describe().getHistoryLength() > 3);

    shell.says(ALICE, new Act.Abort("enough"));

    assertThat(shell.ends().state()).isEqualTo(State.ABORTED);
    assertThat(shell.foreign("index/1").describe().getStatus())
        .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
    assertThat(shell.clusters.started()).contains("undo-index-a");
    shell.record("foreign-aborted");
  }

  @Test
  void aMomentAndAWindowAreWaitedFor() {
    try (var skipping = Shell.skippingTime()) {
      var later = Instant.now().plus(Duration.ofDays(20));
      var everyDay =
          new Window(
              new TreeSet<>(Set.of(DayOfWeek.values())),
              LocalTime.of(1, 0),
              LocalTime.of(2, 0),
              ZoneOffset.UTC);
      skipping.start(
          request(
              doingNothing("at", new StepAction.SleepUntil(later)),
              doingNothing("window", new StepAction.SleepUntilOpen(everyDay)),
              change("copy")));
      skipping.reaches(State.WAITING);
      skipping.passes(Duration.ofDays(21));
      await().until(() -> skipping.now().steps().getFirst().endedAt().isPresent());
      skipping.passes(Duration.ofDays(1));

      assertThat(skipping.ends().state()).isEqualTo(State.SUCCEEDED);
      assertThat(skipping.now().steps().getFirst().endedAt().orElseThrow())
          .isAfterOrEqualTo(later.truncatedTo(ChronoUnit.MILLIS));
      skipping.record("waited-for-a-window");
    }
  }

  @Test
  void stepsRunBesideEachOther() {
    shell.clusters.runsOn("one");
    shell.clusters.runsOn("two");
    shell.start(request(beside(change("one"), 2), beside(change("two"), 2), change("after")));
    await().until(() -> shell.clusters.follows("one") && shell.clusters.follows("two"));

    shell.clusters.finish("two");
    await().until(() -> shell.now().steps().get(1).status() == StepStatus.DONE);
    assertThat(shell.clusters.started()).doesNotContain("after");

    shell.clusters.finish("one");
    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
    shell.record("beside-each-other");
  }

  @Test
  void anAbortStopsAllThatRunBesideEachOther() {
    shell.clusters.runsOn("one");
    shell.clusters.runsOn("two");
    shell.start(request(beside(change("one"), 2), beside(change("two"), 2)));
    await().until(() -> shell.clusters.follows("one") && shell.clusters.follows("two"));

    shell.says(ALICE, new Act.Abort("enough"));

    assertThat(shell.ends().state()).isEqualTo(State.ABORTED);
    assertThat(shell.clusters.removed()).containsExactlyInAnyOrder("one", "two");
    assertThat(shell.clusters.started()).contains("undo-one-a", "undo-two-a");
    shell.record("beside-each-other-aborted");
  }

  @Test
  void aStepIsRunForEachEntryOfAList() {
    shell.clusters.script(
        "find",
        new JobOutcome.Succeeded(
            new TreeMap<>(Map.of("tables", "[\"orders\",\"users\",\"stock\"]"))));
    shell.start(request(look("find"), forEach(change("reindex"), "find")));

    var ended = shell.ends();

    assertThat(ended.state()).isEqualTo(State.SUCCEEDED);
    assertThat(ended.steps())
        .extracting(step -> step.id().value())
        .containsExactly("find", "reindex_1", "reindex_2", "reindex_3");
    assertThat(shell.clusters.started()).containsSubsequence("reindex", "reindex", "reindex");
    shell.record("for-each");
  }

  @Test
  void peopleAreAskedAndTheirAnswersAreTheOutputs() {
    shell.start(request(asking("plan"), change("copy")));
    shell.reaches(State.WAITING);
    shell.says(ALICE, Act.Pause.untilResumed(""));
    shell.reaches(State.PAUSED);
    shell.says(BOB, new Act.Resume(Optional.empty()));
    shell.reaches(State.WAITING);

    shell.says(BOB, new Act.Reply(Subject.CURRENT, new TreeMap<>(Map.of("when", "tonight"))));

    var ended = shell.ends();
    assertThat(ended.state()).isEqualTo(State.SUCCEEDED);
    assertThat(ended.steps().getFirst().outputs()).containsEntry("when", "tonight");
    shell.record("asked");
  }
}
