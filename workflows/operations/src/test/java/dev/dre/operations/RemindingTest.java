package dev.dre.operations;

import static dev.dre.operations.PlanSketch.plan;
import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.Someone.CAROL;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.step;
import static dev.dre.operations.event.Verification.NOT_DONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.approvals.Escalation;
import dev.dre.approvals.Policy;
import dev.dre.approvals.Principal;
import dev.dre.operations.event.Happening;
import dev.dre.operations.plan.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is waited for is reminded, and decides. */
class RemindingTest {

  private static final Principal DRE = Principal.group("dre");
  private static final Principal LEADS = Principal.group("dre-leads");

  private static Story blocked() {
    return Story.of(look("preflight")).fails();
  }

  private static Story heldWhileUndoing() {
    return Story.of(step("copy").undoneOn("cluster-a"))
        .fails()
        .isVerified(NOT_DONE)
        .abortedBy(ALICE)
        .failsToUndo("copy/0")
        .pausedBy(BOB);
  }

  private static Story leftBehind() {
    return Story.of(plan(step("copy")).lookingForResidueOn("cluster-a"))
        .fails()
        .isVerified(NOT_DONE)
        .abortedBy(ALICE)
        .leaves("slot");
  }

  /** A request that is open for four hours. */
  private static Story asking() {
    var policy =
        new Policy(
            "prod-risky",
            1,
            List.of(DRE),
            true,
            false,
            Duration.ofHours(4),
            Optional.of(Duration.ofMinutes(15)),
            Optional.of(new Escalation(Duration.ofMinutes(40), LEADS)));
    return Story.of(step("cut_over").gated(policy));
  }

  private static List<Happening.StillWaiting> waiting(Story story) {
    return story.happened(Happening.StillWaiting.class);
  }

  @Test
  void whoCanRetryIsRemindedAfterAnHourAndThenEachFourHours() {
    var story = blocked().waits(Duration.ofMinutes(59));
    assertThat(waiting(story)).isEmpty();

    story.waits(Duration.ofMinutes(1));
    assertThat(waiting(story))
        .containsExactly(
            new Happening.StillWaiting(
                State.BLOCKED, Optional.of(new StepId("preflight")), Story.NOON, List.of(DRE), 1));

    story.waits(Duration.ofMinutes(239));
    assertThat(waiting(story)).hasSize(1);
    story.waits(Duration.ofMinutes(1));
    assertThat(waiting(story)).extracting(Happening.StillWaiting::times).containsExactly(1, 2);
  }

  @Test
  void whatNobodyCouldTellInItsTimeIsToldOnce() {
    var story = blocked().waits(Duration.ofHours(10)).waits(Duration.ofMinutes(1));
    assertThat(waiting(story)).hasSize(1);

    story.waits(Duration.ofHours(3));
    assertThat(waiting(story)).hasSize(2);

    var asked = asking().waits(Duration.ofMinutes(70)).waits(Duration.ofMinutes(1));
    assertThat(asked.happened(Happening.ApprovalReminded.class)).hasSize(1);
  }

  @Test
  void aPauseMeansThatItIsToStandStill() {
    var story = blocked().pausedBy(ALICE).waits(Duration.ofHours(9));

    assertThat(waiting(story)).isEmpty();
  }

  @Test
  void whatGoesOnIsNotRemindedOf() {
    var story = blocked().retriedBy(BOB).waits(Duration.ofHours(9));

    assertThat(waiting(story)).isEmpty();
  }

  @Test
  void whoCanAcknowledgeIsRemindedOfWhatNeedsAttention() {
    var story = leftBehind();
    assertThat(story.state()).isEqualTo(State.NEEDS_ATTENTION);

    story.waits(Duration.ofHours(1));

    assertThat(waiting(story))
        .containsExactly(
            new Happening.StillWaiting(
                State.NEEDS_ATTENTION, Optional.empty(), Story.NOON, List.of(DRE), 1));
    assertThat(story.acknowledgedBy(BOB).operation().effects().keySet())
        .allMatch(effect -> effect.isDelivery());
  }

  @Test
  void anAbortThatIsHeldIsRemindedOfSoon() {
    var story = heldWhileUndoing().waits(Duration.ofMinutes(15));

    assertThat(waiting(story))
        .extracting(Happening.StillWaiting::state)
        .containsExactly(State.ABORTING);
  }

  @Test
  void anAbortThatIsHeldAgainIsRemindedOfAgain() {
    var story = heldWhileUndoing().waits(Duration.ofMinutes(15)).resumedBy(BOB).pausedBy(BOB);

    story.waits(Duration.ofMinutes(15));

    assertThat(waiting(story)).hasSize(2);
  }

  @Test
  void ofAnotherHoldOfAnAbortItIsRemindedAsSoonAsOfTheFirst() {
    var story = heldWhileUndoing();
    var first = story.operation().holds().getFirst().id();
    story.waits(Duration.ofMinutes(15)).pausedBy(CAROL).resumedBy(BOB, first);
    Instant since = story.now();
    assertThat(waiting(story)).hasSize(1);

    story.waits(Duration.ofMinutes(14));
    assertThat(waiting(story)).hasSize(1);
    story.waits(Duration.ofMinutes(1));

    assertThat(waiting(story)).extracting(Happening.StillWaiting::times).containsExactly(1, 1);
    assertThat(waiting(story).getLast().since()).isEqualTo(since);
  }

  @Test
  void aSecondHoldThatIsLiftedLeavesTheClockOfTheFirst() {
    var story = heldWhileUndoing().waits(Duration.ofMinutes(15)).pausedBy(CAROL);
    story.resumedBy(BOB, story.operation().holds().getLast().id());

    story.waits(Duration.ofMinutes(239));
    assertThat(waiting(story)).hasSize(1);
    story.waits(Duration.ofMinutes(1));
    assertThat(waiting(story)).extracting(Happening.StillWaiting::times).containsExactly(1, 2);
  }

  @Test
  void whoMayApproveIsRemindedAsOftenAsThePolicySays() {
    var story = asking().waits(Duration.ofMinutes(15)).waits(Duration.ofMinutes(15));

    var expiry = Story.NOON.plus(Duration.ofHours(4));
    assertThat(story.happened(Happening.ApprovalReminded.class))
        .hasSize(2)
        .containsOnly(
            new Happening.ApprovalReminded(
                story.openGate().id(), new StepId("cut_over"), List.of(DRE), 1, expiry));
  }

  @Test
  void somebodyElseIsCalledOnceWhenNobodyDecides() {
    var story = asking();
    for (int i = 0; i < 10; i++) {
      story.waits(Duration.ofMinutes(10));
    }

    assertThat(story.happened(Happening.ApprovalEscalated.class))
        .extracting(Happening.ApprovalEscalated::to)
        .containsExactly(LEADS);
    assertThat(story.state()).isEqualTo(State.AWAITING_APPROVAL);
  }

  @Test
  void aPauseStopsTheClockOfReminders() {
    var story = asking().waits(Duration.ofMinutes(10)).pausedBy(ALICE).waits(Duration.ofHours(9));
    assertThat(story.happened(Happening.ApprovalReminded.class)).isEmpty();

    story.resumedBy(BOB).waits(Duration.ofMinutes(4));
    assertThat(story.happened(Happening.ApprovalReminded.class)).isEmpty();
    story.waits(Duration.ofMinutes(1));
    assertThat(story.happened(Happening.ApprovalReminded.class)).hasSize(1);
  }

  @Test
  void whatWasDecidedIsNotRemindedOf() {
    var story = asking().approvedBy(CAROL).waits(Duration.ofHours(2));

    assertThat(story.happened(Happening.ApprovalReminded.class)).isEmpty();
  }

  @Test
  void aRequestThatNobodyAnswersExpiresAllTheSame() {
    var story = asking();
    for (int i = 0; i < 16; i++) {
      story.waits(Duration.ofMinutes(15));
    }

    assertThat(story.state()).isEqualTo(State.REJECTED);
  }

  @Test
  void byEarlierRulesNobodyIsReminded() {
    var story = Story.by(2, plan(look("preflight"))).fails().waits(Duration.ofHours(9));

    assertThat(waiting(story)).isEmpty();
    assertThat(story.operation().effects().keySet()).allMatch(effect -> effect.isDelivery());
  }
}
