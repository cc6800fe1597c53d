package dev.dre.operations;

import static dev.dre.operations.PlanSketch.plan;
import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.Someone.CAROL;
import static dev.dre.operations.StepSketch.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.approvals.Actor;
import dev.dre.operations.command.Act;
import dev.dre.operations.event.Happening;
import dev.dre.operations.json.Digest;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.plan.MaxPause;
import dev.dre.operations.plan.MaxPause.Then;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.Zone;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A pause that lasts longer than the plan allows. */
class LongPauseTest {

  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  private static Story paused(Then then, StepSketch first) {
    return Story.of(plan(first, step("cut_over")).pausedAtMost(HALF_A_DAY, then))
        .pausedBy(ALICE)
        .succeeds();
  }

  private static StepSketch copy() {
    return step("copy").undoneOn("cluster-b");
  }

  private static Happening.PausedTooLong told(Then then) {
    return new Happening.PausedTooLong(HALF_A_DAY, then, "");
  }

  @Test
  void isToldOnceAndItStandsStill() {
    var story = paused(Then.PAGE, copy());
    story.waits(HALF_A_DAY.minusSeconds(1));
    assertThat(story.happened(Happening.PausedTooLong.class)).isEmpty();

    story.waits(Duration.ofSeconds(1)).waits(HALF_A_DAY);

    assertThat(story.happened(Happening.PausedTooLong.class)).containsExactly(told(Then.PAGE));
    assertThat(story.stateInWords()).isEqualTo("PAUSED(RUNNING)");
  }

  @Test
  void isToldAgainInTheNextPause() {
    var story = paused(Then.PAGE, copy()).waits(HALF_A_DAY).resumedBy(BOB);

    story.pausedBy(ALICE).succeeds().waits(HALF_A_DAY);

    assertThat(story.happened(Happening.PausedTooLong.class)).hasSize(2);
  }

  @Test
  void countsFromWhenNothingRanAnyMore() {
    var story =
        Story.of(plan(copy(), step("cut_over")).pausedAtMost(HALF_A_DAY, Then.ABORT))
            .pausedBy(ALICE)
            .waits(HALF_A_DAY.multipliedBy(2));

    assertThat(story.state()).isEqualTo(State.PAUSING);
    assertThat(story.happened(Happening.PausedTooLong.class)).isEmpty();
  }

  @Test
  void isAbortedWhereThatIsDeclaredByTheRuleAndNobodyElse() {
    var story = paused(Then.ABORT, copy()).waits(HALF_A_DAY);

    assertThat(story.state()).isEqualTo(State.ABORTING);
    assertThat(story.operation().abort().orElseThrow().by())
        .isEqualTo(new Actor.Machine("max_pause"));
    assertThat(story.happened())
        .containsSubsequence(
            told(Then.ABORT), story.happened(Happening.AbortRequested.class).getFirst());
    assertThat(story.atWork()).containsExactly("rollback/copy/0/1");
  }

  @Test
  void whereAnAbortIsRefusedPeopleAreToldInstead() {
    var story = paused(Then.ABORT, copy().in(Zone.REVERSE)).waits(HALF_A_DAY);

    assertThat(story.stateInWords()).isEqualTo("PAUSED(RUNNING)");
    assertThat(story.operation().abort()).isEmpty();
    assertThat(story.happened(Happening.PausedTooLong.class))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.then()).isEqualTo(Then.PAGE);
              assertThat(told.refused()).contains("it has been switched over");
            });
  }

  @Test
  void aDecisionUnderThePauseDoesNotMakeItAShorterOne() {
    var story =
        Story.of(plan(step("copy"), step("cut_over").gated()).pausedAtMost(HALF_A_DAY, Then.PAGE))
            .succeeds()
            .pausedBy(ALICE)
            .waits(Duration.ofHours(11))
            .rejectedBy(CAROL);
    assertThat(story.stateInWords()).isEqualTo("PAUSED(BLOCKED)");

    story.waits(Duration.ofHours(1));

    assertThat(story.happened(Happening.PausedTooLong.class)).hasSize(1);
  }

  @Test
  void aHoldThatLiftsItselfInTimeComesFirst() {
    var story =
        Story.of(plan(copy(), step("cut_over")).pausedAtMost(HALF_A_DAY, Then.ABORT))
            .gives(ALICE, new Act.Pause("backup", Optional.of(HALF_A_DAY), true))
            .succeeds()
            .waits(HALF_A_DAY);

    assertThat(story.state()).isEqualTo(State.RUNNING);
  }

  @Test
  void aPlanWithoutItIsWrittenAsBefore() throws Exception {
    Plan without = plan(step("copy")).planned();
    Plan with = plan(step("copy")).pausedAtMost(HALF_A_DAY, Then.ABORT).planned();

    assertThat(OperationJson.mapper().writeValueAsString(without))
        .doesNotContain("maxPause", "meanwhile");
    assertThat(OperationJson.mapper().writeValueAsString(with))
        .contains("\"maxPause\":{\"after\":\"PT12H\",\"then\":\"abort\"}");
    assertThat(Digest.of(with)).isNotEqualTo(Digest.of(without));
    assertThat(
            OperationJson.mapper()
                .readValue(OperationJson.mapper().writeValueAsString(with), Plan.class))
        .isEqualTo(with);
    assertThat(with.maxPause()).contains(new MaxPause(HALF_A_DAY, Then.ABORT));
  }
}
