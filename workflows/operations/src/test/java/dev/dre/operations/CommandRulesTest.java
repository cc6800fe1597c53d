package dev.dre.operations;

import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.Someone.EVE;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.step;
import static dev.dre.operations.event.Verification.NOT_DONE;
import static dev.dre.operations.event.Verification.PARTIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.id.RollbackId;
import dev.dre.operations.id.Subject;
import dev.dre.operations.plan.Right;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules above the table: whose command, about what, and whether it was given before. */
class CommandRulesTest {

  @Test
  void aCommandThatIsDeliveredAgainGetsItsFirstAnswerAndChangesNothing() {
    var story = Story.of(step("copy"), step("cut_over"));
    Command pause = story.command(ALICE, Act.Pause.untilResumed("backup window"));
    Answer first = story.sends(pause).answer();
    var once = story.operation();

    story.sends(pause);

    assertThat(story.answer()).isEqualTo(first);
    assertThat(story.operation()).isEqualTo(once);
  }

  @Test
  void aCommandKeepsItsFirstAnswerAlsoInAnotherState() {
    var story = Story.of(step("copy"), step("cut_over"));
    Command pause = story.command(ALICE, Act.Pause.untilResumed("backup window"));
    Answer first = story.sends(pause).answer();
    story.succeeds().resumedBy(BOB);
    var before = story.operation();

    story.sends(pause);

    assertThat(story.answer()).isEqualTo(first);
    assertThat(story.operation()).isEqualTo(before);
  }

  @Test
  void onlyTheLastTwoHundredAnswersAreRemembered() {
    var story = Story.of(step("copy"));
    for (int i = 0; i < 250; i++) {
      story.resumedBy(BOB);
    }

    assertThat(story.operation().answers()).hasSize(200);
    assertThat(story.operation().answers().getFirst().command().value()).isEqualTo("click-51");
  }

  @Test
  void aCommandForAnotherOperationIsRefused() {
    var story = Story.of(step("copy"));
    Command here = story.command(ALICE, Act.Pause.untilResumed(""));

    story.sends(
        new Command(
            here.id(),
            new OperationId("migrate-db-42-c2p9"),
            here.actor(),
            here.groups(),
            here.origin(),
            here.act()));

    assertThat(story.answer())
        .isEqualTo(
            Answer.refused(
                "this belongs to migrate-db-42-c2p9; the present operation is migrate-db-42-k7f3."));
  }

  @Test
  void aButtonOfAnEarlierAttemptIsRefused() {
    var story = Story.of(look("preflight")).fails().retriedBy(BOB).fails();

    story.gives(BOB, new Act.Retry(Subject.attempt(story.step("preflight").id(), 1)));
    assertThat(story.answer())
        .isEqualTo(Answer.refused("this button belongs to preflight#1, which is over."));

    story.gives(BOB, new Act.Retry(Subject.attempt(story.step("preflight").id(), 2)));
    assertThat(story.answer()).isInstanceOf(Answer.Accepted.class);
  }

  @Test
  void everyButtonAboutAnAttemptIsRefusedOnceThatIsOver() {
    var over = new Subject("copy#7");
    var story = Story.of(step("copy").undoneOn("cluster-a")).fails().isVerified(PARTIAL);

    Stream.of(
            new Act.Retry(over),
            new Act.Skip(over, ""),
            new Act.Reply(over, new TreeMap<>()),
            new Act.FinishForward(over),
            new Act.GoBack(over))
        .forEach(
            act ->
                assertThat(story.gives(BOB, act).says())
                    .isEqualTo("this button belongs to copy#7, which is over."));
  }

  @Test
  void everybodyMayPause() {
    var story = Story.of(PlanSketch.plan(step("copy")).without(Right.RESUME)).pausedBy(EVE);

    assertThat(story.answer()).isInstanceOf(Answer.Accepted.class);
  }

  @TestFactory
  Stream<DynamicTest> everyOtherActTakesItsRight() {
    return actsByRight().entrySet().stream()
        .flatMap(
            e ->
                e.getValue()
                    .map(
                        act ->
                            dynamicTest(
                                act.kind().words() + " takes " + e.getKey(),
                                () -> assertTakes(act, e.getKey()))));
  }

  private static void assertTakes(Act act, Right right) {
    var story = Story.of(step("copy")).fails().isVerified(PARTIAL);
    assertThat(story.gives(EVE, act).answer())
        .isEqualTo(Answer.refused("only @dre can %s this.", act.kind().words()));

    var nobody = Story.of(PlanSketch.plan(step("copy")).without(right)).fails().isVerified(PARTIAL);
    assertThat(nobody.gives(BOB, act).says()).contains("nobody");
    assertThat(nobody.answer()).isInstanceOf(Answer.Refused.class);
  }

  private static Map<Right, Stream<Act>> actsByRight() {
    return Map.of(
        Right.RESUME,
        Stream.of(new Act.Resume(Optional.empty())),
        Right.ABORT,
        Stream.of(new Act.Abort("")),
        Right.RETRY,
        Stream.of(
            new Act.Retry(Subject.CURRENT),
            new Act.Skip(Subject.CURRENT, ""),
            new Act.FinishForward(Subject.CURRENT),
            new Act.GoBack(Subject.CURRENT),
            new Act.GiveUp(new RollbackId("copy/0"), "gone")),
        Right.ACKNOWLEDGE,
        Stream.of(new Act.Acknowledge("")));
  }

  @Test
  void whoeverIsFoundInNoGroupHasNoRight() {
    var story = Story.of(step("copy")).pausedBy(ALICE).resumedBy(EVE);

    assertThat(story.answer()).isInstanceOf(Answer.Refused.class);
    assertThat(story.state()).isEqualTo(State.PAUSING);
  }

  @Test
  void aRefusalChangesNothing() {
    var story = Story.of(step("copy")).fails().isVerified(NOT_DONE);
    var before = story.operation();

    story.resumedBy(BOB);

    assertThat(story.answer())
        .isEqualTo(Answer.refused("it is not paused: choose retry or abort."));
    assertThat(story.operation()).isEqualTo(before);
  }

  @Test
  void aRefusalWhereNobodyWaitsIsToldOnceHoweverOftenItIsDelivered() {
    var story = Story.of(step("copy"));
    Command retry = story.command(EVE, new Act.Retry(Subject.CURRENT));
    var once = story.operation().noteRefusal(retry, "only @dre can retry this.", story.now());
    var twice = once.noteRefusal(retry, "only @dre can retry this.", story.now());

    assertThat(twice).isEqualTo(once);
    assertThat(once.outbox().pending().getLast().what())
        .isEqualTo(new Happening.CommandRefused(EVE.actor(), "retry", "only @dre can retry this."));
  }

  @Test
  void whatWasToldToBeRefusedIsNotAcceptedWhenItArrivesOnceMore() {
    var story = Story.of(step("copy"));
    Command retry = story.command(BOB, new Act.Retry(Subject.CURRENT));
    var refused = story.operation().noteRefusal(retry, "it runs.", story.now());
    var blocked = Story.from(refused).fails().isVerified(NOT_DONE);

    assertThat(blocked.sends(retry).answer()).isEqualTo(Answer.refused("it runs."));
    assertThat(blocked.state()).isEqualTo(State.BLOCKED);
  }

  @Test
  void aRefusalAfterTheEndIsNotToldAnyMore() {
    var story = Story.of(step("copy")).succeeds();
    Command retry = story.command(BOB, new Act.Retry(Subject.CURRENT));

    assertThat(story.operation().noteRefusal(retry, "it has ended.", story.now()))
        .isEqualTo(story.operation());
  }
}
