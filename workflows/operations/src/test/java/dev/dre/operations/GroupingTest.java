package dev.dre.operations;

import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.State.BLOCKED;
import static dev.dre.operations.State.RUNNING;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.step;
import static dev.dre.operations.StepSketch.watch;
import static dev.dre.operations.event.Verification.DONE;
import static dev.dre.operations.event.Verification.NOT_DONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Happening;
import dev.dre.operations.event.Verification;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.id.Subject;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Steps that run beside each other. */
class GroupingTest {

  private static final Outcome SUCCEEDED = new Outcome.Succeeded(new TreeMap<>());
  private static final Outcome FAILED = new Outcome.Failed("exit code 1", "no space left");
  private static final Outcome LOST = new Outcome.Unknown("the Job is gone");

  @Test
  void theyRunAtTheSameTimeAndTheNextStepWaitsForAllOfThem() {
    var story = three(3);
    assertThat(story.atWork()).containsExactly("step/a/1", "step/b/1", "step/c/1");
    assertThat(story.state()).isEqualTo(RUNNING);

    ends(story, "step/b/1", SUCCEEDED);
    ends(story, "step/a/1", SUCCEEDED);
    assertThat(story.atWork()).containsExactly("step/c/1");

    ends(story, "step/c/1", new Outcome.Succeeded(new TreeMap<>(Map.of("lag", "3s"))));
    assertThat(story.atWork()).containsExactly("step/after/1");
    assertThat(story.step("c").outputs()).containsEntry("lag", "3s");
  }

  @Test
  void noMoreRunThanMay() {
    var story = three(2);
    assertThat(story.atWork()).containsExactly("step/a/1", "step/b/1");

    ends(story, "step/b/1", SUCCEEDED);
    assertThat(story.atWork()).containsExactly("step/a/1", "step/c/1");
  }

  @Test
  void oneThatFailsStopsNewOnesAndStandsBlockedOnceTheOthersHaveEnded() {
    var story = three(2);
    ends(story, "step/b/1", FAILED);
    looksAt(story, "verify/b/1/1", NOT_DONE);
    assertThat(story.atWork()).containsExactly("step/a/1");
    assertThat(story.state()).isEqualTo(RUNNING);
    assertThat(story.happened(Happening.StepFailed.class)).hasSize(1);

    ends(story, "step/a/1", SUCCEEDED);
    assertThat(story.state()).isEqualTo(BLOCKED);
    assertThat(story.operation().status().trouble().orElseThrow().detail())
        .isEqualTo("exit code 1");
    assertThat(story.happened(Happening.Blocked.class).getLast().step().value()).isEqualTo("b");

    story.retriedBy(BOB).isVerified(NOT_DONE);
    assertThat(story.atWork()).as("and then the rest").containsExactly("step/b/2", "step/c/1");
  }

  @Test
  void whatFailsBesideEachOtherIsDecidedOneAfterTheOther() {
    var story = three(3);
    ends(story, "step/c/1", FAILED);
    ends(story, "step/a/1", FAILED);
    looksAt(story, "verify/c/1/1", Verification.PARTIAL);
    ends(story, "step/b/1", SUCCEEDED);
    looksAt(story, "verify/a/1/1", NOT_DONE);

    assertThat(story.happened(Happening.Blocked.class).getLast().step().value()).isEqualTo("a");
    story.retriedBy(BOB).isVerified(NOT_DONE);
    assertThat(story.atWork()).as("alone").containsExactly("step/a/2");
    story.succeeds();

    assertThat(story.happened(Happening.Blocked.class).getLast().step().value()).isEqualTo("c");
    assertThat(story.finishedForwardBy(BOB).atWork()).containsExactly("step/c/2");
    assertThat(story.succeeds().atWork()).containsExactly("step/after/1");
  }

  @Test
  void oneWhoseOutcomeIsNotKnownIsSeenGoneBesideTheOthers() {
    var story = three(3);
    ends(story, "step/b/1", LOST);
    assertThat(story.atWork()).contains("clear/step/b/1/1", "step/a/1", "step/c/1");

    story.isSeenGone();
    looksAt(story, "verify/b/1/1", DONE);
    assertThat(story.atWork()).containsExactly("step/a/1", "step/c/1");
    assertThat(story.step("b").status()).isEqualTo(StepStatus.DONE);
  }

  @Test
  void theMachineRetriesBesideTheOthers() {
    var story =
        Story.of(
            step("a").beside("copies", 2).undoneOn("cluster-a"),
            step("b").beside("copies", 2).undoneOn("cluster-b").idempotent(1));
    ends(story, "step/b/1", FAILED);
    looksAt(story, "verify/b/1/1", NOT_DONE);

    assertThat(story.atWork()).containsExactly("step/a/1", "step/b/2");
  }

  @Test
  void aPauseLetsAllComeToTheirEndAndStartsNothing() {
    var story = three(2).pausedBy(ALICE);
    assertThat(story.says())
        .isEqualTo(
            "Pausing: a goes on to its end; b goes on to its end; nothing starts after them.");
    ends(story, "step/a/1", SUCCEEDED);
    assertThat(story.atWork()).containsExactly("step/b/1");
    assertThat(story.state()).isEqualTo(State.PAUSING);
    ends(story, "step/b/1", SUCCEEDED);
    assertThat(story.stateInWords()).isEqualTo("PAUSED(RUNNING)");

    assertThat(story.resumedBy(BOB).atWork()).containsExactly("step/c/1");
  }

  @Test
  void aPauseThatIsLiftedBeforeTheyHaveEndedStartsTheNext() {
    var story = three(2).pausedBy(ALICE);
    ends(story, "step/a/1", SUCCEEDED);

    assertThat(story.resumedBy(BOB).atWork()).containsExactly("step/b/1", "step/c/1");
  }

  @Test
  void aPauseStopsWhatMayRunAgainAndAResumeStartsItAgain() {
    var story =
        Story.of(
                step("a").beside("copies", 2).undoneOn("cluster-a").redoneAfterAPause(),
                watch("b").beside("copies", 2))
            .pausedBy(ALICE);
    story.stops();
    story.stops();
    story.isSeenGone();
    assertThat(story.stateInWords()).isEqualTo("PAUSED(RUNNING)");

    assertThat(story.resumedBy(BOB).atWork()).containsExactly("step/a/2", "step/b/2");
  }

  @Test
  void anAbortStopsAllOfThemSeesAllGoneAndOnlyThenUndoes() {
    var story = three(2).abortedBy(ALICE);
    assertThat(story.operation().awaited())
        .extracting(EffectId::value)
        .containsExactly("step/a/1", "step/b/1");
    story.stops();
    assertThat(story.atWork()).containsExactly("clear/step/a/1/1");
    story.stops();
    assertThat(story.atWork()).containsExactly("clear/step/a/1/1", "clear/step/b/1/1");
    ends(story, "clear/step/b/1/1", SUCCEEDED);
    assertThat(story.atWork()).containsExactly("clear/step/a/1/1");
    ends(story, "clear/step/a/1/1", SUCCEEDED);

    assertThat(story.atWork()).containsExactly("rollback/a/0/1", "rollback/b/0/1");
  }

  @Test
  void oneThatCannotBeSeenGoneIsTakenForGoneAlone() {
    var story = three(2).abortedBy(ALICE);
    story.stops();
    story.stops();
    ends(story, "clear/step/a/1/1", FAILED);
    assertThat(story.atWork()).containsExactly("clear/step/b/1/1");

    story.gives(BOB, new Act.AssumeGone("cluster-a was switched off"));
    assertThat(story.says()).isEqualTo("The Job of a counts as gone.");
    assertThat(story.atWork()).as("b may still run").containsExactly("clear/step/b/1/1");
  }

  @Test
  void eachIsToldOfWhenItTakesTooLong() {
    var story =
        Story.of(
                step("a").beside("copies", 2).undoneOn("cluster-a"),
                step("b")
                    .beside("copies", 2)
                    .undoneOn("cluster-b")
                    .expectedToTake(Duration.ofMinutes(5)))
            .waits(Duration.ofMinutes(6));

    assertThat(story.happened(Happening.StepSlow.class))
        .extracting(slow -> slow.step().value())
        .containsExactly("b");
  }

  @Test
  void oneThatIsNotNeededMakesRoomForTheNext() {
    var story =
        Story.of(
            look("a").beside("looks", 2).when("false"),
            look("b").beside("looks", 2),
            look("c").beside("looks", 2));
    assertThat(story.atWork()).containsExactly("decide/a/1", "step/b/1");

    assertThat(story.isNeeded(false).atWork()).containsExactly("step/b/1", "step/c/1");
  }

  @Test
  void whileTheyRunNothingIsSkipped() {
    var story =
        Story.of(watch("a").skippable().beside("looks", 2), watch("b").beside("looks", 2))
            .gives(BOB, new Act.Skip(Subject.CURRENT, "fine"));

    assertThat(story.answer()).isInstanceOf(Answer.Refused.class);
  }

  private static Story three(int atMost) {
    return Story.of(
        step("a").beside("copies", atMost).undoneOn("cluster-a"),
        step("b").beside("copies", atMost).undoneOn("cluster-b"),
        step("c").beside("copies", atMost).undoneOn("cluster-c"),
        step("after").undoneOn("cluster-a"));
  }

  private static void ends(Story story, String effect, Outcome outcome) {
    assertThat(story.atWork()).contains(effect);
    story.reports(new EffectId(effect), outcome);
  }

  private static void looksAt(Story story, String effect, Verification found) {
    ends(story, effect, new Outcome.Verified(found, "1 of 3 tables"));
  }
}
