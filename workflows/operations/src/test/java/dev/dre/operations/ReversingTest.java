package dev.dre.operations;

import static dev.dre.operations.PlanSketch.plan;
import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.Someone.EVE;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.event.Happening;
import dev.dre.operations.plan.Zone;
import org.junit.jupiter.api.Test;

/** Going back after the switch. */
class ReversingTest {

  private static final Act REVERSE = new Act.Reverse("writes are slow");
  private static final String WAY_BACK = "migrate-back db-42 --of migrate-db-42-k7f3";

  private static PlanSketch migration() {
    return plan(
            step("copy").undoneOn("cluster-a"),
            step("cut_over").undoneOn("cluster-a").in(Zone.REVERSE),
            look("soak").in(Zone.REVERSE),
            step("retire").in(Zone.COMPLETE))
        .reversible()
        .lookingForResidueOn("cluster-a");
  }

  private static Story soaking() {
    return Story.of(migration()).succeeds().succeeds();
  }

  @Test
  void itStopsWhereItIsAndUndoesNothingAndSaysHowToGoBack() {
    var story = soaking().gives(BOB, REVERSE);

    assertThat(story.says()).isEqualTo("Stopping where it is. To go back: /dre " + WAY_BACK);
    assertThat(story.happened())
        .contains(new Happening.ReverseRequested(BOB.actor(), "writes are slow", WAY_BACK));
    story.stops().isSeenGone();
    assertThat(story.state()).isEqualTo(State.STOPPED);
    assertThat(story.operation().rollbacks()).isEmpty();
    assertThat(story.operation().effects().keySet())
        .as("only telling is left")
        .allMatch(effect -> effect.isDelivery());
  }

  @Test
  void anAbortIsStillRefusedAndSaysWhatThereIsInstead() {
    var story = soaking().abortedBy(ALICE);

    assertThat(story.answer()).isInstanceOf(Answer.Refused.class);
    assertThat(story.says()).endsWith("an operation of its own: Reverse stops this one for it.");
  }

  @Test
  void itIsRefusedBeforeTheSwitchAfterTheWayBackIsGoneAndWhereThereIsNone() {
    assertThat(Story.of(migration()).gives(BOB, REVERSE).says())
        .isEqualTo("nothing has been switched over: Abort undoes it.");
    assertThat(soaking().succeeds().gives(BOB, REVERSE).says())
        .isEqualTo("the way back is gone: it can only go on.");
    assertThat(
            Story.of(step("cut_over").in(Zone.REVERSE), look("soak"))
                .succeeds()
                .gives(BOB, REVERSE)
                .says())
        .isEqualTo("its runbook names no other that goes back.");
  }

  @Test
  void theSwitchItselfComesToItsEndFirst() {
    var story = Story.of(migration()).succeeds().gives(BOB, REVERSE);

    assertThat(story.says())
        .isEqualTo("cut-over changes something and is not over: let it come to its end first.");
    assertThat(story.succeeds().gives(BOB, REVERSE).state()).isEqualTo(State.ABORTING);
  }

  @Test
  void aLastLookThatWasToBeTriedAgainIsWaitedForNoLonger() {
    var story =
        Story.of(
                plan(step("cut_over").in(Zone.REVERSE))
                    .reversible()
                    .lookingForResidueOn("cluster-a"))
            .succeeds()
            .cannotLookForResidue()
            .gives(BOB, REVERSE);

    assertThat(story.state()).isEqualTo(State.STOPPED);
    assertThat(story.operation().effects().keySet()).allMatch(effect -> effect.isDelivery());
  }

  @Test
  void itTakesTheRightToAbort() {
    assertThat(soaking().gives(EVE, REVERSE).answer()).isInstanceOf(Answer.Refused.class);
  }
}
