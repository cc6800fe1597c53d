package dev.dre.operations;

import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.Someone.CAROL;
import static dev.dre.operations.Someone.EVE;
import static dev.dre.operations.State.AWAITING_APPROVAL;
import static dev.dre.operations.State.BLOCKED;
import static dev.dre.operations.State.REJECTED;
import static dev.dre.operations.State.RUNNING;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.step;
import static dev.dre.operations.event.Verification.NOT_DONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.GateResult;
import dev.dre.operations.event.Happening;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Who can open a gate, for what, and what its end leads to. */
class GatesTest {

  @Test
  void oneApprovalStartsTheStepWhereOneIsEnough() {
    var story = Story.of(step("cut_over").gated()).approvedBy(BOB);

    assertThat(story.state()).isEqualTo(RUNNING);
    assertThat(story.atWork()).containsExactly("step/cut_over/1");
    assertThat(story.happened(Happening.GateClosed.class))
        .extracting(Happening.GateClosed::result)
        .containsExactly(GateResult.APPROVED);
  }

  @Test
  void theRequesterCannotApprove() {
    var story = Story.of(step("cut_over").gated()).approvedBy(ALICE);

    assertThat(story.answer()).isInstanceOf(Answer.Refused.class);
    assertThat(story.says()).contains("somebody else has to approve it: @dre");
    assertThat(story.state()).isEqualTo(AWAITING_APPROVAL);
  }

  @Test
  void theRequesterCanTakeTheRequestBack() {
    assertThat(Story.of(step("cut_over").gated()).rejectedBy(ALICE).state()).isEqualTo(REJECTED);
  }

  @Test
  void somebodyOutsideThePolicyCanNeitherApproveNorReject() {
    var story = Story.of(step("cut_over").gated());

    assertThat(story.approvedBy(EVE).answer()).isInstanceOf(Answer.Refused.class);
    assertThat(story.rejectedBy(EVE).answer()).isInstanceOf(Answer.Refused.class);
    assertThat(story.state()).isEqualTo(AWAITING_APPROVAL);
  }

  @Test
  void aSecondApprovalByTheSamePersonDoesNotCount() {
    var story = Story.of(step("cut_over").gated(2)).approvedBy(BOB).approvedBy(BOB);

    assertThat(story.answer()).isInstanceOf(Answer.AlreadySo.class);
    assertThat(story.openGate().request().missing()).isEqualTo(1);

    story.approvedBy(CAROL);
    assertThat(story.state()).isEqualTo(RUNNING);
  }

  @Test
  void aRejectionBeforeAnythingWasChangedEndsIt() {
    var story = Story.of(look("preflight"), step("copy").gated()).succeeds().rejectedBy(BOB);

    assertThat(story.state()).isEqualTo(REJECTED);
  }

  @Test
  void aRejectionAfterSomethingWasChangedLeavesTheWayOnToAPerson() {
    var story = Story.of(step("copy"), step("cut_over").gated()).succeeds().rejectedBy(BOB);

    assertThat(story.state()).isEqualTo(BLOCKED);
    assertThat(story.operation().status().trouble().orElseThrow().because())
        .isEqualTo(BlockedBecause.REJECTED);
  }

  @Test
  void whatWasRejectedCanBeAskedAgainAsAnotherGate() {
    var story = Story.of(step("copy"), step("cut_over").gated()).succeeds().rejectedBy(BOB);

    story.retriedBy(BOB);

    assertThat(story.state()).isEqualTo(AWAITING_APPROVAL);
    assertThat(story.openGate().id()).isEqualTo(story.gate("cut_over", 2));
    assertThat(story.openGate().request().decisions()).isEmpty();
  }

  @Test
  void anApprovalCoversOneAttempt() {
    var story = Story.of(step("cut_over").gated()).approvedBy(BOB).fails().isVerified(NOT_DONE);

    story.retriedBy(BOB).isVerified(NOT_DONE);

    assertThat(story.state()).isEqualTo(AWAITING_APPROVAL);
    assertThat(story.openGate().id()).isEqualTo(story.gate("cut_over", 2));
    assertThat(story.atWork()).isEmpty();
  }

  @Test
  void anApprovalOfAnEarlierAttemptIsAnsweredWithWhatBecameOfIt() {
    var story = Story.of(step("cut_over").gated());
    OpenGate first = story.openGate();
    story.approvedBy(BOB).fails().isVerified(NOT_DONE).retriedBy(BOB).isVerified(NOT_DONE);

    story.gives(CAROL, new Act.Approve(first.id(), first.digest(), ""));

    assertThat(story.answer())
        .isEqualTo(Answer.alreadySo("This request was approved by <@U0BOB01>."));
    assertThat(story.state()).isEqualTo(AWAITING_APPROVAL);
  }

  @Test
  void aRejectionOfWhatWasApprovedIsRefusedWithWhatBecameOfIt() {
    var story = Story.of(step("cut_over").gated());
    OpenGate first = story.openGate();
    story.approvedBy(BOB).gives(CAROL, new Act.Reject(first.id(), first.digest(), ""));

    assertThat(story.answer())
        .isEqualTo(Answer.refused("this request was approved by <@U0BOB01>."));
    assertThat(story.state()).isEqualTo(RUNNING);
  }

  @Test
  void anAbortClosesTheGate() {
    var story = Story.of(step("copy").undoneOn("cluster-a"), step("cut_over").gated()).succeeds();
    OpenGate gate = story.openGate();

    story.abortedBy(ALICE);
    assertThat(story.operation().gate()).isEmpty();

    story.gives(BOB, new Act.Approve(gate.id(), gate.digest(), ""));
    assertThat(story.says()).contains("the operation was aborted by <@U0ALICE01>");
    assertThat(story.answer()).isInstanceOf(Answer.Refused.class);
  }

  @Test
  void theEvidenceOfEarlierStepsIsShown() {
    var story =
        Story.of(
                step("copy"),
                step("cut_over").gated().showing("copy", "lag").showing("copy", "rows"))
            .succeeds(Map.of("lag", "3s"));

    assertThat(story.openGate().evidence())
        .containsExactlyInAnyOrderEntriesOf(Map.of("copy.lag", "3s", "copy.rows", "not known"));
  }

  @Test
  void nothingIsKnownOfAStepThatIsNotInThePlan() {
    var story =
        Story.of(step("copy"), step("cut_over").gated().showing("compare", "rows")).succeeds();

    assertThat(story.openGate().evidence())
        .containsExactlyEntriesOf(new TreeMap<>(Map.of("compare.rows", "not known")));
  }

  @Test
  void theDigestChangesWithTheEvidence() {
    assertThat(digestWithLag("3s")).isEqualTo(digestWithLag("3s"));
    assertThat(digestWithLag("3s")).isNotEqualTo(digestWithLag("4s"));
  }

  @Test
  void theDigestChangesWithTheAttempt() {
    var story = Story.of(step("copy"), step("cut_over").gated()).succeeds();
    String first = story.openGate().digest();

    story.rejectedBy(BOB).retriedBy(BOB);

    assertThat(story.openGate().digest()).isNotEqualTo(first);
  }

  @Test
  void theDigestChangesWithThePlan() {
    var one = Story.of(step("cut_over").gated());
    var other = Story.of(step("cut_over").gated(), step("retire"));

    assertThat(one.openGate().digest()).isNotEqualTo(other.openGate().digest());
  }

  @Test
  void anApprovalOfSomethingElseThanIsShownNowDoesNotCount() {
    var story = Story.of(step("cut_over").gated());

    story.gives(BOB, new Act.Approve(story.openGate().id(), digestWithLag("3s"), ""));

    assertThat(story.answer()).isInstanceOf(Answer.Refused.class);
    assertThat(story.says()).contains("what you were shown has changed");
    assertThat(story.state()).isEqualTo(AWAITING_APPROVAL);
  }

  @Test
  void anApprovalOfAnotherGateDoesNotCount() {
    var story = Story.of(step("cut_over").gated());

    story.gives(BOB, new Act.Approve(story.gate("retire", 1), story.openGate().digest(), ""));

    assertThat(story.answer())
        .isEqualTo(
            Answer.refused("this button belongs to retire#1; the open request is cut_over#1."));
  }

  private static String digestWithLag(String lag) {
    return Story.of(step("copy"), step("cut_over").gated().showing("copy", "lag"))
        .succeeds(Map.of("lag", lag))
        .openGate()
        .digest();
  }
}
