package dev.dre.operations;

import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.StepSketch.sleep;
import static dev.dre.operations.StepSketch.step;
import static dev.dre.operations.StepSketch.watch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.command.Act;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.Subject;
import dev.dre.operations.plan.StepAction;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Steps that only wait: for time to pass, or for something to become true. */
class WaitingTest {

  @Test
  void aStepThatWatchesIsWaitedFor() {
    var story = Story.of(watch("settle"), step("copy"));
    assertThat(story.state()).isEqualTo(State.WAITING);

    assertThat(story.succeeds().state()).isEqualTo(State.RUNNING);
  }

  @Test
  void aPauseStopsLookingAndAResumeBeginsAnew() {
    var story = Story.of(watch("settle")).pausedBy(ALICE);
    assertThat(story.says()).contains("settle stops looking");
    assertThat(story.atWork()).isEmpty();

    story.stops();
    assertThat(story.state()).isEqualTo(State.PAUSED);
    assertThat(story.resumedBy(BOB).atWork()).containsExactly("step/settle/2");
    assertThat(story.state()).isEqualTo(State.WAITING);
  }

  @Test
  void resumingBeforeTheStepHasEndedGoesOnWaiting() {
    var story = Story.of(step("copy"), watch("settle")).succeeds();

    assertThat(story.pausedBy(ALICE).resumedBy(BOB).state()).isEqualTo(State.WAITING);
    assertThat(story.stops().state()).isEqualTo(State.WAITING);
  }

  @Test
  void nothingHasToBeSeenGoneOfAStepThatOnlyLooked() {
    var story = Story.of(watch("settle")).abortedBy(ALICE).stops();

    assertThat(story.state()).isEqualTo(State.ABORTED);
    assertThat(story.happened(Happening.OutcomeUnknown.class)).isEmpty();
  }

  @Test
  void missingDataIsNotSuccess() {
    var story = Story.of(watch("settle"), step("copy")).seesNothing();

    assertThat(story.operation().status().trouble().orElseThrow().because())
        .isEqualTo(BlockedBecause.INCONCLUSIVE);
    assertThat(story.retriedBy(BOB).atWork()).containsExactly("step/settle/2");
  }

  @Test
  void aProbeThatFailsItselfIsToldAsThatAndIsNotSuccess() {
    var story = Story.of(watch("settle"), step("copy")).failsToLook();

    assertThat(story.operation().status().trouble())
        .contains(new Status.Trouble(BlockedBecause.PROBE_FAILED, "exit code 1 five times"));
    assertThat(story.retriedBy(BOB).atWork()).containsExactly("step/settle/2");
  }

  @Test
  void byEarlierRulesItIsInconclusive() {
    var story = Story.by(2, PlanSketch.plan(watch("settle"), step("copy"))).failsToLook();

    assertThat(story.operation().status().trouble().orElseThrow().because())
        .isEqualTo(BlockedBecause.INCONCLUSIVE);
  }

  @Test
  void aWatchThatIsLostIsInconclusiveRatherThanDone() {
    var story = Story.of(watch("settle"), step("copy")).vanishes();

    assertThat(story.stateInWords()).isEqualTo("BLOCKED");
    assertThat(story.operation().status().trouble().orElseThrow().because())
        .isEqualTo(BlockedBecause.INCONCLUSIVE);
  }

  @Test
  void aFailureBlocks() {
    var story = Story.of(watch("settle"), step("copy")).fails();

    assertThat(story.operation().status().trouble().orElseThrow().because())
        .isEqualTo(BlockedBecause.FAILED);
  }

  @Test
  void aWaitThatCanBeSkippedIsStoppedFirst() {
    var story = Story.of(watch("settle").skippable(), step("copy"));

    story.gives(BOB, new Act.Skip(Subject.CURRENT, "seen by hand"));
    assertThat(story.atWork()).isEmpty();

    story.stops();
    assertThat(story.step("settle").status()).isEqualTo(StepStatus.SKIPPED);
    assertThat(story.atWork()).containsExactly("step/copy/1");
    assertThat(story.happened(Happening.StepSkipped.class)).hasSize(1);
  }

  @Test
  void aStepThatIsBeingSkippedIsNotSkippedOnceMore() {
    var story = Story.of(watch("settle").skippable(), step("copy"));

    story.gives(BOB, new Act.Skip(Subject.CURRENT, "seen by hand"));
    story.gives(BOB, new Act.Skip(Subject.CURRENT, "seen by hand"));

    assertThat(story.says()).isEqualTo("skip does not go while it is running.");
  }

  @Test
  void timeDoesNotPassWhileItIsPaused() {
    var story = Story.of(sleep("rest", Duration.ofMinutes(10)));
    assertThat(left(story)).isEqualTo(Duration.ofMinutes(10));

    story.passes(Duration.ofMinutes(4)).pausedBy(ALICE);
    assertThat(story.says()).contains("goes on with what is left");
    story.stops().passes(Duration.ofHours(3)).resumedBy(BOB);
    assertThat(left(story)).isEqualTo(Duration.ofMinutes(6));

    story.passes(Duration.ofMinutes(5)).pausedBy(ALICE).stops().resumedBy(BOB);
    assertThat(left(story)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void timeThatHasPassedBeforeThePauseArrivesIsOver() {
    var story = Story.of(sleep("rest", Duration.ofMinutes(10)), step("copy")).pausedBy(ALICE);

    story.stops(new Outcome.Succeeded(new TreeMap<>()));

    assertThat(story.step("rest").status()).isEqualTo(StepStatus.DONE);
    assertThat(story.stateInWords()).isEqualTo("PAUSED(RUNNING)");
  }

  private static Duration left(Story story) {
    return story.operation().effects().values().stream()
        .filter(Effect.RunStep.class::isInstance)
        .map(e -> ((StepAction.Sleep) ((Effect.RunStep) e).action()).lasts())
        .findFirst()
        .orElseThrow();
  }
}
