package dev.dre.worker;

import static dev.dre.worker.Plans.change;
import static dev.dre.worker.Plans.look;
import static dev.dre.worker.Plans.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepRun;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.temporal.Delivery;
import dev.dre.operations.temporal.OperationDataConverter;
import dev.dre.operations.temporal.OperationInput;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DataConverter;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A later release has other rules: an operation in flight goes on by those that it began with, and
 * gets the newer ones where it goes on in a new run.
 */
class RulesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final DataConverter CONVERTER = OperationDataConverter.create();

  private static final int OURS = Operation.RULES_VERSION;
  private static final int NEXT = OURS + 1;

  /** There each event is told alone. */
  private static final Rules LATER = new Rules(NEXT, RulesTest::effectsOfTheNext);

  @SuppressWarnings("NullAway.Init") // Before every test.
  private static RealServer server;

  private final Shell shell = Shell.withoutWorkerOn(server.address());

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

  /** The worker of the later release. */
  public static final class Later extends HistoriesTest.Changed {

    @WorkflowInit
    public Later(OperationInput input) {
      super(new OperationWorkflowImpl(input, LATER));
    }
  }

  /** One whose rules changed, and nobody thought of what is in flight. */
  public static final class Careless extends HistoriesTest.Changed {

    @WorkflowInit
    public Careless(OperationInput input) {
      super(new OperationWorkflowImpl(input, new Rules(OURS, ignored -> new TreeMap<>())));
    }
  }

  @Test
  void anOperationInFlightKeepsItsRulesUntilItGoesOnInANewRun() throws Exception {
    shell.clusters.runsOn("copy");
    Release.ofToday(shell.server(), shell.clusters)
        .during(
            () -> {
              shell.start(request(steps()));
              await().atMost(PATIENCE).until(() -> shell.clusters.follows("copy"));
            });

    Release.withShell(Later.class, shell.server(), shell.clusters)
        .during(
            () -> {
              assertThat(shell.now().rulesVersion()).isEqualTo(OURS);
              shell.clusters.finish("copy");
              assertEveryStepRanOnce(shell.ends());
            });

    var runs = shell.runs();
    assertThat(runs).hasSizeGreaterThan(1);
    assertThat(runs).allSatisfy(RulesTest::hasNoFailedTask);
    assertThat(told(runs.getFirst())).as("by the rules it began with").anyMatch(n -> n > 1);
    assertThat(runs.stream().skip(1).map(RulesTest::input).map(RulesTest::rulesOf))
        .as("raised where it goes on")
        .containsOnly(NEXT);
    assertThat(runs.stream().skip(1).flatMap(run -> told(run).stream()))
        .as("by the newer rules")
        .isNotEmpty()
        .containsOnly(1);
  }

  @Test
  void whatFollowsNewerRulesWaitsForAWorkerThatKnowsThem() throws Exception {
    shell.clusters.runsOn("copy");
    Release.withShell(Later.class, shell.server(), shell.clusters)
        .during(
            () -> {
              shell.start(beganBy(NEXT));
              await().atMost(PATIENCE).until(() -> shell.clusters.follows("copy"));
            });
    Release.ofToday(shell.server(), shell.clusters)
        .during(
            () -> {
              shell.clusters.finish("copy");
              await()
                  .atMost(PATIENCE)
                  .untilAsserted(
                      () ->
                          assertThat(failures(shell.history()))
                              .isNotEmpty()
                              .allMatch(said -> said.contains("Bring the newer workers back")));
              assertThat(shell.clusters.started()).as("nothing further").containsExactly("copy");
            });

    Release.withShell(Later.class, shell.server(), shell.clusters)
        .during(
            () -> {
              assertEveryStepRanOnce(shell.ends());
            });
  }

  @Test
  void rulesThatDoNotAskWhatWasBegunFailTheirTaskAndTheOlderReleaseGoesOn() throws Exception {
    shell.clusters.runsOn("copy");
    Release.ofToday(shell.server(), shell.clusters)
        .during(
            () -> {
              shell.start(request(steps()));
              await().atMost(PATIENCE).until(() -> shell.clusters.follows("copy"));
            });
    Release.withShell(Careless.class, shell.server(), shell.clusters)
        .during(
            () -> {
              shell.clusters.finish("copy");
              await()
                  .atMost(PATIENCE)
                  .untilAsserted(
                      () ->
                          assertThat(failures(shell.history()))
                              .isNotEmpty()
                              .allMatch(said -> said.contains("TMPRL1100")));
            });

    Release.ofToday(shell.server(), shell.clusters)
        .during(
            () -> {
              assertEveryStepRanOnce(shell.ends());
            });
  }

  private static SortedMap<EffectId, Effect> effectsOfTheNext(Operation operation) {
    var effects = new TreeMap<>(operation.effects());
    if (operation.rulesVersion() >= NEXT) {
      effects.replaceAll((id, effect) -> toldAlone(effect));
    }
    return effects;
  }

  private static Effect toldAlone(Effect effect) {
    return effect instanceof Effect.Deliver all
        ? new Effect.Deliver(all.sink(), all.events().subList(0, 1), all.windows())
        : effect;
  }

  private static List<PlannedStep> steps() {
    return Stream.concat(
            Stream.of(change("copy")), IntStream.range(0, 12).mapToObj(i -> look("look" + i)))
        .toList();
  }

  private static OperationInput beganBy(int rules) {
    return new OperationInput(Optional.of(request(steps())), Optional.empty(), Optional.of(rules));
  }

  private void assertEveryStepRanOnce(Operation ended) {
    assertThat(ended.state()).isEqualTo(State.SUCCEEDED);
    assertThat(ended.steps()).extracting(StepRun::attempt).containsOnly(1);
    assertThat(shell.clusters.started())
        .filteredOn(command -> !command.startsWith("residue-"))
        .containsExactlyElementsOf(steps().stream().map(step -> step.id().value()).toList());
    assertThat(shell.sink.told()).extracting(e -> e.sequence()).isSorted().doesNotHaveDuplicates();
    assertThat(shell.sink.told()).hasSize((int) ended.outbox().last());
  }

  private static OperationInput input(WorkflowExecutionHistory run) {
    return read(
        run.getEvents().getFirst().getWorkflowExecutionStartedEventAttributes().getInput(),
        OperationInput.class);
  }

  private static int rulesOf(OperationInput input) {
    return input.carriedOn().orElseThrow().rulesVersion();
  }

  /** How many events each delivery of {@code run} was given. */
  private static List<Integer> told(WorkflowExecutionHistory run) {
    return run.getEvents().stream()
        .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
        .map(HistoryEvent::getActivityTaskScheduledEventAttributes)
        .filter(activity -> activity.getActivityType().getName().equals("deliver"))
        .map(activity -> read(activity.getInput(), Delivery.class).events().size())
        .toList();
  }

  private static <T> T read(Payloads payloads, Class<T> type) {
    return CONVERTER.fromPayloads(0, Optional.of(payloads), type, type);
  }

  private static void hasNoFailedTask(WorkflowExecutionHistory run) {
    assertThat(failures(run)).isEmpty();
  }

  private static List<String> failures(WorkflowExecutionHistory run) {
    return run.getEvents().stream()
        .filter(HistoryEvent::hasWorkflowTaskFailedEventAttributes)
        .map(event -> event.getWorkflowTaskFailedEventAttributes().getFailure().toString())
        .toList();
  }
}
