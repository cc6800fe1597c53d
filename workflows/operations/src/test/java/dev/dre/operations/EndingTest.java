package dev.dre.operations;

import static dev.dre.operations.PlanSketch.plan;
import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.State.ABORTED;
import static dev.dre.operations.State.ABORTED_NEEDS_ATTENTION;
import static dev.dre.operations.State.ABORTING;
import static dev.dre.operations.State.NEEDS_ATTENTION;
import static dev.dre.operations.State.RUNNING;
import static dev.dre.operations.State.SUCCEEDED;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.step;
import static dev.dre.operations.event.Verification.NOT_DONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.command.Act;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.id.Subject;
import dev.dre.operations.plan.ClusterName;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every end looks what is left behind, and says so. */
class EndingTest {

  @Test
  void aLookInAClusterThatIsLostForGoodEndsOnSomebodysWord() {
    var story = undone();
    assertThat(story.gives(BOB, new Act.AssumeGone("")).says())
        .isEqualTo("looking no further needs a comment: say how you know.");

    story.gives(BOB, new Act.AssumeGone("cluster-a was deleted"));

    assertThat(story.state()).isEqualTo(NEEDS_ATTENTION);
    assertThat(story.happened())
        .contains(
            new Happening.LookGivenUp(
                new ClusterName("cluster-a"), BOB.actor(), "cluster-a was deleted"))
        .contains(
            new Happening.LeftBehind(
                List.of("nobody could look on cluster-a: cluster-a was deleted")));
    assertThat(story.pausedBy(BOB).says()).isEqualTo("pause does not go while it needs attention.");
  }

  @Test
  void aSuccessWhoseClusterIsLostAfterwardsIsStillOne() {
    var story = succeeding();

    story.gives(BOB, new Act.AssumeGone("both were deleted"));

    assertThat(story.state()).isEqualTo(SUCCEEDED);
    assertThat(ended(story).left())
        .containsExactly(
            "nobody could look on cluster-a: both were deleted",
            "nobody could look on cluster-b: both were deleted");
  }

  @Test
  void byTheFirstRulesALookIsWaitedForWhateverAnybodySays() {
    var story =
        Story.by(Operation.FIRST_RULES, plan(step("copy")).lookingForResidueOn("cluster-a"));
    story.succeeds();

    assertThat(story.gives(BOB, new Act.AssumeGone("cluster-a was deleted")).says())
        .isEqualTo("nothing is waiting to be seen gone.");
    assertThat(story.atWork()).containsExactly("residue/0/1");
  }

  @Test
  void aSuccessLooksInEveryClusterBeforeItEnds() {
    var story = succeeding();

    assertThat(story.state()).isEqualTo(RUNNING);
    assertThat(story.atWork()).containsExactly("residue/0/1", "residue/1/1");
    assertThat(story.operation().effects().values())
        .filteredOn(Effect.CheckResidue.class::isInstance)
        .allMatch(e -> ((Effect.CheckResidue) e).ending().equals("succeeded"));
  }

  @Test
  void aSuccessThatLeavesNothingSaysSo() {
    var story = succeeding();
    sees(story, 0, 1, "");
    sees(story, 1, 1, "");

    assertThat(story.state()).isEqualTo(SUCCEEDED);
    assertThat(ended(story).left()).isEmpty();
  }

  @Test
  void aSuccessThatLeavesSomethingIsASuccessAndNamesIt() {
    var story = succeeding();
    sees(story, 0, 1, "publication dre_fwd");
    sees(story, 1, 1, "");

    assertThat(story.state()).isEqualTo(SUCCEEDED);
    assertThat(ended(story).left()).containsExactly("publication dre_fwd on cluster-a");
  }

  @Test
  void anAbortLooksOnceEverythingIsUndone() {
    var story = undone();

    assertThat(story.state()).isEqualTo(ABORTING);
    assertThat(story.atWork()).containsExactly("residue/0/1");
  }

  @Test
  void anAbortThatLeavesNothingIsAborted() {
    assertThat(undone().leavesNothing().state()).isEqualTo(ABORTED);
  }

  @Test
  void anAbortThatLeavesSomethingNeedsAttentionAndNamesIt() {
    var story = undone().leaves("slot dre_fwd");

    assertThat(story.state()).isEqualTo(NEEDS_ATTENTION);
    assertThat(story.happened(Happening.LeftBehind.class).getFirst().left())
        .containsExactly("slot dre_fwd on cluster-a");
    assertThat(story.atWork()).isEmpty();
  }

  @Test
  void aLookThatFailsIsRepeatedAndThenNamed() {
    var story = undone().cannotLookForResidue();
    assertThat(story.atWork()).isEmpty();

    assertThat(story.waits(Duration.ofSeconds(10)).atWork()).containsExactly("residue/0/2");
    story.cannotLookForResidue().waits(Duration.ofSeconds(20)).cannotLookForResidue();

    assertThat(story.state()).isEqualTo(NEEDS_ATTENTION);
    assertThat(story.happened(Happening.LeftBehind.class).getFirst().left())
        .containsExactly("nobody could look on cluster-a: cluster unreachable");
  }

  @Test
  void aSecondReportOfTheSameLookIsLate() {
    var story = succeeding();
    sees(story, 0, 1, "");
    sees(story, 0, 1, "slot dre_fwd");
    sees(story, 1, 1, "");

    assertThat(ended(story).left()).isEmpty();
    assertThat(story.happened(Happening.LateOutcome.class)).hasSize(1);
  }

  @Test
  void aStepThatNothingUndoesIsNamedAsLeft() {
    var story = Story.of(step("copy"), look("check")).succeeds().fails().abortedBy(ALICE);

    assertThat(story.state()).isEqualTo(NEEDS_ATTENTION);
    assertThat(story.happened(Happening.LeftBehind.class).getFirst().left())
        .containsExactly("copy: nothing is declared that undoes it");
  }

  @Test
  void aStepThatUndidItselfLeavesNothing() {
    var story = Story.of(step("cut_over")).fails().isVerified(NOT_DONE).abortedBy(ALICE);

    assertThat(story.state()).isEqualTo(ABORTED);
  }

  @Test
  void tryingAgainUndoesEverythingOnceMoreAndLooksAgain() {
    var story = undone().leaves("slot dre_fwd").retriedBy(BOB);
    assertThat(story.state()).isEqualTo(ABORTING);
    assertThat(story.atWork()).containsExactly("rollback/copy/0/2");

    story.undoes("copy/0").leavesNothing();
    assertThat(story.state()).isEqualTo(ABORTED);
  }

  @Test
  void aSecondRoundOfLookingRunsEffectsOfItsOwn() {
    var story = undone().leaves("slot dre_fwd").retriedBy(BOB).undoes("copy/0");

    assertThat(story.atWork()).doesNotContain("residue/0/1").hasSize(1);
  }

  @Test
  void aButtonOfTheStepThatWasUndoneTriesNothingAgain() {
    var story = undone().leaves("slot dre_fwd");
    var before = story.operation();

    story.gives(BOB, new Act.Retry(Subject.attempt(story.step("copy").id(), 1)));

    assertThat(story.operation()).isEqualTo(before);
  }

  @Test
  void anAcknowledgementEndsItAndNamesWhatIsLeftOnceMore() {
    var story =
        Story.of(plan(step("copy"), look("check")).lookingForResidueOn("cluster-a"))
            .succeeds()
            .fails()
            .abortedBy(ALICE)
            .leaves("slot dre_fwd")
            .acknowledgedBy(BOB);

    assertThat(story.state()).isEqualTo(ABORTED_NEEDS_ATTENTION);
    assertThat(ended(story).left())
        .containsExactly("copy: nothing is declared that undoes it", "slot dre_fwd on cluster-a");
    assertThat(ended(story).by()).contains(BOB.actor());
    assertThat(ended(story).comment()).isEqualTo("slot dropped by hand");
  }

  @Test
  void noHoldStandsAfterTheEnd() {
    var story = undone().pausedBy(ALICE).leavesNothing();

    assertThat(story.state()).isEqualTo(ABORTED);
    assertThat(story.operation().holds()).isEmpty();
  }

  @Test
  void noHoldStandsWhileItNeedsAttentionBecauseNobodyCouldLiftIt() {
    var story = undone().pausedBy(ALICE).leaves("slot dre_fwd").retriedBy(BOB);

    assertThat(story.atWork()).containsExactly("rollback/copy/0/2");
  }

  @Test
  void whatReportsAfterTheEndIsLateAndChangesNoState() {
    var story = Story.of(step("copy")).succeeds();

    story.reports(
        EffectId.step(story.step("copy").id(), 1), new Outcome.Succeeded(new TreeMap<>()));

    assertThat(story.state()).isEqualTo(SUCCEEDED);
    assertThat(story.happened()).last().isInstanceOf(Happening.LateOutcome.class);
  }

  private static Story succeeding() {
    return Story.of(plan(step("copy")).lookingForResidueOn("cluster-a", "cluster-b")).succeeds();
  }

  private static Story undone() {
    return Story.of(plan(step("copy").undoneOn("cluster-a")).lookingForResidueOn("cluster-a"))
        .fails()
        .isVerified(NOT_DONE)
        .abortedBy(ALICE)
        .undoes("copy/0");
  }

  private static void sees(Story story, int index, int attempt, String found) {
    story.reports(EffectId.residue(index, attempt), new Outcome.ResidueSeen(found));
  }

  private static Happening.Ended ended(Story story) {
    return story.happened(Happening.Ended.class).getFirst();
  }
}
