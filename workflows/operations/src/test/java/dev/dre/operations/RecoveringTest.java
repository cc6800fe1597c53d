package dev.dre.operations;

import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.Someone.CAROL;
import static dev.dre.operations.State.AWAITING_APPROVAL;
import static dev.dre.operations.State.BLOCKED;
import static dev.dre.operations.State.RUNNING;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.step;
import static dev.dre.operations.event.Verification.DONE;
import static dev.dre.operations.event.Verification.NOT_DONE;
import static dev.dre.operations.event.Verification.PARTIAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.Subject;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.plan.Zone;
import org.junit.jupiter.api.Test;

/** The ways out of standing blocked. */
class RecoveringTest {

  @Test
  void aStepThatMayBeSkippedIsGoneOnWithoutAndStillUndoneByAnAbort() {
    var story =
        Story.of(step("warm_up").undoneOn("cluster-a").skippable(), step("copy"))
            .fails()
            .isVerified(NOT_DONE)
            .gives(BOB, new Act.Skip(Subject.CURRENT, "done by hand"));

    assertThat(story.atWork()).containsExactly("step/copy/1");
    assertThat(story.happened())
        .contains(new Happening.StepSkipped(new StepId("warm_up"), BOB.actor(), "done by hand"));
    story.abortedBy(ALICE).stops().isSeenGone();
    assertThat(story.atWork()).containsExactly("rollback/warm_up/0/1");
  }

  @Test
  void skippingTakesAStepThatAllowsItThatIsNotHalfDoneAndAComment() {
    var skip = new Act.Skip(Subject.CURRENT, "done by hand");

    assertThat(Story.of(step("copy")).fails().isVerified(NOT_DONE).gives(BOB, skip).says())
        .isEqualTo("the runbook does not let copy be skipped.");
    assertThat(
            Story.of(step("warm_up").skippable())
                .fails()
                .isVerified(PARTIAL)
                .gives(BOB, skip)
                .says())
        .isEqualTo("warm-up is half done: finish it forward, or go back.");
    assertThat(
            Story.of(step("warm_up").skippable())
                .fails()
                .isVerified(NOT_DONE)
                .gives(BOB, new Act.Skip(Subject.CURRENT, " "))
                .says())
        .isEqualTo("skipping a step needs a comment: say why it is not needed.");
  }

  @Test
  void aRetryLooksFirstWhetherTheStepTookEffect() {
    var story = failed().retriedBy(BOB);

    assertThat(story.state()).isEqualTo(RUNNING);
    assertThat(story.atWork()).containsExactly("verify/copy/1/2");
    assertThat(story.happened(Happening.WentOn.class))
        .containsExactly(new Happening.WentOn(story.step("copy").id(), BOB.actor(), "retry"));
  }

  @Test
  void aRetryOfWhatIsFoundDoneGoesOnWithTheNextStep() {
    assertThat(failed().retriedBy(BOB).isVerified(DONE).atWork())
        .containsExactly("step/cut_over/1");
  }

  @Test
  void aRetryOfWhatIsNotDoneIsANewAttempt() {
    assertThat(failed().retriedBy(BOB).isVerified(NOT_DONE).atWork())
        .containsExactly("step/copy/2");
  }

  @Test
  void aRetryOfWhatIsFoundHalfDoneStandsStillAgain() {
    assertBlocked(failed().retriedBy(BOB).isVerified(PARTIAL), BlockedBecause.PARTIAL);
  }

  @Test
  void aRetryWhereNobodyCanLookStandsStillAgain() {
    assertBlocked(failed().retriedBy(BOB).cannotBeVerified(), BlockedBecause.UNKNOWN);
  }

  @Test
  void aRetryOfAReadOnlyStepHasNothingToLookAt() {
    assertThat(Story.of(look("preflight")).fails().retriedBy(BOB).atWork())
        .containsExactly("step/preflight/2");
  }

  @Test
  void eachVerifyIsAnEffectOfItsOwn() {
    var story = failed().retriedBy(BOB).cannotBeVerified().retriedBy(BOB);

    assertThat(story.atWork()).containsExactly("verify/copy/1/3");
  }

  @Test
  void aPauseDuringTheLookOfARetryStartsNoAttempt() {
    var story = failed().retriedBy(BOB).pausedBy(ALICE).isVerified(NOT_DONE);
    assertThat(story.stateInWords()).isEqualTo("PAUSED(RUNNING)");
    assertThat(story.atWork()).isEmpty();

    assertThat(story.resumedBy(BOB).atWork()).containsExactly("step/copy/2");
  }

  @Test
  void finishingForwardRunsAHalfDoneStepAgain() {
    var story = halfDone().finishedForwardBy(BOB);

    assertThat(story.state()).isEqualTo(RUNNING);
    assertThat(story.atWork()).containsExactly("step/copy/2");
  }

  @Test
  void finishingForwardGoesThroughTheGate() {
    var story = halfDoneBehindAGate().finishedForwardBy(BOB);

    assertThat(story.state()).isEqualTo(AWAITING_APPROVAL);
    assertThat(story.atWork()).isEmpty();
  }

  @Test
  void onlyWhatIsHalfDoneCanBeFinishedForwardOrTakenBack() {
    assertThat(failed().finishedForwardBy(BOB).answer()).isInstanceOf(Answer.Refused.class);
    assertThat(failed().takenBackBy(BOB).answer()).isInstanceOf(Answer.Refused.class);
  }

  @Test
  void whatNothingTakesBackCannotBeTakenBack() {
    var story = Story.of(step("copy")).fails().isVerified(PARTIAL).takenBackBy(BOB);

    assertThat(story.answer())
        .isEqualTo(Answer.refused("nothing is declared that takes copy back."));
  }

  @Test
  void goingBackUndoesTheStepEntryByEntryAndThenLooks() {
    var story = halfDone().takenBackBy(BOB);
    assertThat(story.state()).isEqualTo(RUNNING);
    assertThat(story.atWork()).containsExactly("take-back/copy/1/1/0");

    story.takingBackSucceeds();
    assertThat(story.atWork()).containsExactly("take-back/copy/1/1/1");

    story.takingBackSucceeds();
    assertThat(story.atWork()).containsExactly("verify/copy/1/2");
  }

  @Test
  void whatWasTakenBackStandsStillAndCanBeRetried() {
    var story = halfDone().takenBackBy(BOB).takingBackSucceeds().takingBackSucceeds();
    assertBlocked(story.isVerified(NOT_DONE), BlockedBecause.TAKEN_BACK);

    story.retriedBy(BOB).isVerified(NOT_DONE);
    assertThat(story.atWork()).containsExactly("step/copy/2");
  }

  @Test
  void takingBackThatFailsIsLookedAt() {
    var story = halfDone().takenBackBy(BOB).takingBackFails();
    assertThat(story.atWork()).containsExactly("verify/copy/1/2");

    assertBlocked(story.isVerified(PARTIAL), BlockedBecause.PARTIAL);
  }

  @Test
  void takingBackThatIsLostIsSeenGoneAndThenLookedAt() {
    var story = halfDone().takenBackBy(BOB).takingBackIsLost();
    assertThat(story.atWork()).containsExactly("clear/take-back/copy/1/1/0/1");

    story.isSeenGone();
    assertThat(story.atWork()).containsExactly("verify/copy/1/2");
  }

  @Test
  void goingBackASecondTimeRunsEffectsOfItsOwn() {
    var story = halfDone().takenBackBy(BOB).takingBackFails().isVerified(PARTIAL).takenBackBy(BOB);

    assertThat(story.atWork()).containsExactly("take-back/copy/1/2/0");
  }

  @Test
  void whatWasToBeTakenBackAndIsStillThereStandsStill() {
    var story = halfDone().takenBackBy(BOB).takingBackFails();
    assertBlocked(story.isVerified(DONE), BlockedBecause.PARTIAL);

    story.retriedBy(BOB).isVerified(DONE);
    assertThat(story.atWork()).containsExactly("step/cut_over/1");
  }

  @Test
  void whatIsHalfDoneCanBeTakenBackAlsoAfterItsGateWasRejected() {
    var story = halfDoneBehindAGate().finishedForwardBy(BOB).rejectedBy(CAROL);
    assertBlocked(story, BlockedBecause.REJECTED);

    assertThat(story.takenBackBy(BOB).atWork()).containsExactly("take-back/copy/2/1/0");
  }

  @Test
  void theZoneFallsBackOnceTheStepIsTakenBack() {
    var story =
        Story.of(step("cut_over").undoneOn("cluster-a").in(Zone.COMPLETE))
            .fails()
            .isVerified(PARTIAL);
    assertThat(story.abortedBy(BOB).answer()).isInstanceOf(Answer.Refused.class);

    story.takenBackBy(BOB).takingBackSucceeds().isVerified(NOT_DONE).abortedBy(BOB);
    assertThat(story.state()).isEqualTo(State.ABORTING);
  }

  private static Story failed() {
    return Story.of(step("copy"), step("cut_over")).fails().isVerified(NOT_DONE);
  }

  private static Story halfDone() {
    return Story.of(step("copy").undoneOn("cluster-a", "cluster-b"), step("cut_over"))
        .fails()
        .isVerified(PARTIAL);
  }

  private static Story halfDoneBehindAGate() {
    return Story.of(step("copy").undoneOn("cluster-a").gated())
        .approvedBy(BOB)
        .fails()
        .isVerified(PARTIAL);
  }

  private static void assertBlocked(Story story, BlockedBecause because) {
    assertThat(story.state()).isEqualTo(BLOCKED);
    assertThat(story.operation().status().trouble().orElseThrow().because()).isEqualTo(because);
    assertThat(story.atWork()).isEmpty();
  }
}
