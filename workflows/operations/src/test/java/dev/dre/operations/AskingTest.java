package dev.dre.operations;

import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.Someone.CAROL;
import static dev.dre.operations.Someone.EVE;
import static dev.dre.operations.StepSketch.ask;
import static dev.dre.operations.StepSketch.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.approvals.Principal;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.Subject;
import dev.dre.operations.plan.StepId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A step that asks people something. */
class AskingTest {

  private static final Principal DRE = Principal.group("dre");
  private static final Principal CAROLS = Principal.user("U0CAROL01");
  private static final Principal EVES = Principal.user("U0EVE01");

  private static Act says(String... answers) {
    return about(Subject.CURRENT, answers);
  }

  private static Act about(Subject subject, String... answers) {
    var all = new TreeMap<String, String>();
    for (int i = 0; i < answers.length; i += 2) {
      all.put(answers[i], answers[i + 1]);
    }
    return new Act.Reply(subject, all);
  }

  private static Story one() {
    return Story.of(ask("plan", false, DRE, CAROLS), look("soak"));
  }

  private static Story all() {
    return Story.of(ask("plan", true, DRE, EVES), look("soak"));
  }

  @Test
  void oneAnswerOfSomebodyWhoIsAskedIsTheOutputOfTheStep() {
    var story = one();
    assertThat(story.state()).isEqualTo(State.WAITING);
    assertThat(story.happened(Happening.Asked.class).getFirst().of()).containsExactly(DRE, CAROLS);

    story.gives(BOB, says("when", "tonight", "rows", "7.5"));

    assertThat(story.step("plan").outputs())
        .isEqualTo(new TreeMap<>(Map.of("when", "tonight", "rows", "7.5")));
    assertThat(story.atWork()).containsExactly("step/soak/1");
    assertThat(story.happened(Happening.AllReplied.class)).hasSize(1);
  }

  @Test
  void whatIsNotSaidIsTheDefault() {
    assertThat(one().gives(BOB, says("when", "tonight")).step("plan").outputs())
        .containsEntry("rows", "10");
  }

  @Test
  void somebodyWhoIsNotAskedIsToldWhoIs() {
    var story = one().gives(EVE, says("when", "tonight"));

    assertThat(story.says()).isEqualTo("only @dre, U0CAROL01 can answer this.");
    assertThat(story.state()).isEqualTo(State.WAITING);
  }

  @Test
  void whatIsWrongWithAnAnswerIsSaidAndNothingIsLost() {
    assertThat(one().gives(BOB, says("rows", "7")).says())
        .isEqualTo("when is not answered (When may it switch?).");
    assertThat(one().gives(BOB, says("when", "tonigth")).says())
        .isEqualTo(
            "when: no choice \"tonigth\". Did you mean \"tonight\"? Known: tonight, tomorrow.");
    assertThat(one().gives(BOB, says("when", "tonight", "rows", "many")).says())
        .isEqualTo("rows: \"many\" should be a number such as 3 or 0.5.");
    assertThat(one().gives(BOB, says("when", "tonight", "row", "7")).says())
        .startsWith("no question \"row\". Did you mean \"rows\"?");
    assertThat(one().gives(BOB, says("when", "tonight", "rows", "7")).answer())
        .isInstanceOf(Answer.Accepted.class);
  }

  @Test
  void allHaveToAnswerAGroupByOneOfItsMembers() {
    var story = all().gives(BOB, says("when", "tonight"));
    assertThat(story.says()).isEqualTo("Thank you. Waiting for U0EVE01.");
    assertThat(story.state()).isEqualTo(State.WAITING);

    story.gives(EVE, says("when", "tomorrow"));
    assertThat(story.atWork()).containsExactly("step/soak/1");
    assertThat(story.step("plan").outputs())
        .isEqualTo(
            new TreeMap<>(Map.of("when", "[\"tonight\",\"tomorrow\"]", "rows", "[\"10\",\"10\"]")));
  }

  @Test
  void anAnswerCanBeChangedInPartWhileOthersAreWaitedFor() {
    var story =
        all().gives(BOB, says("when", "tonight", "rows", "7")).gives(BOB, says("when", "tomorrow"));
    assertThat(story.happened(Happening.Replied.class).getLast().changed()).isTrue();
    assertThat(story.step("plan").replies()).hasSize(1);
    assertThat(story.gives(BOB, says("when", "tomorrow")).answer())
        .isInstanceOf(Answer.AlreadySo.class);

    story.gives(EVE, says("when", "tonight"));
    assertThat(story.step("plan").outputs())
        .containsEntry("when", "[\"tomorrow\",\"tonight\"]")
        .containsEntry("rows", "[\"7\",\"10\"]");
  }

  @Test
  void anEmptyAnswerTakesBackWhatWasSaidAndTheDefaultCounts() {
    var story =
        all()
            .gives(BOB, says("when", "tonight", "rows", "7"))
            .gives(BOB, says("rows", " "))
            .gives(BOB, says("when", ""));
    assertThat(story.says()).isEqualTo("when is not answered (When may it switch?).");

    assertThat(story.step("plan").replies().getFirst().answers())
        .isEqualTo(Map.of("when", "tonight", "rows", "10"));
  }

  @Test
  void whereAllHaveAnsweredBeforeItIsAskedAgainNobodyIsWaitedFor() {
    var story = all().gives(BOB, says("when", "tonight")).waits(Duration.ofHours(25));
    var onlyDre = PlanSketch.plan(ask("plan", true, DRE), look("soak")).with("to", "cluster-c");
    story.gives(BOB, new Act.Retry(Subject.CURRENT, Optional.of(onlyDre.planned())));

    assertThat(story.atWork()).containsExactly("step/soak/1");
  }

  @Test
  void whoHasNotAnsweredIsReminded() {
    var story = all().gives(BOB, says("when", "tonight")).waits(Duration.ofHours(5));

    var reminded = story.happened(Happening.Reminded.class);
    assertThat(reminded).hasSize(1);
    assertThat(reminded.getFirst().missing()).containsExactly(EVES);
    assertThat(story.waits(Duration.ofHours(3)).happened(Happening.Reminded.class)).hasSize(1);
    assertThat(story.waits(Duration.ofHours(2)).happened(Happening.Reminded.class)).hasSize(2);
  }

  @Test
  void afterTheDeadlineItStandsBlockedAndWhatWasAnsweredCountsWhenItIsAskedAgain() {
    var story = all().gives(BOB, says("when", "tonight")).waits(Duration.ofHours(25));
    var trouble = story.operation().status().trouble().orElseThrow();
    assertThat(trouble.because()).isEqualTo(BlockedBecause.UNANSWERED);
    assertThat(trouble.detail()).isEqualTo("U0EVE01 did not answer in time");

    story.retriedBy(BOB);
    assertThat(story.happened(Happening.Asked.class).getLast().of()).containsExactly(EVES);
    assertThat(story.gives(EVE, says("when", "tomorrow")).atWork()).containsExactly("step/soak/1");
  }

  @Test
  void aPauseStopsTheClockAndTakesAnswers() {
    var story = all().passes(Duration.ofHours(20)).pausedBy(ALICE).waits(Duration.ofDays(3));
    assertThat(story.stateInWords()).isEqualTo("PAUSED(WAITING)");
    assertThat(story.happened(Happening.Reminded.class)).isEmpty();
    story.gives(BOB, says("when", "tonight"));

    story.resumedBy(BOB).waits(Duration.ofHours(3));
    assertThat(story.state()).as("four hours are left").isEqualTo(State.WAITING);
    assertThat(story.waits(Duration.ofHours(2)).state()).isEqualTo(State.BLOCKED);
  }

  @Test
  void whenAllHaveAnsweredUnderAPauseItGoesOnWithTheResume() {
    var story = one().pausedBy(ALICE).gives(CAROL, says("when", "tonight"));
    assertThat(story.says()).isEqualTo("Thank you. It goes on when the pause is over.");

    assertThat(story.resumedBy(BOB).atWork()).containsExactly("step/soak/1");
  }

  @Test
  void anAnswerToAnEarlierTimeOfAskingIsRefused() {
    var story = one().waits(Duration.ofHours(25)).retriedBy(BOB);

    story.gives(BOB, about(Subject.attempt(new StepId("plan"), 1), "when", "tonight"));

    assertThat(story.says()).isEqualTo("this button belongs to plan#1, which is over.");
  }

  @Test
  void anAbortNeedsNobodyToAnswer() {
    assertThat(one().abortedBy(ALICE).state()).isEqualTo(State.ABORTED);
  }
}
