package dev.dre.operations;

import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.Someone.CAROL;
import static dev.dre.operations.StepSketch.change;
import static dev.dre.operations.StepSketch.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.effect.Effect;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.Verification;
import org.junit.jupiter.api.Test;

/** Steps that change objects of a cluster: what is approved, what is looked at, what is undone. */
class ChangingTest {

  @Test
  void peopleAreShownWhatTheServerSaysWouldChange() {
    var story = Story.of(change("grow").gated());
    assertThat(story.atWork()).containsExactly("require/grow/1/1");

    story.wouldChange("abc");

    assertThat(story.openGate().evidence())
        .containsEntry("statefulset/db-42", "spec.replicas: 2 → 3")
        .containsEntry("as_of", "abc");
    story.approvedBy(CAROL).wouldChange("abc");
    assertThat(story.atWork()).containsExactly("step/grow/1");
  }

  @Test
  void whatChangedSinceApprovalIsNotStartedAndARetryAsksAnew() {
    var story =
        Story.of(change("grow").gated()).wouldChange("abc").approvedBy(CAROL).wouldChange("def");

    assertThat(story.state()).isEqualTo(State.BLOCKED);
    assertThat(story.operation().status().trouble().orElseThrow().because())
        .isEqualTo(BlockedBecause.NOT_READY);
    assertThat(story.operation().status().trouble().orElseThrow().toString())
        .contains("changed since approval");
    assertThat(story.step("grow").startedAt()).isEmpty();

    story.retriedBy(BOB).wouldChange("def");
    assertThat(story.openGate().id()).isEqualTo(story.gate("grow", 2));
    assertThat(story.openGate().evidence()).containsEntry("as_of", "def");
  }

  @Test
  void whatCannotBeChangedIsSaidBeforeAnybodyIsAsked() {
    var story = Story.of(change("grow").gated()).cannotChange("it belongs to Cluster orders");

    assertThat(story.operation().status().trouble().orElseThrow())
        .isEqualTo(new Status.Trouble(BlockedBecause.NOT_READY, "it belongs to Cluster orders"));
  }

  @Test
  void withoutAGateItIsLookedAtOnceAndStarts() {
    var story = Story.of(change("grow")).wouldChange("abc");

    assertThat(story.atWork()).containsExactly("step/grow/1");
  }

  @Test
  void anAbortUndoesItWithoutSeeingAJobGone() {
    var story = Story.of(change("grow"), step("copy")).wouldChange("abc").abortedBy(ALICE).stops();

    assertThat(story.operation().effects().values())
        .anyMatch(Effect.RollBack.class::isInstance)
        .noneMatch(Effect.Clear.class::isInstance);
    story.undoes("grow/0");
    assertThat(story.state()).isEqualTo(State.ABORTED);
  }

  @Test
  void anUnknownEndIsLookedAfterAtOnce() {
    var story = Story.of(change("grow")).wouldChange("abc").vanishes();

    assertThat(story.atWork()).containsExactly("verify/grow/1/2");
    story.isVerified(Verification.DONE);
    assertThat(story.step("grow").status()).isEqualTo(StepStatus.DONE);
  }

  @Test
  void takingItBackThatIsLostIsLookedAfterToo() {
    var story =
        Story.of(change("grow"))
            .wouldChange("abc")
            .fails()
            .isVerified(Verification.PARTIAL)
            .takenBackBy(BOB)
            .takingBackIsLost();

    assertThat(story.operation().effects().values()).anyMatch(Effect.Verify.class::isInstance);
    story.isVerified(Verification.NOT_DONE);
    assertThat(story.operation().status().trouble().orElseThrow().because())
        .isEqualTo(BlockedBecause.TAKEN_BACK);
  }
}
