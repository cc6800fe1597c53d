package dev.dre.operations;

import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.Someone.EVE;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.step;
import static dev.dre.operations.event.Verification.NOT_DONE;
import static dev.dre.operations.event.Verification.PARTIAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.plan.StepId;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Stopping: what runs is seen gone before anything is undone. */
class AbortingTest {

  @Test
  void whatRunsIsCancelledAndItsEndIsAwaited() {
    var story = copying().abortedBy(ALICE);

    assertThat(story.state()).isEqualTo(State.ABORTING);
    assertThat(story.atWork()).isEmpty();
    assertThat(story.operation().awaited())
        .containsExactly(EffectId.step(story.step("copy").id(), 1));
  }

  @Test
  void whatHasStoppedIsSeenGoneWhateverItReported() {
    for (Outcome end :
        List.of(
            new Outcome.Cancelled(),
            new Outcome.Succeeded(new TreeMap<>()),
            new Outcome.Failed("killed", ""),
            new Outcome.Unknown("lost"))) {
      assertThat(copying().abortedBy(ALICE).stops(end).atWork())
          .as("%s", end)
          .containsExactly("clear/step/copy/1/1");
    }
  }

  @Test
  void undoingStartsOnceTheJobIsSeenGone() {
    assertThat(copying().abortedBy(ALICE).stops().isSeenGone().atWork())
        .containsExactly("rollback/copy/0/1", "rollback/prepare/1/1");
  }

  @Test
  void twoPlacesInOneClusterDoNotWaitForEachOther() {
    var story =
        Story.of(
                step("prepare").undoneOn("cluster-a").undoneAt("cluster-a", "cluster-a-18"),
                step("copy").undoneAt("cluster-a", "cluster-a-18"),
                step("cut_over"))
            .succeeds()
            .abortedBy(ALICE)
            .stops()
            .isSeenGone();

    assertThat(story.atWork()).containsExactly("rollback/copy/0/1", "rollback/prepare/0/1");
    assertThat(story.operation().rollbacks())
        .extracting(run -> run.cluster().value())
        .containsExactly("cluster-a-18", "cluster-a", "cluster-a-18");
  }

  @Test
  void nothingIsUndoneBesideAJobThatIsNotSeenGone() {
    var story = copying().abortedBy(ALICE).stops().isNotSeenGone();
    assertThat(story.atWork()).isEmpty();
    assertThat(story.happened(Happening.OutcomeUnknown.class).getLast().reason())
        .isEqualTo("its Job could not be seen gone: forbidden");

    story.waits(Rollbacks.backoff(1));
    assertThat(story.atWork()).containsExactly("clear/step/copy/1/2");
  }

  @Test
  void aRetryLooksAtOnceWhetherTheJobIsGone() {
    var story = copying().abortedBy(ALICE).stops().isNotSeenGone().retriedBy(BOB);

    assertThat(story.atWork()).containsExactly("clear/step/copy/1/2");
  }

  @Test
  void aJobInAClusterThatIsLostForGoodIsTakenForGoneOnSomebodysWord() {
    var story =
        Story.of(step("copy").undoneOn("cluster-a")).abortedBy(ALICE).stops().isNotSeenGone();
    assertThat(story.atWork()).isEmpty();

    story.gives(BOB, new Act.AssumeGone("cluster-b was deleted"));

    assertThat(story.atWork()).containsExactly("rollback/copy/0/1");
    assertThat(story.happened())
        .contains(
            new Happening.AssumedGone(new StepId("copy"), 1, BOB.actor(), "cluster-b was deleted"));
  }

  @Test
  void takingAJobForGoneTakesACommentAndTheRight() {
    var story =
        Story.of(step("copy").undoneOn("cluster-a")).abortedBy(ALICE).stops().isNotSeenGone();

    assertThat(story.gives(BOB, new Act.AssumeGone("")).says())
        .isEqualTo("taking a Job for gone needs a comment: say how you know.");
    assertThat(story.gives(EVE, new Act.AssumeGone("I guess")).answer())
        .isInstanceOf(Answer.Refused.class);
    assertThat(story.atWork()).isEmpty();
  }

  @Test
  void aHoldThatComesAndGoesWhileItStopsUndoesNothingEarly() {
    var story = copying().abortedBy(ALICE).pausedBy(ALICE).resumedBy(BOB);
    assertThat(story.atWork()).isEmpty();

    story.stops().pausedBy(ALICE).resumedBy(BOB);
    assertThat(story.atWork()).containsExactly("clear/step/copy/1/1");
  }

  @Test
  void givingUpOnARollbackWhileItStopsUndoesNothingEarly() {
    var story = copying().abortedBy(ALICE).givenUpBy(BOB, "copy/0", "cluster-b is gone");

    assertThat(story.atWork()).isEmpty();
    assertThat(story.state()).isEqualTo(State.ABORTING);
  }

  @Test
  void anOperationThatChangedNothingEndsOnlyOnceItsJobIsSeenGone() {
    var story = Story.of(look("preflight")).abortedBy(ALICE).pausedBy(ALICE).resumedBy(BOB);
    assertThat(story.state()).isEqualTo(State.ABORTING);

    assertThat(story.stops().isSeenGone().state()).isEqualTo(State.ABORTED);
  }

  @Test
  void anAbortWhileAnUnknownOutcomeIsClearedGoesOnWithTheSameClearing() {
    var story = copying().vanishes().abortedBy(ALICE);
    assertThat(story.atWork()).containsExactly("clear/step/copy/1/1");

    assertThat(story.isSeenGone().atWork())
        .containsExactly("rollback/copy/0/1", "rollback/prepare/1/1");
  }

  @Test
  void anAbortWhileAStepIsLookedAtStopsTheLook() {
    var story = copying().fails().abortedBy(ALICE);
    assertThat(story.operation().awaited())
        .containsExactly(EffectId.verify(story.step("copy").id(), 1, 1));

    assertThat(story.stops().isSeenGone().atWork())
        .containsExactly("rollback/copy/0/1", "rollback/prepare/1/1");
  }

  @Test
  void anAbortWhileAStepIsTakenBackStopsThat() {
    var story = copying().fails().isVerified(PARTIAL).takenBackBy(BOB).abortedBy(ALICE);
    assertThat(story.atWork()).isEmpty();

    assertThat(story.stops().isSeenGone().atWork())
        .containsExactly("rollback/copy/0/1", "rollback/prepare/1/1");
  }

  @Test
  void anAbortWhileAStepIsStoppedForAPauseRunsItNoMore() {
    var story =
        Story.of(step("copy").redoneAfterAPause().undoneOn("cluster-b"))
            .pausedBy(BOB)
            .abortedBy(ALICE)
            .stops(new Outcome.Succeeded(new TreeMap<>()))
            .isSeenGone();

    assertThat(story.atWork()).containsExactly("rollback/copy/0/1");
  }

  @Test
  void theHoldsOfBeforeDoNotKeepThingsHalfDone() {
    var story = copying().pausedBy(BOB).succeeds().abortedBy(ALICE);

    assertThat(story.operation().holds()).isEmpty();
    assertThat(story.atWork()).containsExactly("rollback/copy/0/1", "rollback/prepare/1/1");
  }

  @Test
  void anAbortSaysWhatItWillUndoNewestFirst() {
    var asked = copying().abortedBy(ALICE).happened(Happening.AbortRequested.class).getFirst();

    assertThat(asked.undoes())
        .containsExactly("copy on cluster-b", "prepare on cluster-b", "prepare on cluster-a");
  }

  @Test
  void aStepThatNeverStartedIsNotUndone() {
    var story = Story.of(step("copy").undoneOn("cluster-b").gated()).abortedBy(ALICE);

    assertThat(story.state()).isEqualTo(State.ABORTED);
    assertThat(story.operation().rollbacks()).isEmpty();
  }

  @Test
  void aStepThatWasFoundNotDoneIsUndoneAllTheSame() {
    var story =
        Story.of(step("copy").undoneOn("cluster-b")).fails().isVerified(NOT_DONE).abortedBy(ALICE);

    assertThat(story.atWork()).containsExactly("rollback/copy/0/1");
  }

  @Test
  void whatReportsAfterTheAbortIsLate() {
    var story = copying().abortedBy(ALICE).stops().isSeenGone();

    story.passes(Duration.ofSeconds(1));
    story.reports(EffectId.step(story.step("copy").id(), 1), new Outcome.Failed("killed", ""));

    assertThat(story.happened())
        .last()
        .isEqualTo(new Happening.LateOutcome("step/copy/1", "failed"));
  }

  private static Story copying() {
    return Story.of(
            step("prepare").undoneOn("cluster-b", "cluster-a"),
            step("copy").undoneOn("cluster-b"),
            step("cut_over"))
        .succeeds();
  }
}
