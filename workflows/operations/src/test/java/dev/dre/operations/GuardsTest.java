package dev.dre.operations;

import static dev.dre.operations.PlanSketch.plan;
import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.approvals.Actor;
import dev.dre.config.expression.ValueType;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Happening;
import dev.dre.operations.event.Notice;
import dev.dre.operations.event.NoticeKind;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.plan.PlannedGuard.Then;
import dev.dre.operations.plan.PlannedOutput;
import dev.dre.operations.plan.Right;
import dev.dre.operations.plan.Zone;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is looked at beside the steps: from the end of one to the start of another. */
class GuardsTest {

  private static PlanSketch migration(Then then) {
    return plan(step("subscribe").undoneOn("cluster-a"), look("copy"), step("cut_over").gated())
        .guarded("subscribe", "cut_over", then);
  }

  @Test
  void guardsFromTheEndOfOneStepToTheStartOfAnother() {
    var story = Story.of(migration(Then.PAGE));
    assertThat(story.atWork()).containsExactly("step/subscribe/1");

    story.succeeds();
    assertThat(story.atWork()).containsExactly("guard/replication/1", "step/copy/1");

    story.succeeds();
    assertThat(story.state()).isEqualTo(State.AWAITING_APPROVAL);
    assertThat(story.atWork()).containsExactly("guard/replication/1");

    story.approvedBy(BOB);
    assertThat(story.atWork()).containsExactly("step/cut_over/1");
  }

  @Test
  void itIsGuardedAlsoWhilePausedAndBlocked() {
    var paused = Story.of(migration(Then.PAGE)).succeeds().pausedBy(ALICE).succeeds();
    assertThat(paused.state()).isEqualTo(State.PAUSED);
    assertThat(paused.atWork()).containsExactly("guard/replication/1");

    var blocked = Story.of(migration(Then.PAGE)).succeeds().fails();
    assertThat(blocked.state()).isEqualTo(State.BLOCKED);
    assertThat(blocked.atWork()).containsExactly("guard/replication/1");
  }

  @Test
  void aBreachThatPagesStopsNothing() {
    var story = Story.of(migration(Then.PAGE)).succeeds().isGuarded("1");

    assertThat(story.happened(Happening.GuardBreached.class)).hasSize(1);
    assertThat(story.state()).isEqualTo(State.RUNNING);
    assertThat(story.atWork()).containsExactly("guard/replication/2", "step/copy/1");
    assertThat(story.operation().breachedGuards()).hasSize(1);
  }

  @Test
  void aBreachThatPausesHoldsInTheNameOfTheGuard() {
    var story = Story.of(migration(Then.PAUSE)).succeeds().isGuarded("1");

    assertThat(story.state()).isEqualTo(State.PAUSING);
    assertThat(story.operation().holds())
        .extracting(Hold::owner)
        .containsExactly(new Actor.Machine("guard replication"));
    assertThat(story.succeeds().state()).isEqualTo(State.PAUSED);
  }

  @Test
  void aBreachStopsTheClockOfAnOpenGate() {
    var story = Story.of(migration(Then.PAUSE)).succeeds().succeeds().isGuarded("1");

    assertThat(story.stateInWords()).isEqualTo("PAUSED(AWAITING_APPROVAL)");
    assertThat(story.openGate().frozen()).isPresent();
  }

  @Test
  void aBreachThatAbortsUndoesWhatWasDone() {
    var story = Story.of(migration(Then.ABORT)).succeeds().isGuarded("1");

    assertThat(story.state()).isEqualTo(State.ABORTING);
    assertThat(story.operation().abort().orElseThrow().by())
        .isEqualTo(new Actor.Machine("guard replication"));
    assertThat(story.stops().isSeenGone().undoes("subscribe/0").state()).isEqualTo(State.ABORTED);
  }

  @Test
  void whatCannotBeUndoneIsPausedInstead() {
    var story =
        Story.of(
                plan(step("switch").in(Zone.REVERSE), look("soak"), look("retire"))
                    .guarded("switch", "retire", Then.ABORT))
            .succeeds()
            .isGuarded("1");

    assertThat(story.state()).isEqualTo(State.PAUSING);
  }

  @Test
  void thatNobodyCanLookIsABreachOfItsOwn() {
    var story = Story.of(migration(Then.ABORT)).succeeds().isGuarded(GuardRun.BLIND);

    assertThat(story.happened(Happening.GuardBreached.class))
        .extracting(Happening.GuardBreached::says)
        .containsExactly("Nobody can look: no connection");
    assertThat(story.state()).isEqualTo(State.RUNNING);
  }

  @Test
  void aGuardThatEndsWithoutAWordHasSeenNothing() {
    var story = Story.of(migration(Then.PAGE)).succeeds();
    story.reports(EffectId.guard("replication", 1), new Outcome.Unknown("lost"));

    assertThat(story.operation().breachedGuards()).hasSize(1);
    assertThat(story.atWork()).containsExactly("guard/replication/2", "step/copy/1");
  }

  @Test
  void aWatchThatWasStoppedHasSeenNothing() {
    var story = Story.of(migration(Then.PAGE)).succeeds();
    story.reports(EffectId.guard("replication", 1), new Outcome.Cancelled());

    assertThat(story.operation().breachedGuards()).isEmpty();
    assertThat(story.atWork()).containsExactly("guard/replication/2", "step/copy/1");
  }

  @Test
  void byEarlierRulesItWasBlindThen() {
    var story = Story.by(2, migration(Then.PAGE)).succeeds();
    story.reports(EffectId.guard("replication", 1), new Outcome.Cancelled());

    assertThat(story.operation().breachedGuards()).hasSize(1);
  }

  @Test
  void itIsGuardedFromTheLastEntryOfAListToTheFirstOfAnother() {
    var plan =
        plan(
                look("find").reports(new PlannedOutput("tables", ValueType.LIST)),
                step("copy").forEach("find", "tables", 1),
                look("settle"),
                step("drop").forEach("find", "tables", 1),
                look("finish"))
            .guarded("copy", "drop", Then.PAUSE);
    var story = Story.of(plan).succeeds(Map.of("tables", "[\"orders\",\"users\"]"));
    assertThat(story.atWork()).containsExactly("step/copy_1/1");

    assertThat(story.succeeds().atWork()).containsExactly("step/copy_2/1");
    assertThat(story.succeeds().atWork()).containsExactly("guard/replication/1", "step/settle/1");
    assertThat(story.succeeds().atWork()).containsExactly("step/drop_1/1");
    assertThat(story.succeeds().succeeds().atWork()).containsExactly("step/finish/1");
  }

  @Test
  void itGoesOnOnlyWhenSomebodyResumes() {
    var story = Story.of(migration(Then.PAUSE)).succeeds().isGuarded("1").succeeds();

    story.isGuarded(GuardRun.FINE);
    assertThat(story.happened(Happening.GuardFine.class)).hasSize(1);
    assertThat(story.state()).isEqualTo(State.PAUSED);

    assertThat(story.resumedBy(BOB).isGuarded(GuardRun.FINE).state())
        .isEqualTo(State.AWAITING_APPROVAL);
  }

  @Test
  void aGuardThatComplainsAgainHoldsItOnce() {
    var story = Story.of(migration(Then.PAUSE)).succeeds().isGuarded("1").succeeds();

    story.isGuarded(GuardRun.FINE).isGuarded("1");

    assertThat(story.operation().holds()).hasSize(1);
    assertThat(story.happened(Happening.GuardBreached.class)).hasSize(2);
  }

  @Test
  void goingOnInSpiteOfAGuardTakesARightOfItsOwn() {
    var story =
        Story.of(migration(Then.PAUSE).without(Right.ACKNOWLEDGE)).succeeds().isGuarded("1");

    story.resumedBy(BOB);
    assertThat(story.says()).contains("still says that it is not well: replication runs");
    assertThat(story.state()).isEqualTo(State.PAUSING);

    assertThat(Story.of(migration(Then.PAUSE)).succeeds().isGuarded("1").resumedBy(BOB).state())
        .isEqualTo(State.RUNNING);
  }

  @Test
  void whereNoWorkerServesItsClusterNobodyCanLook() {
    var story = Story.of(migration(Then.PAGE).blindly(Then.PAUSE)).succeeds();

    story.notices(unserved("cluster-b"));
    assertThat(story.state()).isEqualTo(State.RUNNING);

    story.notices(unserved("cluster-a"));
    assertThat(story.state()).isEqualTo(State.PAUSING);
    assertThat(story.happened(Happening.GuardBreached.class))
        .extracting(Happening.GuardBreached::says)
        .containsExactly("Nobody can look: No worker serves cluster-a.");
  }

  @Test
  void aGuardThatBeginsWhereNoWorkerIsIsBlindAtOnce() {
    var story =
        Story.of(migration(Then.PAGE).blindly(Then.PAUSE))
            .notices(unserved("cluster-a"))
            .succeeds();

    assertThat(story.state()).isEqualTo(State.PAUSING);
  }

  @Test
  void itIsWellAgainWhenAWorkerHasLooked() {
    var story = Story.of(migration(Then.PAGE)).succeeds().notices(unserved("cluster-a"));
    assertThat(story.operation().breachedGuards()).hasSize(1);

    story.isGuarded(GuardRun.FINE).fails();

    assertThat(story.operation().breachedGuards()).isEmpty();
  }

  @Test
  void thatNoWorkerIsThereUndoesNothingUntilLooksHaveFailed() {
    var story =
        Story.of(migration(Then.PAGE).blindly(Then.ABORT))
            .succeeds()
            .notices(unserved("cluster-a"));

    assertThat(story.state()).isEqualTo(State.PAUSING);
    assertThat(story.happened(Happening.GuardBreached.class))
        .extracting(Happening.GuardBreached::then)
        .containsExactly("pause");

    story.isGuarded(GuardRun.BLIND);
    assertThat(story.state()).isEqualTo(State.ABORTING);
  }

  @Test
  void whatWasNoticedAndWhatTheGuardSaysItselfAreToldApart() {
    var story = Story.of(migration(Then.PAGE)).succeeds().notices(unserved("cluster-a"));
    assertThat(story.operation().effects().get(EffectId.guard("replication", 2)))
        .isInstanceOfSatisfying(
            Effect.Guard.class, watch -> assertThat(watch.verdict()).isEqualTo(GuardRun.UNHEARD));

    story.isGuarded(GuardRun.BLIND).isGuarded(GuardRun.BLIND);

    assertThat(story.happened(Happening.GuardBreached.class))
        .extracting(Happening.GuardBreached::noticed)
        .containsExactly(true, false);
  }

  @Test
  void byEarlierRulesItIsNotKnownThatNobodyCanLook() {
    var story = Story.by(2, migration(Then.PAGE).blindly(Then.PAUSE)).succeeds();

    assertThat(story.notices(unserved("cluster-a")).state()).isEqualTo(State.RUNNING);
  }

  private static Notice unserved(String cluster) {
    return new Notice(
        NoticeKind.UNSERVED,
        "unserved/" + cluster,
        "No worker serves %s.".formatted(cluster),
        Story.NOON);
  }

  @Test
  void undoingIsNotGuarded() {
    var story = Story.of(migration(Then.PAGE)).succeeds().abortedBy(ALICE);

    assertThat(story.atWork()).isEmpty();
  }
}
