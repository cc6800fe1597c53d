package dev.dre.operations;

import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.step;
import static dev.dre.operations.event.Verification.NOT_DONE;
import static dev.dre.operations.event.Verification.PARTIAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.command.Answer;
import dev.dre.operations.plan.Zone;
import org.junit.jupiter.api.Test;

/** How far it has gone decides whether stopping means undoing. */
class ZonesTest {

  @Test
  void beforeTheSwitchAnAbortIsAccepted() {
    assertThat(migration().abortedBy(ALICE).state()).isEqualTo(State.ABORTING);
  }

  @Test
  void whileTheGateOfTheSwitchIsOpenAnAbortIsAccepted() {
    assertThat(migration().succeeds().abortedBy(ALICE).state()).isEqualTo(State.ABORTING);
  }

  @Test
  void aZoneBeginsWhenItsStepStarts() {
    var story = migration().succeeds().approvedBy(BOB);

    assertThat(story.operation().zone()).isEqualTo(Zone.REVERSE);
    assertRefused(story, "Going back is an operation of its own");
  }

  @Test
  void aZoneDoesNotFallBackBeforeAnybodyHasLooked() {
    var story = migration().succeeds().approvedBy(BOB).fails();

    assertRefused(story, "it has been switched over");
  }

  @Test
  void aZoneFallsBackWhenItsStepIsFoundNotDone() {
    var story = migration().succeeds().approvedBy(BOB).fails().isVerified(NOT_DONE);

    assertThat(story.operation().zone()).isEqualTo(Zone.CANCEL);
    assertThat(story.abortedBy(ALICE).state()).isEqualTo(State.ABORTING);
  }

  @Test
  void aZoneStaysWhenItsStepIsFoundHalfDone() {
    var story = migration().succeeds().approvedBy(BOB).fails().isVerified(PARTIAL);

    assertRefused(story, "it has been switched over");
  }

  @Test
  void aZoneStaysWhenNobodyCouldLook() {
    var story = migration().succeeds().approvedBy(BOB).vanishes().isSeenGone().cannotBeVerified();

    assertRefused(story, "it has been switched over");
  }

  @Test
  void aLaterStepThatIsDeclaredInAnEarlierZoneDoesNotBringTheZoneBack() {
    var story = migration().succeeds().approvedBy(BOB).succeeds();

    assertThat(story.atWork()).containsExactly("step/soak/1");
    assertThat(story.operation().zone()).isEqualTo(Zone.REVERSE);
  }

  @Test
  void onceTheWayBackIsGoneAnAbortSaysAfterWhichStep() {
    var story = migration().succeeds().approvedBy(BOB).succeeds().succeeds();

    assertRefused(story, "there is no prepared way back after retire");
  }

  @Test
  void aPauseIsStillPossibleOnceTheWayBackIsGone() {
    var story = migration().succeeds().approvedBy(BOB).succeeds().succeeds().pausedBy(ALICE);

    assertThat(story.state()).isEqualTo(State.PAUSING);
  }

  private static Story migration() {
    return Story.of(
        step("copy").undoneOn("cluster-a"),
        step("cut_over").gated().in(Zone.REVERSE),
        look("soak"),
        step("retire").in(Zone.COMPLETE));
  }

  private static void assertRefused(Story story, String why) {
    Operation before = story.operation();
    story.abortedBy(ALICE);

    assertThat(story.answer()).isInstanceOf(Answer.Refused.class);
    assertThat(story.says()).contains(why);
    assertThat(story.operation()).isEqualTo(before);
  }
}
