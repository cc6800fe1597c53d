package dev.dre.operations;

import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.Someone.CAROL;
import static dev.dre.operations.StepSketch.approve;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.Happening;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Before a step starts: whether it is needed, whether it can start, and whether people agree. */
class PreparingTest {

  @Test
  void aStepThatIsNotNeededIsPassedOverAndTold() {
    var story = Story.of(look("preflight"), step("fence").when("false"), step("copy")).succeeds();
    assertThat(story.atWork()).containsExactly("decide/fence/1");

    story.isNeeded(false);

    assertThat(story.step("fence").status()).isEqualTo(StepStatus.SKIPPED);
    assertThat(story.happened(Happening.StepNotNeeded.class)).hasSize(1);
    assertThat(story.atWork()).containsExactly("step/copy/1");
  }

  @Test
  void whatWasNotNeededIsNotUndone() {
    var story =
        Story.of(step("fence").when("false").undoneOn("cluster-a"), step("copy"))
            .isNeeded(false)
            .abortedBy(ALICE);

    assertThat(story.operation().rollbacks()).isEmpty();
  }

  @Test
  void whenNobodyCanSayWhetherItIsNeededAPersonChooses() {
    var blocked = Story.of(step("fence").when("x")).cannotSayWhetherNeeded();

    assertThat(blocked.operation().status().trouble().orElseThrow().because())
        .isEqualTo(BlockedBecause.INCONCLUSIVE);
    assertThat(blocked.retriedBy(BOB).atWork()).containsExactly("decide/fence/2");
  }

  @Test
  void whatAStepRequiresIsLookedAtBeforeAndAgainAfterTheApproval() {
    var story = Story.of(step("cut_over").requiring().gated());
    assertThat(story.atWork()).containsExactly("require/cut_over/1/1");

    story.isRequired(true);
    assertThat(story.state()).isEqualTo(State.AWAITING_APPROVAL);
    assertThat(story.openGate().evidence()).containsEntry("lag", "0.4");

    story.approvedBy(CAROL);
    assertThat(story.atWork()).containsExactly("require/cut_over/1/2");
    assertThat(story.step("cut_over").startedAt()).isEmpty();

    story.isRequired(true);
    assertThat(story.atWork()).containsExactly("step/cut_over/1");
  }

  @Test
  void anApprovalDoesNotOutliveWhatItWasGivenFor() {
    var story =
        Story.of(step("cut_over").requiring().gated())
            .isRequired(true)
            .approvedBy(CAROL)
            .isRequired(false);

    assertThat(story.state()).isEqualTo(State.BLOCKED);
    assertThat(story.operation().status().trouble().orElseThrow())
        .isEqualTo(new Status.Trouble(BlockedBecause.NOT_READY, "The lag is too large."));
    story.retriedBy(BOB).isRequired(true);
    assertThat(story.openGate().id()).isEqualTo(story.gate("cut_over", 2));
  }

  @Test
  void whatPeopleWereShownIsPartOfWhatTheyApprove() {
    var one = Story.of(step("cut_over").requiring().gated()).isRequired(true);
    var other = Story.of(step("cut_over").gated());

    assertThat(one.openGate().digest()).isNotEqualTo(other.openGate().digest());
  }

  @Test
  void missingDataIsNotReadiness() {
    var story = Story.of(step("cut_over").requiring().gated()).cannotBeRequired();

    assertThat(story.operation().status().trouble().orElseThrow().because())
        .isEqualTo(BlockedBecause.INCONCLUSIVE);
    assertThat(story.operation().gate()).isEmpty();
  }

  @Test
  void aPauseInTheLookIsFollowedByALookOfItsOwn() {
    var story = Story.of(step("copy").requiring()).pausedBy(ALICE).isRequired(true);
    assertThat(story.stateInWords()).isEqualTo("PAUSED(RUNNING)");

    assertThat(story.resumedBy(BOB).atWork()).containsExactly("require/copy/2/2");
  }

  @Test
  void anAbortInTheLookSeesItsJobGone() {
    var story = Story.of(step("copy").requiring()).abortedBy(ALICE).stops();
    assertThat(story.atWork()).containsExactly("clear/require/copy/1/1/1");

    assertThat(story.isSeenGone().state()).isEqualTo(State.ABORTED);
  }

  @Test
  void anApprovalThatIsAStepOfItsOwnIsDoneWhenPeopleSayYes() {
    var story = Story.of(approve("agree"), step("copy"));
    assertThat(story.state()).isEqualTo(State.AWAITING_APPROVAL);

    story.approvedBy(CAROL);

    assertThat(story.step("agree").status()).isEqualTo(StepStatus.DONE);
    assertThat(story.atWork()).containsExactly("step/copy/1");
  }

  @Test
  void aStepThatTakesLongerThanExpectedIsToldOnceAndGoesOn() {
    var story = Story.of(step("copy").expectedToTake(Duration.ofMinutes(10)));

    story.waits(Duration.ofMinutes(9));
    assertThat(story.happened(Happening.StepSlow.class)).isEmpty();
    story.waits(Duration.ofMinutes(2)).waits(Duration.ofHours(1));

    assertThat(story.happened(Happening.StepSlow.class)).hasSize(1);
    assertThat(story.succeeds(Map.of()).state()).isEqualTo(State.SUCCEEDED);
  }
}
