package dev.dre.operations;

import static dev.dre.operations.PlanSketch.plan;
import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.Someone.CAROL;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.step;
import static dev.dre.operations.event.Verification.DONE;
import static dev.dre.operations.event.Verification.NOT_DONE;
import static dev.dre.operations.event.Verification.PARTIAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.command.Act;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In shadow people do what changes something; every look is real. */
class ShadowingTest {

  private static Story shadow(StepSketch... steps) {
    return Story.of(plan(steps).shadowed());
  }

  @Test
  void whatChangesSomethingIsHandedOverAndNothingRuns() {
    var story = shadow(look("preflight"), step("copy"));
    assertThat(story.atWork()).containsExactly("step/preflight/1");

    story.succeeds();

    assertThat(story.state()).isEqualTo(State.WAITING);
    assertThat(story.atWork()).isEmpty();
    assertThat(story.happened(Happening.HandedOver.class))
        .extracting(Happening.HandedOver::command)
        .containsExactly(List.of("pg-migrate", "run", "copy"));
  }

  @Test
  void whatIsSaidToBeDoneIsLookedAt() {
    var story = shadow(step("copy"), step("finish")).doneBy(BOB, "");
    assertThat(story.atWork()).containsExactly("verify/copy/1/1");

    story.isVerified(DONE);

    assertThat(story.step("copy").status()).isEqualTo(StepStatus.DONE);
    assertThat(story.step("copy").byHand().orElseThrow().how()).isEqualTo(ByHand.How.AS_PLANNED);
    assertThat(story.state()).isEqualTo(State.WAITING);
  }

  @Test
  void whatDidNotTakeEffectIsNotDoneWhateverIsSaid() {
    var story = shadow(step("copy")).doneBy(BOB, "").isVerified(NOT_DONE);

    assertThat(story.state()).isEqualTo(State.BLOCKED);
    story.retriedBy(BOB).isVerified(NOT_DONE);
    assertThat(story.state()).isEqualTo(State.WAITING);
    assertThat(story.atWork()).isEmpty();
  }

  @Test
  void theMachineTriesNothingAgainByItself() {
    var story = shadow(step("copy").idempotent(3)).doneBy(BOB, "").isVerified(NOT_DONE);

    assertThat(story.atWork()).isEmpty();
  }

  @Test
  void halfDoneIsFinishedOrTakenBackByHandToo() {
    var story = shadow(step("copy").undoneOn("cluster-a")).doneBy(BOB, "").isVerified(PARTIAL);

    story.takenBackBy(BOB);
    assertThat(story.says()).isEqualTo("what was done by hand is taken back by hand; then retry.");
    story.finishedForwardBy(BOB);
    assertThat(story.state()).isEqualTo(State.WAITING);
    assertThat(story.atWork()).isEmpty();
  }

  @Test
  void riskyStepsAreStillApproved() {
    var story = shadow(step("cut_over").gated());
    assertThat(story.state()).isEqualTo(State.AWAITING_APPROVAL);

    assertThat(story.approvedBy(CAROL).state()).isEqualTo(State.WAITING);
  }

  @Test
  void theEndComparesWhatWasDoneWithThePlan() {
    var story =
        shadow(step("copy"), step("vacuum"), step("finish"))
            .doneBy(BOB, "")
            .isVerified(DONE)
            .gives(CAROL, new Act.Skip(Subject.CURRENT, "autovacuum does it"))
            .doneBy(BOB, "by the old script")
            .isVerified(DONE);

    assertThat(story.state()).isEqualTo(State.SUCCEEDED);
    assertThat(story.happened(Happening.Compared.class))
        .containsExactly(
            new Happening.Compared(
                3, List.of("vacuum: autovacuum does it", "finish: by the old script")));
  }

  @Test
  void aPauseStandsStillAtOnceAndAResumeWaitsOn() {
    var story = shadow(step("copy")).pausedBy(ALICE);
    assertThat(story.stateInWords()).isEqualTo("PAUSED(WAITING)");
    assertThat(story.doneBy(BOB, "").says()).contains("done does not go while it is paused");

    assertThat(story.resumedBy(BOB).state()).isEqualTo(State.WAITING);
    assertThat(story.doneBy(BOB, "").atWork()).containsExactly("verify/copy/1/1");
  }

  @Test
  void anAbortUndoesNothingByItselfAndNamesWhatPeopleHaveToUndo() {
    var story =
        shadow(step("copy").undoneOn("cluster-a", "cluster-b"), step("finish"))
            .doneBy(BOB, "")
            .isVerified(DONE)
            .abortedBy(ALICE);

    assertThat(story.atWork()).isEmpty();
    assertThat(story.state()).isEqualTo(State.NEEDS_ATTENTION);
    assertThat(story.happened(Happening.LeftBehind.class).getFirst().left())
        .contains("copy on cluster-a (to be undone by hand)");
    assertThat(story.acknowledgedBy(BOB).state()).isEqualTo(State.ABORTED_NEEDS_ATTENTION);
  }

  @Test
  void aButtonOfAnEarlierAttemptIsOver() {
    var story = shadow(step("copy")).doneBy(BOB, "").isVerified(NOT_DONE).retriedBy(BOB);
    story.isVerified(NOT_DONE);

    story.gives(BOB, new Act.Done(new Subject("copy#1"), ""));

    assertThat(story.says()).isEqualTo("this button belongs to copy#1, which is over.");
  }
}
