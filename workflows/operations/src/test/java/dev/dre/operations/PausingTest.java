package dev.dre.operations;

import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.Someone.EVE;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.step;
import static dev.dre.operations.event.Verification.DONE;
import static dev.dre.operations.event.Verification.NOT_DONE;
import static dev.dre.operations.event.Verification.PARTIAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.id.HoldId;
import dev.dre.operations.plan.Zone;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Standing still: what is running meets its fate, nothing starts, and the last resume goes on. */
class PausingTest {

  @Test
  void whatRunsComesToItsEndAndNothingStartsAfterIt() {
    var story = Story.of(step("copy"), step("cut_over")).pausedBy(ALICE);
    assertThat(story.atWork()).containsExactly("step/copy/1");

    story.succeeds();

    assertThat(story.stateInWords()).isEqualTo("PAUSED(RUNNING)");
    assertThat(story.atWork()).isEmpty();
    assertThat(story.happened()).last().isEqualTo(new Happening.Paused());
  }

  @Test
  void resumingBeforeTheStepHasEndedLetsItGoOnAsIfNothingHadBeen() {
    var story = Story.of(step("copy"), step("cut_over")).pausedBy(ALICE).resumedBy(BOB).succeeds();

    assertThat(story.atWork()).containsExactly("step/cut_over/1");
  }

  @Test
  void resumingStartsTheNextStep() {
    var story = Story.of(step("copy"), step("cut_over")).pausedBy(ALICE).succeeds().resumedBy(BOB);

    assertThat(story.state()).isEqualTo(State.RUNNING);
    assertThat(story.atWork()).containsExactly("step/cut_over/1");
  }

  @Test
  void onlyTheLastHoldLiftedLetsItGoOn() {
    var story = Story.of(step("copy"), step("cut_over")).pausedBy(ALICE).pausedBy(EVE).succeeds();

    story.resumedBy(BOB, new HoldId("click-1"));
    assertThat(story.stateInWords()).isEqualTo("PAUSED(RUNNING)");

    story.resumedBy(BOB, new HoldId("click-2"));
    assertThat(story.state()).isEqualTo(State.RUNNING);
  }

  @Test
  void whoResumesHasToSayWhichOfSeveralHolds() {
    var story = Story.of(step("copy")).pausedBy(ALICE).pausedBy(EVE).resumedBy(BOB);

    assertThat(story.answer())
        .isEqualTo(Answer.refused("there are 2 holds: say which one to lift."));
  }

  @Test
  void aHoldThatIsLiftedAlreadyIsLiftedAlready() {
    var story = Story.of(step("copy")).pausedBy(ALICE).pausedBy(EVE);

    story.resumedBy(BOB, new HoldId("click-1")).resumedBy(BOB, new HoldId("click-1"));

    assertThat(story.answer()).isInstanceOf(Answer.AlreadySo.class);
    assertThat(story.operation().holds())
        .extracting(Hold::id)
        .containsExactly(new HoldId("click-2"));
  }

  @Test
  void aHoldSaysWhoAndWhyAndSinceWhen() {
    var story = Story.of(step("copy")).passes(Duration.ofMinutes(3)).pausedBy(EVE);

    assertThat(story.operation().holds())
        .containsExactly(
            new Hold(
                new HoldId("click-1"),
                EVE.actor(),
                "backup window",
                Story.NOON.plus(Duration.ofMinutes(3)),
                Optional.empty(),
                false));
  }

  @Test
  void aHoldThatWasGivenATimeLiftsItselfWhenItsOwnerWantedThat() {
    var story =
        Story.of(step("copy"), step("cut_over"))
            .gives(ALICE, new Act.Pause("backup", Optional.of(Duration.ofHours(2)), true))
            .succeeds()
            .waits(Duration.ofMinutes(119));
    assertThat(story.stateInWords()).isEqualTo("PAUSED(RUNNING)");

    story.waits(Duration.ofMinutes(1));

    assertThat(story.state()).isEqualTo(State.RUNNING);
    assertThat(story.atWork()).containsExactly("step/cut_over/1");
    assertThat(story.happened())
        .contains(new Happening.HoldOver(new HoldId("click-1"), ALICE.actor(), true, 0));
  }

  @Test
  void otherwiseItIsToldOnceAndItStandsStillUntilSomebodyResumes() {
    var story =
        Story.of(step("copy"), step("cut_over"))
            .gives(ALICE, new Act.Pause("backup", Optional.of(Duration.ofHours(2)), false))
            .succeeds()
            .waits(Duration.ofHours(2))
            .waits(Duration.ofHours(2));

    assertThat(story.stateInWords()).isEqualTo("PAUSED(RUNNING)");
    assertThat(story.happened())
        .containsOnlyOnce(new Happening.HoldOver(new HoldId("click-1"), ALICE.actor(), false, 1));
    story.resumedBy(BOB);
    assertThat(story.atWork()).containsExactly("step/cut_over/1");
  }

  @Test
  void aHoldThatLiftsItselfLeavesTheOthersStanding() {
    var story =
        Story.of(step("copy"), step("cut_over"))
            .gives(ALICE, new Act.Pause("backup", Optional.of(Duration.ofHours(2)), true))
            .pausedBy(EVE)
            .succeeds()
            .waits(Duration.ofHours(3));

    assertThat(story.stateInWords()).isEqualTo("PAUSED(RUNNING)");
    assertThat(story.operation().holds())
        .extracting(Hold::id)
        .containsExactly(new HoldId("click-2"));
  }

  @Test
  void aGateUnderAHoldThatLiftsItselfGoesOnWithTheTimeItHadLeft() {
    var story =
        Story.of(step("cut_over").gated())
            .waits(Duration.ofHours(1))
            .gives(ALICE, new Act.Pause("backup", Optional.of(Duration.ofHours(8)), true))
            .waits(Duration.ofHours(8));

    assertThat(story.state()).isEqualTo(State.AWAITING_APPROVAL);
    assertThat(story.openGate().request().expiresAt())
        .isEqualTo(Story.NOON.plus(Duration.ofHours(12)));
  }

  @Test
  void aStepThatFailsIsLookedAtAndThenItStandsStillOverBlocked() {
    var story = Story.of(step("copy")).pausedBy(ALICE).fails();
    assertThat(story.atWork()).containsExactly("verify/copy/1/1");

    story.isVerified(NOT_DONE);
    assertThat(story.stateInWords()).isEqualTo("PAUSED(BLOCKED)");

    story.resumedBy(BOB);
    assertThat(story.state()).isEqualTo(State.BLOCKED);
    assertThat(story.operation().status().trouble()).isPresent();
  }

  @Test
  void aStepWithAnUnknownOutcomeIsSeenGoneAndLookedAt() {
    var story = Story.of(step("copy"), step("cut_over")).pausedBy(ALICE).vanishes().isSeenGone();
    assertThat(story.atWork()).containsExactly("verify/copy/1/1");

    story.isVerified(DONE);
    assertThat(story.stateInWords()).isEqualTo("PAUSED(RUNNING)");
  }

  @Test
  void aHalfDoneStepStandsStillOverBlocked() {
    var story = Story.of(step("copy")).pausedBy(ALICE).vanishes().isSeenGone().isVerified(PARTIAL);

    assertThat(story.stateInWords()).isEqualTo("PAUSED(BLOCKED)");
  }

  @Test
  void aRetryThatIsLeftToTheMachineWaitsForTheEndOfThePause() {
    var story = Story.of(step("copy").idempotent(1)).pausedBy(ALICE).fails().isVerified(NOT_DONE);
    assertThat(story.stateInWords()).isEqualTo("PAUSED(RUNNING)");
    assertThat(story.atWork()).isEmpty();

    story.resumedBy(BOB);
    assertThat(story.atWork()).containsExactly("step/copy/2");
  }

  @Test
  void aStepThatMayBeRedoneIsStoppedAtOnceAndRunsAgainAfterThePause() {
    var story = Story.of(step("copy").redoneAfterAPause()).pausedBy(ALICE);
    assertThat(story.atWork()).isEmpty();

    story.stops();
    assertThat(story.atWork()).containsExactly("clear/step/copy/1/1");

    story.isSeenGone();
    assertThat(story.stateInWords()).isEqualTo("PAUSED(RUNNING)");

    story.resumedBy(BOB);
    assertThat(story.atWork()).containsExactly("step/copy/2");
  }

  @Test
  void aStepThatIsRedoneStartsOnlyOnceItsFirstJobIsSeenGone() {
    var story = Story.of(step("copy").redoneAfterAPause()).pausedBy(ALICE).resumedBy(BOB);
    assertThat(story.atWork()).isEmpty();

    story.stops();
    assertThat(story.atWork()).containsExactly("clear/step/copy/1/1");

    story.isSeenGone();
    assertThat(story.atWork()).containsExactly("step/copy/2");
  }

  @Test
  void aStepThatEndedBeforeItCouldBeStoppedIsNotRedone() {
    var story = Story.of(step("copy").redoneAfterAPause(), step("cut_over")).pausedBy(ALICE);

    story.stops(new Outcome.Succeeded(new TreeMap<>()));

    assertThat(story.stateInWords()).isEqualTo("PAUSED(RUNNING)");
    assertThat(story.step("copy").status()).isEqualTo(StepStatus.DONE);
  }

  @Test
  void aRedoneStepKeepsItsZoneBecauseNobodyLookedWhetherItTookEffect() {
    var story = Story.of(step("cut_over").in(Zone.COMPLETE).redoneAfterAPause());

    story.pausedBy(ALICE).stops().isSeenGone().abortedBy(BOB);

    assertThat(story.answer()).isInstanceOf(Answer.Refused.class);
    assertThat(story.says()).contains("no prepared way back after cut_over");
  }

  @Test
  void whatReportsWhileItIsPausedIsLate() {
    var story = Story.of(step("copy"), step("cut_over")).pausedBy(ALICE).succeeds();

    story.reports(EffectId.step(story.step("copy").id(), 1), new Outcome.Unknown("lost"));

    assertThat(story.stateInWords()).isEqualTo("PAUSED(RUNNING)");
    assertThat(story.happened())
        .last()
        .isEqualTo(new Happening.LateOutcome("step/copy/1", "unknown"));
  }

  @Test
  void aPauseDuringTheLastLookStandsStillBeforeTheEnd() {
    var story = Story.of(PlanSketch.plan(step("copy")).lookingForResidueOn("cluster-a"));

    story.succeeds().pausedBy(ALICE).leavesNothing();
    assertThat(story.stateInWords()).isEqualTo("PAUSED(RUNNING)");

    story.resumedBy(BOB);
    assertThat(story.state()).isEqualTo(State.SUCCEEDED);
  }

  @Test
  void whoPausesIsToldWhatGoesOn() {
    assertThat(Story.of(step("copy")).pausedBy(ALICE).says())
        .isEqualTo("Pausing: copy goes on to its end; nothing starts after it.");
    assertThat(Story.of(step("cut_over").within(Duration.ofSeconds(10))).pausedBy(ALICE).says())
        .contains("in at most 10 s");
    assertThat(Story.of(step("copy").redoneAfterAPause()).pausedBy(ALICE).says())
        .contains("stopped now and runs again");
    assertThat(Story.of(step("copy")).fails().pausedBy(ALICE).says()).contains("the check of copy");
    assertThat(PauseWords.meanwhile(Story.of(look("soak")).fails().operation()))
        .isEqualTo("nothing runs now, and nothing starts until somebody resumes.");
  }
}
