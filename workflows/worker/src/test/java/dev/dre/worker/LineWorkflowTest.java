package dev.dre.worker;

import static dev.dre.worker.Plans.ALICE;
import static dev.dre.worker.Plans.BOB;
import static dev.dre.worker.Plans.look;
import static dev.dre.worker.Plans.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.Line;
import dev.dre.operations.LineAnswer;
import dev.dre.operations.State;
import dev.dre.operations.client.Operations;
import dev.dre.operations.command.Answer;
import dev.dre.operations.line.LiftLine;
import dev.dre.operations.line.LineHoldId;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.line.StopLine;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The line as a workflow: it begins with the first stop, and is read without a worker. */
class LineWorkflowTest {

  private static final LineScope PAYMENTS = new LineScope.OfTeam("payments");

  private final Shell shell = new Shell();
  private final Operations operations = shell.operations();

  @AfterEach
  void stop() {
    shell.close();
  }

  private LineAnswer stops(String id, LineScope scope) {
    return operations.stop(new StopLine(new LineHoldId(id), scope, ALICE, "disk alarm"));
  }

  private LineAnswer lifts(LineScope scope) {
    return operations.lift(new LiftLine(scope, Optional.empty(), BOB));
  }

  @Test
  void nothingIsStoppedBeforeTheFirstWish() {
    assertThat(operations.line()).isEqualTo(Line.moving());
  }

  @Test
  void aStopIsKeptUntilItIsLifted() {
    assertThat(stops("aa", PAYMENTS).answer()).isInstanceOf(Answer.Accepted.class);

    assertThat(operations.line().holds())
        .singleElement()
        .satisfies(
            hold -> {
              assertThat(hold.scope()).isEqualTo(PAYMENTS);
              assertThat(hold.owner()).isEqualTo(ALICE);
            });
    assertThat(shell.line().query("holds", Line.class)).isEqualTo(operations.line());

    assertThat(lifts(PAYMENTS).concerned()).hasSize(1);
    assertThat(operations.line().holds()).isEmpty();
    assertThat(operations.line().liftedBy(new LineHoldId("aa"))).contains(BOB);
    shell.recordLine("line");
  }

  @Test
  void aStopThatIsDeliveredTwiceStopsOnce() {
    stops("aa", PAYMENTS);

    assertThat(stops("aa", PAYMENTS).answer()).isInstanceOf(Answer.AlreadySo.class);
    assertThat(operations.line().holds()).hasSize(1);
  }

  @Test
  void aRefusalIsAnAnswer() {
    assertThat(operations.stop(new StopLine(new LineHoldId("aa"), PAYMENTS, ALICE, "")).answer())
        .isInstanceOf(Answer.Refused.class);
    assertThat(operations.line()).isEqualTo(Line.moving());
  }

  @Test
  void whatStartsMeanwhileBeginsPausedAndStartsNoStep() {
    stops("aa", PAYMENTS);

    var started = shell.startedByTheBot(request(look("preflight")));

    assertThat(started)
        .isInstanceOfSatisfying(
            Operations.Started.Running.class, running -> assertThat(running.heldBy()).hasSize(1));
    assertThat(shell.reaches(State.PAUSED).holds())
        .singleElement()
        .satisfies(hold -> assertThat(hold.line()).isPresent());
    assertThat(shell.clusters.started()).isEmpty();
  }

  @Test
  void whatIsNotMeantStartsAsEver() {
    stops("aa", new LineScope.OfTeam("search"));

    shell.startedByTheBot(request(look("preflight")));

    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
  }
}
