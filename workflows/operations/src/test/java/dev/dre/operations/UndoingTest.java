package dev.dre.operations;

import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.id.RollbackId;
import dev.dre.operations.id.Subject;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Rollbacks: newest first, each cluster by itself, repeated until they succeed or are given up. */
class UndoingTest {

  @Test
  void whatIsUndoneInOneClusterIsUndoneNewestFirst() {
    var story = undoing();
    assertThat(story.atWork()).containsExactly("rollback/copy/0/1", "rollback/prepare/1/1");

    story.undoes("copy/0");
    assertThat(story.atWork()).containsExactly("rollback/prepare/0/1", "rollback/prepare/1/1");
  }

  @Test
  void theLastThingUndoneEndsIt() {
    var story = undoing().undoes("copy/0").undoes("prepare/1").undoes("prepare/0");

    assertThat(story.state()).isEqualTo(State.ABORTED);
    assertThat(story.happened(Happening.RolledBack.class)).hasSize(3);
  }

  @Test
  void aRollbackThatFailsIsTriedAgainLaterAndLater() {
    var story = undoing().failsToUndo("copy/0");
    assertThat(story.atWork()).containsExactly("rollback/prepare/1/1");

    assertThat(story.waits(Duration.ofSeconds(5)).atWork()).contains("rollback/copy/0/2");

    story.failsToUndo("copy/0").waits(Duration.ofSeconds(5));
    assertThat(story.atWork()).doesNotContain("rollback/copy/0/3");

    assertThat(story.waits(Duration.ofSeconds(5)).atWork()).contains("rollback/copy/0/3");
  }

  @Test
  void theTimeBetweenTwoTriesGrowsToFiveMinutes() {
    assertThat(Rollbacks.backoff(1)).isEqualTo(Duration.ofSeconds(5));
    assertThat(Rollbacks.backoff(2)).isEqualTo(Duration.ofSeconds(10));
    assertThat(Rollbacks.backoff(7)).isEqualTo(Duration.ofMinutes(5));
    assertThat(Rollbacks.backoff(1_000_000)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void aClusterThatCannotBeReachedDoesNotHoldUpTheOthers() {
    var story = undoing().failsToUndo("copy/0").undoes("prepare/1");

    assertThat(story.atWork()).isEmpty();
    assertThat(story.operation().effects().values()).anyMatch(Effect.Timer.class::isInstance);
    assertThat(story.state()).isEqualTo(State.ABORTING);
  }

  @Test
  void aRollbackWithAnUnknownOutcomeIsTriedAgain() {
    var story = undoing();

    story.reports(
        EffectId.rollback(new RollbackId("copy/0"), 1), new Outcome.Unknown("the Job is gone"));

    assertThat(story.waits(Duration.ofSeconds(5)).atWork()).contains("rollback/copy/0/2");
  }

  @Test
  void aFailingRollbackIsToldWithItsNextTry() {
    var told = undoing().failsToUndo("copy/0").happened(Happening.RollbackFailed.class).getFirst();

    assertThat(told.reason()).isEqualTo("cluster unreachable");
    assertThat(told.nextTry()).isEqualTo(Story.NOON.plus(Duration.ofSeconds(5)));
  }

  @Test
  void aRetryTriesEveryFailingRollbackNow() {
    var story = undoing().failsToUndo("copy/0").failsToUndo("prepare/1").retriedBy(BOB);

    assertThat(story.atWork()).containsExactly("rollback/copy/0/2", "rollback/prepare/1/2");
  }

  @Test
  void aRetryOfOneRollbackTriesThatOneNow() {
    var story = undoing().failsToUndo("copy/0").failsToUndo("prepare/1");

    story.gives(BOB, new Act.Retry(Subject.rollback(new RollbackId("prepare/1"))));

    assertThat(story.atWork()).containsExactly("rollback/prepare/1/2");
  }

  @Test
  void aRetryOfTheStepThatIsBeingUndoneIsOutOfDate() {
    var story = undoing();

    story.gives(BOB, new Act.Retry(Subject.attempt(story.step("cut_over").id(), 1)));

    assertThat(story.answer())
        .isEqualTo(Answer.refused("this button belongs to cut_over#1, which is over."));
  }

  @Test
  void aHoldLetsTheRollbackThatRunsComeToItsEndAndStartsNoOther() {
    var story = undoing().pausedBy(ALICE).undoes("copy/0");
    assertThat(story.atWork()).containsExactly("rollback/prepare/1/1");
    assertThat(story.state()).isEqualTo(State.ABORTING);

    assertThat(story.resumedBy(BOB).atWork())
        .containsExactly("rollback/prepare/0/1", "rollback/prepare/1/1");
  }

  @Test
  void aHoldAlsoKeepsAFailedRollbackFromBeingTriedAgain() {
    var story = undoing().failsToUndo("copy/0").pausedBy(ALICE).waits(Duration.ofMinutes(1));
    assertThat(story.atWork()).containsExactly("rollback/prepare/1/1");

    assertThat(story.resumedBy(BOB).atWork()).contains("rollback/copy/0/2");
  }

  @Test
  void aRollbackThatIsGivenUpIsNamedAsLeft() {
    var story = undoing().failsToUndo("copy/0").givenUpBy(BOB, "copy/0", "cluster-b is gone");
    assertThat(story.atWork()).contains("rollback/prepare/0/1");

    story.undoes("prepare/0").undoes("prepare/1");

    assertThat(story.state()).isEqualTo(State.NEEDS_ATTENTION);
    assertThat(story.happened())
        .last()
        .isEqualTo(new Happening.LeftBehind(List.of("copy on cluster-b (given up)")));
  }

  @Test
  void givingUpTakesAComment() {
    var story = undoing().givenUpBy(BOB, "copy/0", " ");

    assertThat(story.answer()).isInstanceOf(Answer.Refused.class);
    assertThat(story.says()).contains("needs a comment");
  }

  @Test
  void whatIsUndoneOrUnknownCannotBeGivenUp() {
    assertThat(undoing().undoes("copy/0").givenUpBy(BOB, "copy/0", "why not").answer())
        .isInstanceOf(Answer.Refused.class);
    assertThat(undoing().givenUpBy(BOB, "retire/0", "why not").answer())
        .isEqualTo(Answer.refused("there is no rollback retire/0 here."));
  }

  @Test
  void whatReportsAfterItWasGivenUpIsLate() {
    var story = undoing().givenUpBy(BOB, "copy/0", "cluster-b is gone");

    story.reports(
        EffectId.rollback(new RollbackId("copy/0"), 1), new Outcome.Succeeded(new TreeMap<>()));

    assertThat(story.happened())
        .last()
        .isEqualTo(new Happening.LateOutcome("rollback/copy/0/1", "succeeded"));
  }

  private static Story undoing() {
    return Story.of(
            step("prepare").undoneOn("cluster-b", "cluster-a"),
            step("copy").undoneOn("cluster-b"),
            look("cut_over"))
        .succeeds()
        .succeeds()
        .fails()
        .abortedBy(ALICE);
  }
}
