package dev.dre.sandbox.endtoend;

import static dev.dre.sandbox.endtoend.EndToEnd.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.approvals.Actor;
import dev.dre.bot.words.Buttons;
import dev.dre.cli.op.OpCommand;
import dev.dre.operations.ClosedGate;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepStatus;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.sandbox.Part;
import dev.dre.sandbox.Sandbox;
import dev.dre.sandbox.slack.SlackAnswer;
import dev.dre.sandbox.slack.SlackMessage;
import dev.dre.sandbox.slack.SlackPerson;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bot and worker are killed, Slack is down, people are impatient: operations go on. */
class TroubleTest {

  /** preflight, prepare, subscribe, copy, verify-data: none of them twice. */
  private static final int STEPS_UNTIL_THE_GATE = 5;

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration OUTAGE = Duration.ofSeconds(30);
  private static final Pattern DONE = Pattern.compile("\\*([a-z-]+)\\* done in");

  @TempDir private static Path state;
  private static EndToEnd everything;
  private static Path log;
  private DreProcess worker;
  private DreProcess bot;

  @BeforeAll
  static void start() throws Exception {
    log = EndToEnd.log("processes");
    var parts = EnumSet.complementOf(EnumSet.of(Part.BOT, Part.WORKER));
    everything = EndToEnd.start("trouble", state, parts);
  }

  @AfterAll
  static void stop() {
    if (everything != null) {
      everything.close();
    }
  }

  @BeforeEach
  void startProcesses() {
    worker = DreProcess.worker(everything.sandbox(), log);
    bot = DreProcess.bot(everything.sandbox(), log);
    await().atMost(PATIENCE).until(() -> people("carol").says("#db-ops", "/dre list").ok());
  }

  @AfterEach
  void endProcesses() {
    everything.sandbox().slack().faults().clear();
    bot.close();
    worker.close();
  }

  @Test
  void aWorkerKilledDuringTheCopyIsReplacedAndTheJobGoesOn() throws Exception {
    copyWorkers(Sandbox.DB_42, "0");
    OperationId id = everything.migrate(Sandbox.DB_42);
    everything.until(id, o -> step(o, "copy").status() == StepStatus.RUNNING);
    String copying = onlyRunningJob();

    worker.kill();

    assertThat(onlyRunningJob()).isEqualTo(copying);
    worker = DreProcess.worker(everything.sandbox(), log);
    copyWorkers(Sandbox.DB_42, "4");
    Operation operation = everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    assertThat(step(operation, "copy").attempt()).isEqualTo(1);
    assertThat(everything.sandbox().jobsOf(id, "step"))
        .hasSize(STEPS_UNTIL_THE_GATE)
        .contains(copying);
    everything.abort(id);
  }

  @Test
  void aBotKilledAtAnOpenGateIsReplacedAndTwoClicksApproveOnce() throws Exception {
    OperationId id = everything.migrate(Sandbox.DB_43);
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    SlackMessage gate = awaitMessage(id, Buttons.APPROVE);

    bot.kill();
    assertThat(people("bob").clicks(gate, Buttons.APPROVE).ok()).isFalse();
    pauseByTheCommandLine(id);
    bot = DreProcess.bot(everything.sandbox(), log);

    await().atMost(PATIENCE).until(() -> card(id).shown().contains("Paused"));
    everything.chat().clicks("bob", id, Buttons.RESUME, "Resume");
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    clickTwice("bob", gate, Buttons.APPROVE);
    Operation ended = everything.until(id, o -> o.state().isFinal());
    assertThat(ended.state()).isEqualTo(State.SUCCEEDED);
    assertThat(step(ended, "cut_over").attempt()).isEqualTo(1);
    assertThat(ended.closedGates().values())
        .singleElement()
        .extracting(ClosedGate::by)
        .isEqualTo(Optional.of(new Actor.Person("", "T0SANDBOX", "U0BOB0001")));
    assertThat(everything.sandbox().jobsOf(id, "step")).hasSize(STEPS_UNTIL_THE_GATE + 2);
    await().atMost(PATIENCE).until(() -> card(id).shown().contains("Done"));
    assertThat(thread(id)).noneMatch(m -> m.actions().contains(Buttons.APPROVE));
  }

  @Test
  void aCommandDeliveredTwiceStartsOneOperation() {
    int before = operationsOn(Sandbox.DB_42);
    everything.sandbox().slack().faults().duplicatesEnvelopes(1);

    OperationId id = everything.migrate(Sandbox.DB_42);

    everything.until(id, o -> step(o, "preflight").status() == StepStatus.DONE);
    assertThat(operationsOn(Sandbox.DB_42)).isEqualTo(before + 1);
    assertThat(everything.privately("alice")).noneMatch(told -> told.contains("is busy"));
    everything.abort(id);
  }

  @Test
  void whileSlackIsDownTheOperationGoesOnAndTheThreadCatchesUpInOrder() {
    var faults = everything.sandbox().slack().faults();
    faults.losesAnswers("chat.postMessage", 2);
    OperationId id = everything.migrate(Sandbox.DB_42);
    await().atMost(PATIENCE).until(() -> everything.chat().card(id).isPresent());
    faults.answersFor("*", 429, OUTAGE);

    everything.until(id, o -> step(o, "copy").status() == StepStatus.DONE);
    faults.clear();
    faults.answersFor("*", 500, OUTAGE);
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    assertThat(thread(id)).noneMatch(m -> m.actions().contains(Buttons.APPROVE));

    awaitMessage(id, Buttons.APPROVE);
    List<String> lines = linesOf(id);
    assertThat(lines).doesNotHaveDuplicates();
    assertThat(lines.stream().map(TroubleTest::doneStep).flatMap(Optional::stream))
        .containsExactly("preflight", "prepare", "subscribe", "copy", "verify-data");
    assertThat(cardsOf(id)).hasSize(1);
    everything.abort(id);
  }

  /** On the target: with none the subscription is there and no table is copied. */
  private static void copyWorkers(DatastoreName datastore, String count) throws SQLException {
    var place = everything.sandbox().place(datastore, Sandbox.CLUSTER_B);
    try (Connection connection = everything.sandbox().databases().admin(place, "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER SYSTEM SET max_sync_workers_per_subscription = " + count);
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  private static String onlyRunningJob() {
    return await()
        .atMost(PATIENCE)
        .until(() -> everything.sandbox().runningSteps(), jobs -> jobs.size() == 1)
        .getFirst();
  }

  private static void pauseByTheCommandLine(OperationId id) {
    int exitCode =
        OpCommand.commandLine(
                errand -> errand.run(everything.operations()),
                search -> {
                  throw new IllegalStateException("no history is searched");
                })
            .execute("pause", id.value(), "--reason", "the chat is down");
    assertThat(exitCode).isZero();
  }

  private static void clickTwice(String name, SlackMessage message, String action)
      throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<SlackAnswer> first = executor.submit(() -> people(name).clicks(message, action));
      Future<SlackAnswer> second = executor.submit(() -> people(name).clicks(message, action));
      assertThat(List.of(first.get(), second.get())).allMatch(SlackAnswer::ok);
    }
  }

  private static SlackPerson people(String name) {
    return everything.sandbox().slack().person(name);
  }

  private static SlackMessage card(OperationId id) {
    return everything.chat().card(id).orElseThrow();
  }

  private static List<SlackMessage> cardsOf(OperationId id) {
    return people("carol").messages("#db-ops").stream()
        .filter(m -> m.shown().contains(id.value()))
        .toList();
  }

  private static List<SlackMessage> thread(OperationId id) {
    return people("carol").thread(card(id));
  }

  private static List<String> linesOf(OperationId id) {
    return thread(id).stream()
        .skip(1)
        .flatMap(m -> m.shown().lines())
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static SlackMessage awaitMessage(OperationId id, String action) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> thread(id).stream().filter(m -> m.actions().contains(action)).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<String> doneStep(String line) {
    var matcher = DONE.matcher(line);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static int operationsOn(DatastoreName datastore) {
    return (int)
        everything.operations().list(100).stream()
            .filter(o -> o.plan().datastore().name().equals(datastore))
            .count();
  }
}
