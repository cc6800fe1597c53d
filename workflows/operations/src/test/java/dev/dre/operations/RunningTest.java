package dev.dre.operations;

import static dev.dre.operations.State.AWAITING_APPROVAL;
import static dev.dre.operations.State.BLOCKED;
import static dev.dre.operations.State.RUNNING;
import static dev.dre.operations.State.SUCCEEDED;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.step;
import static dev.dre.operations.event.Verification.DONE;
import static dev.dre.operations.event.Verification.NOT_DONE;
import static dev.dre.operations.event.Verification.PARTIAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.EffectId;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What comes of a step while the operation runs. */
class RunningTest {

  @Test
  void itStartsWithItsFirstStep() {
    var story = Story.of(step("copy"), step("cut_over"));

    assertThat(story.state()).isEqualTo(RUNNING);
    assertThat(story.atWork()).containsExactly("step/copy/1");
    assertThat(story.happened())
        .hasExactlyElementsOfTypes(Happening.OperationStarted.class, Happening.StepStarted.class);
  }

  @Test
  void aStepThatSucceedsLetsTheNextOneStart() {
    var story = Story.of(step("copy"), step("cut_over")).succeeds(Map.of("lag", "3s"));

    assertThat(story.atWork()).containsExactly("step/cut_over/1");
    assertThat(story.step("copy").status()).isEqualTo(StepStatus.DONE);
    assertThat(story.step("copy").outputs()).containsEntry("lag", "3s");
  }

  @Test
  void aStepWithAGateWaitsForPeopleBeforeItStarts() {
    var story = Story.of(step("copy"), step("cut_over").gated()).succeeds();

    assertThat(story.state()).isEqualTo(AWAITING_APPROVAL);
    assertThat(story.atWork()).isEmpty();
  }

  @Test
  void theLastStepThatSucceedsEndsIt() {
    var story = Story.of(step("copy")).succeeds();

    assertThat(story.state()).isEqualTo(SUCCEEDED);
    assertThat(story.atWork()).isEmpty();
    assertThat(story.happened()).last().isInstanceOf(Happening.Ended.class);
  }

  @Test
  void aFailedStepIsLookedAtBeforeAnythingElse() {
    var story = Story.of(step("copy").idempotent(3)).fails();

    assertThat(story.state()).isEqualTo(RUNNING);
    assertThat(story.atWork()).containsExactly("verify/copy/1/1");
  }

  @Test
  void aFailedStepThatTookEffectAfterAllIsDone() {
    var story = Story.of(step("copy"), step("cut_over")).fails().isVerified(DONE);

    assertThat(story.step("copy").status()).isEqualTo(StepStatus.DONE);
    assertThat(story.atWork()).containsExactly("step/cut_over/1");
  }

  @Test
  void aFailedStepThatIsNotIdempotentIsNeverRunAgainByTheMachine() {
    var story = Story.of(step("copy")).fails().isVerified(NOT_DONE);

    assertBlocked(story, BlockedBecause.FAILED);
    assertThat(story.step("copy").status()).isEqualTo(StepStatus.NOT_DONE);
    assertThat(story.operation().status().trouble().orElseThrow().detail())
        .isEqualTo("exit code 1");
  }

  @Test
  void anIdempotentStepIsRunAgainAsOftenAsItSays() {
    var story = Story.of(step("copy").idempotent(2)).fails().isVerified(NOT_DONE);
    assertThat(story.atWork()).containsExactly("step/copy/2");

    story.fails().isVerified(NOT_DONE);
    assertThat(story.atWork()).containsExactly("step/copy/3");

    story.fails().isVerified(NOT_DONE);
    assertBlocked(story, BlockedBecause.FAILED);
  }

  @Test
  void theMachinesRetriesCountAnewOnceAPersonHasDecided() {
    var story = Story.of(look("preflight").idempotent(1)).fails().fails();
    assertBlocked(story, BlockedBecause.FAILED);

    story.retriedBy(Someone.BOB).fails();

    assertThat(story.atWork()).containsExactly("step/preflight/4");
  }

  @Test
  void aRetryByTheMachineGoesThroughTheGateAgain() {
    var story = Story.of(step("copy").idempotent(1).gated()).approvedBy(Someone.BOB);

    story.fails().isVerified(NOT_DONE);

    assertThat(story.state()).isEqualTo(AWAITING_APPROVAL);
    assertThat(story.openGate().id()).isEqualTo(story.gate("copy", 2));
  }

  @Test
  void aStepThatIsHalfDoneIsLeftToAPerson() {
    var story = Story.of(step("copy").idempotent(3)).fails().isVerified(PARTIAL);

    assertBlocked(story, BlockedBecause.PARTIAL);
    assertThat(story.step("copy").status()).isEqualTo(StepStatus.PARTIAL);
  }

  @Test
  void aStepThatNobodyCouldLookAtIsLeftToAPerson() {
    var story = Story.of(step("copy").idempotent(3)).fails().cannotBeVerified();

    assertBlocked(story, BlockedBecause.UNKNOWN);
    assertThat(story.step("copy").status()).isEqualTo(StepStatus.UNKNOWN);
  }

  @Test
  void anUnknownOutcomeIsSeenGoneAndThenLookedAt() {
    var story = Story.of(step("copy")).vanishes();
    assertThat(story.atWork()).containsExactly("clear/step/copy/1/1");

    story.isSeenGone();
    assertThat(story.atWork()).containsExactly("verify/copy/1/1");
    assertThat(story.state()).isEqualTo(RUNNING);
  }

  @Test
  void anUnknownOutcomeWaitsUntilTheJobIsReallySeenGone() {
    var story = Story.of(step("copy")).vanishes().isNotSeenGone();
    assertThat(story.atWork()).isEmpty();

    story.waits(Rollbacks.backoff(1));
    assertThat(story.atWork()).containsExactly("clear/step/copy/1/2");

    story.isSeenGone();
    assertThat(story.atWork()).containsExactly("verify/copy/1/1");
  }

  @Test
  void aReadOnlyStepWithAnUnknownOutcomeDidNotTakeEffect() {
    var story = Story.of(look("preflight")).vanishes().isSeenGone();

    assertBlocked(story, BlockedBecause.FAILED);
  }

  @Test
  void aStepThatIsCancelledFromOutsideHasAnUnknownOutcome() {
    var story = Story.of(step("copy"));

    story.reports(EffectId.step(story.step("copy").id(), 1), new Outcome.Cancelled());

    assertThat(story.atWork()).containsExactly("clear/step/copy/1/1");
  }

  @Test
  void aSecondReportOfTheSameAttemptIsLateAndAdvancesNothing() {
    var story = Story.of(step("copy"), step("cut_over"), step("retire")).succeeds();
    var first = EffectId.step(story.step("copy").id(), 1);
    var before = story.atWork();

    story.reports(first, new Outcome.Failed("exit code 1", ""));

    assertThat(story.atWork()).isEqualTo(before);
    assertThat(story.happened())
        .last()
        .isEqualTo(new Happening.LateOutcome("step/copy/1", "failed"));
  }

  @Test
  void anOutcomeOfAnOldAttemptIsLate() {
    var story = Story.of(step("copy").idempotent(1)).fails().isVerified(NOT_DONE);

    story.reports(
        EffectId.step(story.step("copy").id(), 1), new Outcome.Succeeded(new TreeMap<>()));

    assertThat(story.atWork()).containsExactly("step/copy/2");
    assertThat(story.happened(Happening.LateOutcome.class)).hasSize(1);
  }

  @Test
  void whatReportsLateWhileBlockedIsFoundByTheVerifyOfTheRetry() {
    var story = Story.of(step("copy"), step("cut_over")).fails().cannotBeVerified();
    story.reports(
        EffectId.step(story.step("copy").id(), 1), new Outcome.Succeeded(new TreeMap<>()));
    assertBlocked(story, BlockedBecause.UNKNOWN);

    story.retriedBy(Someone.BOB).isVerified(DONE);

    assertThat(story.atWork()).containsExactly("step/cut_over/1");
  }

  private static void assertBlocked(Story story, BlockedBecause because) {
    assertThat(story.state()).isEqualTo(BLOCKED);
    assertThat(story.operation().status().trouble().orElseThrow().because()).isEqualTo(because);
    assertThat(story.atWork()).isEmpty();
  }
}
