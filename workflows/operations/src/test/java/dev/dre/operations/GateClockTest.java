package dev.dre.operations;

import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.Someone.CAROL;
import static dev.dre.operations.State.AWAITING_APPROVAL;
import static dev.dre.operations.State.BLOCKED;
import static dev.dre.operations.State.REJECTED;
import static dev.dre.operations.State.RUNNING;
import static dev.dre.operations.StepSketch.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.command.Answer;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.id.EffectId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A gate is open for four hours of its own clock, which a pause stops. Expiry never approves. */
class GateClockTest {

  @Test
  void aTimerIsSetForTheExpiry() {
    var expiry = Story.NOON.plus(hours(4));

    assertThat(awaiting().operation().effects())
        .containsEntry(EffectId.timer(expiry), new Effect.Timer(expiry));
  }

  @Test
  void expiryAfterSomethingWasChangedLeavesTheWayOnToAPerson() {
    var story = awaiting().waits(hours(4));

    assertThat(story.state()).isEqualTo(BLOCKED);
    assertThat(story.operation().status().trouble().orElseThrow().because())
        .isEqualTo(BlockedBecause.EXPIRED);
  }

  @Test
  void expiryBeforeAnythingWasChangedEndsIt() {
    assertThat(Story.of(step("copy").gated()).waits(hours(4)).state()).isEqualTo(REJECTED);
  }

  @Test
  void aTimerThatFiresTooEarlyExpiresNothing() {
    var story = awaiting().passes(hours(4).minusMillis(1));

    story.reports(EffectId.timer(Story.NOON.plus(hours(4))), new Outcome.TimerFired());

    assertThat(story.state()).isEqualTo(AWAITING_APPROVAL);
  }

  @Test
  void nobodyCanApproveAfterTheExpiryAlthoughNoTimerEverFired() {
    var story = awaiting().passes(hours(4)).approvedBy(BOB);

    assertThat(story.answer()).isInstanceOf(Answer.Refused.class);
    assertThat(story.says()).contains("expired");
    assertThat(story.atWork()).isEmpty();
  }

  @Test
  void anApprovalInTheLastMomentCounts() {
    assertThat(awaiting().passes(hours(4).minusNanos(1)).approvedBy(BOB).state())
        .isEqualTo(RUNNING);
  }

  @Test
  void theClockStandsStillWhileItIsPaused() {
    var story = awaiting().passes(hours(3)).pausedBy(ALICE).waits(hours(100));

    assertThat(story.stateInWords()).isEqualTo("PAUSED(AWAITING_APPROVAL)");
    assertThat(story.operation().effects().values()).noneMatch(Effect.Timer.class::isInstance);
  }

  @Test
  void theTimerOfBeforeThePauseExpiresNothing() {
    var story = awaiting().passes(hours(3)).pausedBy(ALICE).passes(hours(2));

    story.reports(EffectId.timer(Story.NOON.plus(hours(4))), new Outcome.TimerFired());

    assertThat(story.stateInWords()).isEqualTo("PAUSED(AWAITING_APPROVAL)");
  }

  @Test
  void afterThePauseTheRestOfTheTimeRuns() {
    var story = awaiting().passes(hours(3)).pausedBy(ALICE).passes(hours(100)).resumedBy(BOB);
    assertThat(story.state()).isEqualTo(AWAITING_APPROVAL);

    story.waits(hours(1).minusMillis(1));
    assertThat(story.state()).isEqualTo(AWAITING_APPROVAL);

    story.waits(Duration.ofMillis(1));
    assertThat(story.state()).isEqualTo(BLOCKED);
  }

  @Test
  void aSecondPauseStopsTheClockAgain() {
    var story = awaiting().passes(hours(3)).pausedBy(ALICE).passes(hours(9)).resumedBy(BOB);

    story.passes(Duration.ofMinutes(30)).pausedBy(ALICE).passes(hours(9)).resumedBy(BOB);

    assertThat(story.openGate().request().expiresAt())
        .isEqualTo(story.now().plus(Duration.ofMinutes(30)));
  }

  @Test
  void anApprovalLongAfterTheExpiryCountsWhileItIsPausedWithTimeLeft() {
    var story = awaiting().passes(hours(3)).pausedBy(ALICE).passes(hours(100)).approvedBy(BOB);
    assertThat(story.answer()).isInstanceOf(Answer.Accepted.class);
    assertThat(story.atWork()).isEmpty();

    story.resumedBy(CAROL);
    assertThat(story.state()).isEqualTo(RUNNING);
    assertThat(story.atWork()).containsExactly("step/cut_over/1");
  }

  @Test
  void aPauseAfterTheTimeWasUpDoesNotReviveTheRequest() {
    var story = awaiting().passes(hours(5)).pausedBy(ALICE);
    assertThat(story.approvedBy(BOB).answer()).isInstanceOf(Answer.Refused.class);

    story.resumedBy(CAROL).waits(Duration.ZERO);
    assertThat(story.state()).isEqualTo(BLOCKED);
  }

  @Test
  void whatWasApprovedUnderAPauseCanStillBeRejectedBeforeItStarts() {
    var story = awaiting().pausedBy(ALICE).approvedBy(BOB).rejectedBy(CAROL);

    assertThat(story.stateInWords()).isEqualTo("PAUSED(BLOCKED)");
    assertThat(story.resumedBy(BOB).state()).isEqualTo(BLOCKED);
  }

  private static Story awaiting() {
    return Story.of(step("copy"), step("cut_over").gated()).succeeds();
  }

  private static Duration hours(int n) {
    return Duration.ofHours(n);
  }
}
