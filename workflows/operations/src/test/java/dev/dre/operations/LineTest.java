package dev.dre.operations;

import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.command.Answer;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.line.LiftLine;
import dev.dre.operations.line.LineHold;
import dev.dre.operations.line.LineHoldId;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.line.StopLine;
import dev.dre.operations.plan.ClusterName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is stopped for many operations at once, and how it goes on. */
class LineTest {

  private static final LineScope ALL = new LineScope.Everything();
  private static final LineScope PAYMENTS = new LineScope.OfTeam("payments");

  private Line line = Line.moving();
  private LineAnswer answer = new LineAnswer(Answer.accepted("Begun."), List.of());

  private LineTest stops(Someone who, String id, LineScope scope) {
    return stops(who, id, scope, "disk alarm");
  }

  private LineTest stops(Someone who, String id, LineScope scope, String reason) {
    var handled =
        line.stop(new StopLine(new LineHoldId(id), scope, who.actor(), reason), Story.NOON);
    line = handled.line();
    answer = handled.answer();
    return this;
  }

  private LineTest lifts(Someone who, LineScope scope) {
    return lifts(new LiftLine(scope, Optional.empty(), who.actor()));
  }

  private LineTest lifts(LiftLine wish) {
    var handled = line.lift(wish, Story.NOON);
    line = handled.line();
    answer = handled.answer();
    return this;
  }

  @Test
  void aStopStandsUntilItIsLifted() {
    stops(ALICE, "aa", PAYMENTS);
    assertThat(answer.answer().says())
        .isEqualTo("The line is stopped for the whole team payments.");
    assertThat(line.holds())
        .containsExactly(
            new LineHold(new LineHoldId("aa"), PAYMENTS, ALICE.actor(), "disk alarm", Story.NOON));

    lifts(BOB, PAYMENTS);
    assertThat(answer.answer().says()).isEqualTo("The line goes on for the whole team payments.");
    assertThat(answer.concerned()).extracting(h -> h.id().value()).containsExactly("aa");
    assertThat(line.holds()).isEmpty();
    assertThat(line.liftedBy(new LineHoldId("aa"))).contains(BOB.actor());
  }

  @Test
  void aWishThatIsDeliveredAgainChangesNothing() {
    stops(ALICE, "aa", ALL).stops(ALICE, "aa", ALL);
    assertThat(answer.answer()).isInstanceOf(Answer.AlreadySo.class);
    assertThat(line.holds()).hasSize(1);

    lifts(BOB, ALL).stops(ALICE, "aa", ALL);
    assertThat(answer.answer()).isEqualTo(Answer.alreadySo("That stop is lifted already."));
    assertThat(line.holds()).isEmpty();

    lifts(new LiftLine(ALL, Optional.of(new LineHoldId("aa")), BOB.actor()));
    assertThat(answer.answer()).isEqualTo(Answer.alreadySo("That stop is lifted already."));
  }

  @Test
  void aStopNeedsAReason() {
    stops(ALICE, "aa", ALL, " ");

    assertThat(answer.answer()).isInstanceOf(Answer.Refused.class);
    assertThat(line).isEqualTo(Line.moving());
  }

  @Test
  void twoStopsOfTheSameAreTwoReasonsAndEachIsLiftedByItsName() {
    stops(ALICE, "aa", PAYMENTS).stops(BOB, "bb", PAYMENTS).lifts(BOB, PAYMENTS);
    assertThat(answer.answer())
        .isEqualTo(
            Answer.refused(
                "it is stopped 2 times for the whole team payments: say which one to lift. What lifts"
                    + " the stops there are: resume --team payments --hold aa · resume --team payments"
                    + " --hold bb."));

    lifts(new LiftLine(PAYMENTS, Optional.of(new LineHoldId("aa")), BOB.actor()));
    assertThat(line.holds()).extracting(h -> h.id().value()).containsExactly("bb");
  }

  @Test
  void whoLiftsWhatIsNotStoppedLearnsWhatIs() {
    stops(ALICE, "aa", PAYMENTS).lifts(BOB, ALL);

    assertThat(answer.answer())
        .isEqualTo(
            Answer.alreadySo(
                "The line is not stopped for all operations. What lifts the stops there are: resume"
                    + " --team payments."));
    assertThat(line.holds()).hasSize(1);
  }

  @Test
  void aStopOfAnotherScopeIsNotLiftedByItsName() {
    stops(ALICE, "aa", PAYMENTS).stops(BOB, "bb", ALL);

    lifts(new LiftLine(ALL, Optional.of(new LineHoldId("aa")), BOB.actor()));

    assertThat(answer.answer()).isInstanceOf(Answer.Refused.class);
    assertThat(line.holds()).hasSize(2);
  }

  @Test
  void onlyTheLastLiftedOnesAreRemembered() {
    for (int i = 0; i < 150; i++) {
      stops(ALICE, "s" + i, ALL).lifts(BOB, ALL);
    }

    assertThat(line.lifted()).hasSize(100);
    assertThat(line.liftedBy(new LineHoldId("s149"))).isPresent();
    assertThat(line.liftedBy(new LineHoldId("s49"))).isEmpty();
  }

  @Test
  void anOperationIsOfItsTeamOfItsClusterAndOfThoseItsJobsRunIn() {
    var plan =
        PlanSketch.plan(StepSketch.step("copy").undoneOn("cluster-b"))
            .lookingForResidueOn("cluster-c")
            .planned();

    assertThat(ALL.covers(plan)).isTrue();
    assertThat(PAYMENTS.covers(plan)).isTrue();
    assertThat(new LineScope.OfTeam("search").covers(plan)).isFalse();
    for (String cluster : new String[] {"cluster-a", "cluster-b", "cluster-c"}) {
      assertThat(new LineScope.OfCluster(new ClusterName(cluster)).covers(plan)).isTrue();
    }
    assertThat(new LineScope.OfCluster(new ClusterName("cluster-d")).covers(plan)).isFalse();
  }

  @Test
  void itIsReadAsItWasWritten() throws Exception {
    stops(ALICE, "aa", ALL).lifts(BOB, ALL).stops(ALICE, "bb", PAYMENTS);
    stops(ALICE, "cc", new LineScope.OfCluster(new ClusterName("cluster-a")));

    String written = OperationJson.mapper().writeValueAsString(line);

    assertThat(written).contains("\"scope\":{\"of\":\"team\",\"team\":\"payments\"}");
    assertThat(OperationJson.mapper().readValue(written, Line.class)).isEqualTo(line);
    assertThat(OperationJson.mapper().readValue("{}", Line.class)).isEqualTo(Line.moving());
  }
}
