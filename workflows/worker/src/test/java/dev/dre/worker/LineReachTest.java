package dev.dre.worker;

import static dev.dre.worker.Plans.ALICE;
import static dev.dre.worker.Plans.BOB;
import static dev.dre.worker.Plans.change;
import static dev.dre.worker.Plans.look;
import static dev.dre.worker.Plans.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.operations.State;
import dev.dre.operations.client.LineReach;
import dev.dre.operations.client.Operations;
import dev.dre.operations.line.LiftLine;
import dev.dre.operations.line.LineHold;
import dev.dre.operations.line.LineHoldId;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.line.StopLine;
import dev.dre.operations.temporal.LineWorkflow;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A stop reaches what runs, on a server that can list it; and outlives a long history. */
class LineReachTest {

  private static final LineScope ALL = new LineScope.Everything();

  @SuppressWarnings("NullAway.Init") // Before every test.
  private static RealServer server;

  private final Shell shell = Shell.on(server.address());
  private final Operations operations = shell.operations();
  private final LineReach reach = new LineReach(operations, Shell.EXECUTOR, InstantSource.system());

  @BeforeAll
  static void startServer() throws Exception {
    server = RealServer.whereHistoriesAreLongAfter(60);
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @AfterEach
  void stop() {
    operations.line().holds().forEach(this::lifts);
    shell.close();
  }

  private void stops(String id) {
    operations.stop(new StopLine(new LineHoldId(id), ALL, ALICE, "disk alarm"));
  }

  private void lifts(LineHold hold) {
    operations.lift(new LiftLine(hold.scope(), Optional.of(hold.id()), BOB));
  }

  @Test
  void whatRunsStandsStillAndGoesOnWithTheLine() {
    shell.clusters.runsOn("copy");
    shell.startedByTheBot(request(change("copy"), look("finish")));
    await().until(() -> shell.clusters.follows("copy"));
    await()
        .untilAsserted(
            () ->
                assertThat(operations.open())
                    .extracting(Operations.Open::id)
                    .containsExactly(Plans.OPERATION));

    stops("aa");
    assertThat(reach.everybody(ALL))
        .isEqualTo(
            new LineReach.Reached(List.of(Plans.OPERATION), List.of(Plans.OPERATION), List.of()));
    assertThat(reach.everybody(ALL).told()).isEmpty();
    shell.clusters.finish("copy");
    shell.reaches(State.PAUSED);
    assertThat(shell.clusters.started()).containsExactly("copy");

    lifts(operations.line().holds().getFirst());
    assertThat(reach.everybody(ALL).told()).containsExactly(Plans.OPERATION);
    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
  }

  @Test
  void whoEndsTheWorkflowByOtherMeansLetsNothingGoOn() {
    stops("one");
    shell.line().terminate("a mistake");
    assertThat(operations.line().holds()).hasSize(1);

    stops("two");
    assertThat(operations.line().holds())
        .extracting(hold -> hold.id().value())
        .containsExactly("one", "two");
  }

  @Test
  void aLongHistoryGoesOnInANewRunWithWhatIsStopped() {
    stops("kept");
    String first = shell.line().describe().getExecution().getRunId();
    for (int i = 0; i < 20; i++) {
      stops("s" + i);
      lifts(operations.line().holds().getLast());
    }

    await().until(() -> !shell.line().describe().getExecution().getRunId().equals(first));
    assertThat(operations.line().holds())
        .singleElement()
        .satisfies(hold -> assertThat(hold.id()).isEqualTo(new LineHoldId("kept")));
    assertThat(operations.line().liftedBy(new LineHoldId("s19"))).contains(BOB);
    assertThat(shell.line().describe().getMemo(LineWorkflow.MEMO, Object.class)).isNotNull();
  }
}
