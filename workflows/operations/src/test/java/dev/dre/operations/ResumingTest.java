package dev.dre.operations;

import static dev.dre.operations.PlanSketch.plan;
import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.Someone.CAROL;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.event.Happening;
import dev.dre.operations.event.Notice;
import dev.dre.operations.event.NoticeKind;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.plan.PlannedGuard.Then;
import dev.dre.operations.plan.Right;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Before the last hold is lifted the guards look once more. */
class ResumingTest {

  private static final Notice NO_WORKER =
      new Notice(
          NoticeKind.UNSERVED, "unserved/cluster-a", "No worker serves cluster-a.", Story.NOON);

  private static PlanSketch migration(Then then) {
    return plan(step("subscribe").undoneOn("cluster-a"), look("copy"), look("settle"), look("soak"))
        .guarded("subscribe", "soak", then);
  }

  /** Alice has paused it, and nothing runs. */
  private static Story paused(PlanSketch plan) {
    return Story.of(plan).succeeds().pausedBy(ALICE).succeeds();
  }

  /** The same where nobody may go on in spite of a guard. */
  private static Story pausedForGood(Then then) {
    return paused(migration(then).without(Right.ACKNOWLEDGE));
  }

  @Test
  void theGuardsLookBeforeItGoesOn() {
    var story = paused(migration(Then.PAUSE)).resumedBy(BOB);

    assertThat(story.says())
        .isEqualTo("Looking at the guards before it goes on: replication runs.");
    assertThat(story.state()).isEqualTo(State.PAUSED);
    assertThat(story.operation().lookedAtFirst()).containsExactly("replication runs");
    assertThat(story.happened(Happening.LookingFirst.class))
        .containsExactly(
            new Happening.LookingFirst(
                story.operation().holds().getFirst().id(), BOB.actor(), "replication runs"));
  }

  @Test
  void itIsAFreshLookWhateverWasSeenBefore() {
    var story = paused(migration(Then.PAUSE));
    assertThat(story.atWork()).containsExactly("guard/replication/1");

    story.resumedBy(BOB);

    assertThat(story.atWork()).containsExactly("guard/replication/2");
    assertThat(story.operation().effects().get(EffectId.guard("replication", 2)))
        .isInstanceOfSatisfying(
            Effect.Guard.class, look -> assertThat(look.verdict()).isEqualTo(GuardRun.NONE));
  }

  @Test
  void itGoesOnWhenAllIsWell() {
    var story = paused(migration(Then.PAUSE)).resumedBy(BOB).isGuarded(GuardRun.FINE);

    assertThat(story.state()).isEqualTo(State.RUNNING);
    assertThat(story.atWork()).containsExactly("guard/replication/3", "step/settle/1");
    assertThat(story.operation().lookedAtFirst()).isEmpty();
    assertThat(story.happened(Happening.HoldLifted.class))
        .extracting(Happening.HoldLifted::by)
        .containsExactly(BOB.actor());
  }

  @Test
  void aBreachKeepsItPausedInTheNameOfTheGuardAndSaysWhy() {
    var story = paused(migration(Then.PAUSE)).resumedBy(BOB).isGuarded("1");

    assertThat(story.state()).isEqualTo(State.PAUSED);
    assertThat(story.operation().holds()).extracting(Hold::reason).containsExactly("It stopped.");
    assertThat(story.happened(Happening.KeptPaused.class))
        .containsExactly(
            new Happening.KeptPaused(
                "replication", "replication runs", "It stopped.", BOB.actor()));
  }

  @Test
  void oneLookStopsNothingMoreThanTheResume() {
    var story = paused(migration(Then.ABORT)).resumedBy(BOB).isGuarded("1");

    assertThat(story.state()).isEqualTo(State.PAUSED);
  }

  @Test
  void whatOneLookHasSeenIsAbortedForOnceTheWatchSaysSoToo() {
    var story = paused(migration(Then.ABORT)).resumedBy(BOB).isGuarded("1");
    assertThat(story.operation().effects().get(EffectId.guard("replication", 3)))
        .isInstanceOfSatisfying(
            Effect.Guard.class,
            watch -> assertThat(watch.verdict()).as("known").isEqualTo(GuardRun.FINE));

    story.isGuarded("1");

    assertThat(story.state()).isEqualTo(State.ABORTING);
    assertThat(story.happened(Happening.GuardBreached.class))
        .extracting(Happening.GuardBreached::then)
        .containsExactly("abort");
  }

  @Test
  void thatOneLookSawNothingIsAbortedForOnceTheWatchSaysSoToo() {
    var story =
        paused(migration(Then.PAGE).blindly(Then.ABORT)).resumedBy(BOB).isGuarded(GuardRun.BLIND);
    assertThat(story.state()).isEqualTo(State.PAUSED);

    assertThat(story.isGuarded(GuardRun.BLIND).state()).isEqualTo(State.ABORTING);
  }

  @Test
  void whatOnlyPeopleAreToldOfDoesNotStopIt() {
    var story = paused(migration(Then.PAGE)).resumedBy(BOB).isGuarded("1");

    assertThat(story.state()).isEqualTo(State.RUNNING);
    assertThat(story.happened(Happening.GuardBreached.class))
        .extracting(Happening.GuardBreached::then)
        .containsExactly("page");
  }

  @Test
  void whoeverMayAcknowledgeGoesOnInSpiteOfIt() {
    var story = paused(migration(Then.PAUSE)).resumedBy(BOB).isGuarded("1").resumedBy(BOB);

    assertThat(story.says()).isEqualTo("Going on.");
    assertThat(story.state()).isEqualTo(State.RUNNING);
  }

  @Test
  void whoeverMayNotIsLookedForAgain() {
    var story = pausedForGood(Then.PAUSE).resumedBy(BOB).isGuarded("1").resumedBy(BOB);
    assertThat(story.state()).isEqualTo(State.PAUSED);
    assertThat(story.operation().lookedAtFirst()).hasSize(1);

    assertThat(story.isGuarded("1").stateInWords()).isEqualTo("PAUSED(RUNNING)");
    assertThat(story.happened(Happening.KeptPaused.class)).hasSize(2);
    assertThat(story.operation().holds()).hasSize(1);

    assertThat(story.resumedBy(BOB).isGuarded(GuardRun.FINE).state()).isEqualTo(State.RUNNING);
  }

  @Test
  void whoeverMayAcknowledgeNeedNotWaitForTheLook() {
    var story = paused(migration(Then.PAUSE)).resumedBy(BOB).resumedBy(CAROL);

    assertThat(story.state()).isEqualTo(State.RUNNING);
    assertThat(story.atWork()).containsExactly("guard/replication/3", "step/settle/1");
  }

  @Test
  void whoeverMayNotIsToldThatItIsBeingLooked() {
    var story = pausedForGood(Then.PAUSE).resumedBy(BOB).resumedBy(CAROL);

    assertThat(story.answer()).isInstanceOf(Answer.AlreadySo.class);
    assertThat(story.says()).startsWith("The guards are being looked at before it goes on.");
  }

  @Test
  void aGuardThatSeesNothingKeepsItPaused() {
    var story = paused(migration(Then.PAUSE)).resumedBy(BOB).isGuarded(GuardRun.BLIND);

    assertThat(story.state()).isEqualTo(State.PAUSED);
    assertThat(story.happened(Happening.KeptPaused.class))
        .extracting(Happening.KeptPaused::says)
        .containsExactly("Nobody can look: no connection");
    assertThat(story.resumedBy(BOB).state()).as("in spite of it").isEqualTo(State.RUNNING);
  }

  @Test
  void whereNoWorkerIsNobodyWaitsForALook() {
    var story = pausedForGood(Then.PAUSE).notices(NO_WORKER).resumedBy(BOB);
    assertThat(story.answer()).isInstanceOf(Answer.Refused.class);
    assertThat(story.says())
        .startsWith("Nobody can look: No worker serves cluster-a. Going on in spite of it takes");

    var ignored = paused(migration(Then.PAUSE)).notices(NO_WORKER).resumedBy(BOB);
    assertThat(ignored.state()).isEqualTo(State.RUNNING);
  }

  @Test
  void aWorkerThatGoesAwayMeanwhileEndsTheLook() {
    var story = paused(migration(Then.PAUSE)).resumedBy(BOB).notices(NO_WORKER);

    assertThat(story.state()).isEqualTo(State.PAUSED);
    assertThat(story.operation().lookedAtFirst()).isEmpty();
    assertThat(story.happened(Happening.KeptPaused.class)).hasSize(1);
  }

  @Test
  void aHoldThatLiftsItselfIsLookedAtToo() {
    var pause = new Act.Pause("lunch", Optional.of(Duration.ofHours(1)), true);
    var story = Story.of(migration(Then.PAUSE)).succeeds().gives(ALICE, pause).succeeds();

    story.waits(Duration.ofHours(1));
    assertThat(story.state()).isEqualTo(State.PAUSED);
    story.waits(Duration.ofHours(1));
    assertThat(story.happened(Happening.LookingFirst.class)).hasSize(1);

    assertThat(story.isGuarded(GuardRun.FINE).state()).isEqualTo(State.RUNNING);
    assertThat(story.happened(Happening.HoldOver.class))
        .extracting(Happening.HoldOver::lifted)
        .containsExactly(true);
  }

  @Test
  void aHoldThatLiftsItselfWhereNobodyCanLookStandsInTheNameOfTheGuard() {
    var pause = new Act.Pause("lunch", Optional.of(Duration.ofHours(1)), true);
    var story =
        Story.of(migration(Then.PAUSE))
            .succeeds()
            .gives(ALICE, pause)
            .succeeds()
            .notices(NO_WORKER)
            .waits(Duration.ofHours(1));

    assertThat(story.state()).isEqualTo(State.PAUSED);
    assertThat(story.operation().holds())
        .extracting(Hold::reason)
        .containsExactly("Nobody can look: No worker serves cluster-a.");
  }

  @Test
  void itIsToldApartWhetherSomebodyWantedItToGoOnOrItWasToDoSoByItself() {
    var pause = new Act.Pause("lunch", Optional.of(Duration.ofHours(1)), true);
    var story =
        Story.of(migration(Then.PAUSE))
            .succeeds()
            .gives(ALICE, pause)
            .succeeds()
            .waits(Duration.ofHours(1))
            .isGuarded("1");
    assertThat(story.happened(Happening.KeptPaused.class))
        .extracting(Happening.KeptPaused::byItself)
        .containsExactly(true);

    var wanted = paused(migration(Then.PAUSE)).resumedBy(BOB).isGuarded("1");
    assertThat(wanted.happened(Happening.KeptPaused.class))
        .extracting(Happening.KeptPaused::byItself)
        .containsExactly(false);
  }

  @Test
  void whoPausesMeanwhileKeepsItPaused() {
    var story = paused(migration(Then.PAUSE)).resumedBy(BOB).pausedBy(CAROL);

    story.isGuarded(GuardRun.FINE);

    assertThat(story.state()).isEqualTo(State.PAUSED);
    assertThat(story.operation().holds()).extracting(Hold::owner).containsExactly(CAROL.actor());
  }

  @Test
  void anAbortMeanwhileIsAnAbort() {
    var story = paused(migration(Then.PAUSE)).resumedBy(BOB).abortedBy(ALICE);

    assertThat(story.state()).isEqualTo(State.ABORTING);
    assertThat(story.atWork()).containsExactly("rollback/subscribe/0/1");
  }

  @Test
  void byEarlierRulesItGoesOnAtOnce() {
    var story = Story.by(2, migration(Then.PAUSE)).succeeds().pausedBy(ALICE).succeeds();

    assertThat(story.resumedBy(BOB).state()).isEqualTo(State.RUNNING);
  }
}
