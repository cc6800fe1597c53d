package dev.dre.operations;

import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.Someone.EVE;
import static dev.dre.operations.StepSketch.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.event.Happening;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.line.LiftLine;
import dev.dre.operations.line.LineHold;
import dev.dre.operations.line.LineHoldId;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.line.StopLine;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a stopped line does to one operation. */
class LineHoldsTest {

  private static final LineHoldId STOP = new LineHoldId("aa");
  private static final LineScope PAYMENTS = new LineScope.OfTeam("payments");
  private static final LineHold HOLD =
      new LineHold(STOP, PAYMENTS, ALICE.actor(), "disk alarm", Story.NOON);

  private final Line stopped = new Line(List.of(HOLD), List.of());
  private final Line lifted =
      stopped.lift(new LiftLine(PAYMENTS, Optional.empty(), BOB.actor()), Story.NOON).line();

  private static Story settles(Story story, Line line) {
    LineDifference.between(line, story.operation(), story.now()).forEach(story::sends);
    return story;
  }

  private static List<Command> difference(Story story, Line line) {
    return LineDifference.between(line, story.operation(), story.now());
  }

  private static Story startedWhileStopped(StepSketch... steps) {
    var request = Story.request(PlanSketch.plan(steps).planned()).heldBy(List.of(HOLD));
    return Story.from(Operation.start(request, Story.NOON));
  }

  @Test
  void whatRunsIsPausedAndSaysForWhom() {
    var story = settles(Story.of(step("copy"), step("cut_over")), stopped).succeeds();

    assertThat(story.stateInWords()).isEqualTo("PAUSED(RUNNING)");
    assertThat(story.operation().holds())
        .singleElement()
        .satisfies(
            hold -> {
              assertThat(hold.line()).contains(HOLD.asOfLine());
              assertThat(hold.owner()).isEqualTo(ALICE.actor());
              assertThat(hold.reason()).isEqualTo("disk alarm");
            });
    assertThat(difference(story, stopped)).isEmpty();
  }

  @Test
  void itGoesOnWhenTheLineDoesWithoutARightOfItsOwn() {
    var story = settles(Story.of(step("copy"), step("cut_over")), stopped).succeeds();

    settles(story, lifted);

    assertThat(story.atWork()).containsExactly("step/cut_over/1");
    assertThat(story.happened())
        .contains(
            new Happening.HoldLifted(
                STOP.inOperations(), BOB.actor(), 0, Optional.of(HOLD.asOfLine())));
    assertThat(difference(story, lifted)).isEmpty();
  }

  @Test
  void whatStartsWhileItIsStoppedBeginsPausedBeforeItsFirstStep() {
    var story = startedWhileStopped(step("copy").gated());

    assertThat(story.stateInWords()).isEqualTo("PAUSED(RUNNING)");
    assertThat(story.atWork()).isEmpty();
    assertThat(story.happened())
        .hasExactlyElementsOfTypes(
            Happening.OperationStarted.class, Happening.HoldAdded.class, Happening.Paused.class);

    story.sends(LineDifference.pause(story.operation().id(), HOLD));
    assertThat(story.operation().holds()).hasSize(1);

    settles(story, lifted);
    assertThat(story.state()).isEqualTo(State.AWAITING_APPROVAL);
  }

  @Test
  void aCommandThatIsSentTwiceCountsOnce() {
    var story = Story.of(step("copy"));
    Command pause = LineDifference.pause(story.operation().id(), HOLD);

    story.sends(pause).sends(pause);

    assertThat(story.operation().holds()).hasSize(1);
  }

  @Test
  void whoHasTheRightLiftsItForOneOperationAloneIsToldSoAndIsNotOverruled() {
    var story = settles(Story.of(step("copy"), step("cut_over")), stopped).succeeds();

    story.resumedBy(EVE);
    assertThat(story.answer()).isEqualTo(Answer.refused("only @dre can resume this."));

    story.resumedBy(BOB);
    assertThat(story.says())
        .isEqualTo(
            "Going on. Only this operation: the line is still stopped for the whole team payments. To"
                + " lift it for all: resume --team payments.");
    assertThat(story.atWork()).containsExactly("step/cut_over/1");
    assertThat(difference(story, stopped)).isEmpty();
  }

  @Test
  void itIsNotOverruledAfterManyOtherCommandsEither() {
    var story = settles(Story.of(step("copy")), stopped).resumedBy(BOB);
    for (int i = 0; i < 150; i++) {
      story.pausedBy(ALICE).resumedBy(BOB);
    }

    assertThat(difference(story, stopped)).isEmpty();
    assertThat(story.operation().answers()).hasSize(200);
  }

  @Test
  void aStopThatArrivesAfterTheWordThatItIsOverDoesNothing() {
    var story = settles(Story.of(step("copy")), stopped);
    settles(story, lifted);
    var late = Story.of(step("copy"));
    var lift = difference(settles(Story.of(step("copy")), stopped), lifted).getFirst();

    late.sends(lift).sends(LineDifference.pause(late.operation().id(), HOLD));

    assertThat(late.answer()).isEqualTo(Answer.alreadySo("The line goes on already."));
    assertThat(late.operation().holds()).isEmpty();
  }

  @Test
  void theLineLiftsNoHoldOfOneOperationAlone() {
    var story = Story.of(step("copy")).pausedBy(ALICE);
    var hold = story.operation().holds().getFirst().id();

    story.gives(EVE, new Act.Resume(Optional.of(hold), true));

    assertThat(story.answer()).isInstanceOf(Answer.Refused.class);
    assertThat(story.operation().holds()).hasSize(1);
  }

  @Test
  void otherHoldsStandWhenTheLineGoesOn() {
    var story = settles(Story.of(step("copy"), step("cut_over")).pausedBy(EVE), stopped).succeeds();

    settles(story, lifted);

    assertThat(story.stateInWords()).isEqualTo("PAUSED(RUNNING)");
    assertThat(story.operation().holds()).extracting(Hold::owner).containsExactly(EVE.actor());
  }

  @Test
  void anAbortLiftsItToo() {
    var story = settles(Story.of(step("copy").undoneOn("cluster-a")), stopped).abortedBy(BOB);

    assertThat(story.operation().holds()).isEmpty();
    assertThat(difference(story, stopped)).isEmpty();
  }

  @Test
  void anotherTeamIsNotHeld() {
    var other = new LineScope.OfTeam("search");
    var line =
        Line.moving().stop(new StopLine(STOP, other, ALICE.actor(), "why"), Story.NOON).line();

    assertThat(difference(Story.of(step("copy")), line)).isEmpty();
  }

  @Test
  void whatCannotBePausedIsLeftAlone() {
    assertThat(difference(Situations.reached("needs_attention"), stopped)).isEmpty();
    assertThat(difference(Situations.reached("succeeded"), stopped)).isEmpty();
  }

  @Test
  void itIsReadAsItWasWritten() throws Exception {
    Operation held = startedWhileStopped(step("copy")).operation();
    String written = OperationJson.mapper().writeValueAsString(held);

    assertThat(OperationJson.mapper().readValue(written, Operation.class)).isEqualTo(held);
  }
}
