package dev.dre.worker;

import static dev.dre.worker.Plans.ALICE;
import static dev.dre.worker.Plans.BOB;
import static dev.dre.worker.Plans.change;
import static dev.dre.worker.Plans.guarded;
import static dev.dre.worker.Plans.look;
import static dev.dre.worker.Plans.request;
import static dev.dre.worker.Plans.risky;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.operations.GuardRun;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.event.Event;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.Subject;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.temporal.OperationIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A long operation goes on in a new run of its workflow, and nobody can tell. */
class ContinueAsNewTest {

  @SuppressWarnings("NullAway.Init") // Before every test.
  private static RealServer server;

  private final Shell shell = Shell.on(server.address());

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
    shell.leavesNothingOpen();
    shell.close();
  }

  @Test
  void aLongOperationRunsEachStepOnceAndTellsEachEventOnce() {
    var steps = IntStream.range(0, 12).mapToObj(i -> look("look" + i)).toList();
    shell.start(request(steps));

    var operation = shell.ends();

    assertThat(operation.state()).isEqualTo(State.SUCCEEDED);
    assertThat(shell.runs()).hasSizeGreaterThan(2);
    assertThat(shell.clusters.started())
        .startsWith(steps.stream().map(s -> s.id().value()).toArray(String[]::new))
        .hasSize(14);
    assertThat(shell.clusters.removed()).isEmpty();
    toldOnceInOrder(operation);
    assertThat(shell.stub().describe().getMemo(OperationIds.MEMO_OPERATION, String.class))
        .isEqualTo(Plans.OPERATION.value());
    assertThat(shell.stub().describe().getTypedSearchAttributes().get(OperationIds.OPERATION))
        .isEqualTo(Plans.OPERATION.value());
    shell.recordRuns("continued-as-new", 2);
  }

  @Test
  void isListedOnceAndWithoutWhatOnlyTellsHowItEnded() {
    shell.start(request(IntStream.range(0, 12).mapToObj(i -> look("look" + i)).toList()));
    String telling = shell.startsTelling(shell.ends());
    String first = shell.firstRun();
    String last = shell.stub().describe().getExecution().getRunId();

    await()
        .untilAsserted(
            () ->
                assertThat(shell.listed("WorkflowType = 'Operation'"))
                    .contains(first, last, telling));
    assertThat(shell.listed(OperationIds.OPERATIONS_QUERY))
        .contains(last)
        .doesNotContain(first, telling);
  }

  @Test
  void commandsThatComeMeanwhileCountAndARepeatedOneGetsItsFirstAnswer() {
    shell.clusters.runsOn("copy");
    shell.start(request(change("copy"), look("finish")));
    await().until(() -> shell.clusters.follows("copy"));
    shell.says(ALICE, Act.Pause.untilResumed("first"));
    shell.clusters.finish("copy");
    shell.reaches(State.PAUSED);

    // How many of them are in one run depends on how many the server hands out at once.
    var pauses = new ArrayList<Command>();
    var answers = new ArrayList<Answer>();
    while (shell.runs().size() <= 2) {
      var more =
          IntStream.range(0, 20)
              .mapToObj(i -> Shell.command(ALICE, Act.Pause.untilResumed("reason " + i)))
              .toList();
      answers.addAll(more.parallelStream().map(shell::says).toList());
      pauses.addAll(more);
      assertThat(pauses).as("it never goes on in a new run").hasSizeLessThan(200);
    }

    assertThat(shell.now().holds()).hasSize(pauses.size() + 1);
    assertThat(answers).allMatch(Answer.Accepted.class::isInstance);
    assertThat(pauses.stream().map(shell::says).toList()).isEqualTo(answers);

    shell.now().holds().stream()
        .map(hold -> new Act.Resume(Optional.of(hold.id())))
        .forEach(resume -> assertThat(shell.says(BOB, resume)).isInstanceOf(Answer.Accepted.class));
    var operation = shell.ends();
    assertThat(operation.state()).isEqualTo(State.SUCCEEDED);
    assertThat(shell.clusters.started()).containsSequence("copy", "finish").hasSize(4);
    toldOnceInOrder(operation);
  }

  @Test
  void signalsThatComeMeanwhileCount() {
    shell.clusters.runsOn("copy");
    shell.start(request(change("copy")));
    await().until(() -> shell.clusters.follows("copy"));
    shell.says(ALICE, Act.Pause.untilResumed("first"));
    shell.clusters.finish("copy");
    shell.reaches(State.PAUSED);

    IntStream.range(0, 60)
        .parallel()
        .forEach(i -> shell.saysLater(ALICE, Act.Pause.untilResumed("reason " + i)));

    await().untilAsserted(() -> assertThat(shell.now().holds()).hasSize(61));
    assertThat(shell.runs()).hasSizeGreaterThan(1);
    shell.says(BOB, new Act.Abort(""));
    toldOnceInOrder(shell.ends());
  }

  @Test
  void aJobThatRunsIsNeverCut() {
    shell.clusters.runsOn("copy");
    shell.start(request(change("copy"), look("finish")));
    await().until(() -> shell.clusters.follows("copy"));

    for (int i = 0; i < 15; i++) {
      shell.says(ALICE, Act.Pause.untilResumed(""));
      shell.says(BOB, new Act.Resume(Optional.empty()));
    }
    assertThat(shell.history().getEvents()).hasSizeGreaterThan(120);
    assertThat(shell.runs()).hasSize(1);

    shell.clusters.finish("copy");
    var operation = shell.ends();
    assertThat(operation.state()).isEqualTo(State.SUCCEEDED);
    assertThat(operation.steps()).allMatch(step -> step.attempt() == 1);
    assertThat(shell.runs()).hasSize(2);
    assertThat(shell.clusters.started()).containsSequence("copy", "finish").hasSize(4);
    toldOnceInOrder(operation);
  }

  @Test
  void aGuardWhoseWatchIsCutIsNotTakenForBlind() {
    var steps =
        Stream.concat(
                Stream.of(change("subscribe")),
                IntStream.range(0, 12).mapToObj(i -> look("look" + i)))
            .toList();
    shell.start(guarded(request(steps), "subscribe", "look11", PlannedGuard.Then.PAUSE));

    var operation = shell.ends();

    assertThat(operation.state()).isEqualTo(State.SUCCEEDED);
    assertThat(shell.runs()).hasSizeGreaterThan(1);
    assertThat(operation.guards()).extracting(GuardRun::ordinal).last().matches(n -> n > 1);
    assertThat(shell.sink.told())
        .extracting(Event::what)
        .noneMatch(Happening.GuardBreached.class::isInstance);
  }

  @Test
  void whatASinkHasToldWithoutAnybodyHearingOfItIsNotToldAgain() {
    shell.sink.setLosesAnswers(true);
    var steps = IntStream.range(0, 12).mapToObj(i -> look("look" + i)).toList();
    shell.start(request(steps));
    await().atMost(Duration.ofSeconds(30)).until(() -> shell.now().state() == State.SUCCEEDED);
    assertThat(shell.runs()).hasSizeGreaterThan(1);
    assertThat(shell.sink.told()).isNotEmpty();

    shell.sink.setLosesAnswers(false);
    toldOnceInOrder(shell.ends());
  }

  @Test
  void anOpenRequestIsStillDecidedByThoseWhoWereAskedAndItsClockGoesOn() {
    shell.start(request(look("preflight"), risky("cut_over")));
    var gate = shell.reaches(State.AWAITING_APPROVAL).gate().orElseThrow();
    for (int i = 0; i < 15; i++) {
      shell.saysLater(ALICE, new Act.Retry(Subject.CURRENT));
    }
    await().until(() -> shell.runs().size() > 1);

    assertThat(shell.now().gate()).contains(gate);
    assertThat(shell.approves(BOB)).isInstanceOf(Answer.Accepted.class);
    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
  }

  private void toldOnceInOrder(Operation operation) {
    assertThat(shell.sink.told())
        .extracting(Event::sequence)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, operation.outbox().last()).boxed().toList());
  }
}
