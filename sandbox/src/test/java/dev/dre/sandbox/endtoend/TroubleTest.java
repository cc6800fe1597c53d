package dev.dre.sandbox.endtoend;

import static dev.dre.sandbox.endtoend.EndToEnd.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.approvals.Actor;
import dev.dre.bot.words.Buttons;
import dev.dre.operations.ClosedGate;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepStatus;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.sandbox.Sandbox;
import dev.dre.sandbox.slack.SlackAnswer;
import dev.dre.sandbox.slack.SlackMessage;
import dev.dre.sandbox.slack.SlackPerson;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Bot and worker are killed, Slack is down, people are impatient: operations go on. */
@Apart
class TroubleTest {

  /** preflight, prepare, subscribe, copy, verify-data, prepare-reverse: none of them twice. */
  private static final int STEPS_UNTIL_THE_GATE = 6;

  /** cut-over, drop-forward, the last look, retire. */
  private static final int STEPS_AFTER_IT = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final EndToEnd everything;
  private final Processes processes;

  TroubleTest(EndToEnd everything, Processes processes) {
    this.everything = everything;
    this.processes = processes;
  }

  @Test
  void aWorkerKilledDuringTheCopyIsReplacedAndTheJobGoesOn() throws Exception {
    copyWorkers(Sandbox.DB_42, "0");
    OperationId id = everything.migrate(Sandbox.DB_42);
    everything.until(id, o -> step(o, "copy").status() == StepStatus.RUNNING);
    String copying = onlyRunningJob();

    processes.killWorker();

    assertThat(onlyRunningJob()).isEqualTo(copying);
    processes.startWorker();
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
    SlackMessage gate = everything.story(id).awaitMessage(Buttons.APPROVE);

    processes.killBot();
    assertThat(people("bob").clicks(gate, Buttons.APPROVE).ok()).isFalse();
    everything.op("pause", id.value(), "--reason", "the chat is down").succeeded();
    processes.startBot();

    await().atMost(PATIENCE).until(() -> everything.story(id).card().shown().contains("Paused"));
    everything.chat().clicks("bob", id, Buttons.RESUME, "Resume");
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    clickTwice("bob", gate, Buttons.APPROVE);
    everything.until(
        id,
        o -> o.state() == State.AWAITING_APPROVAL && step(o, "soak").status() == StepStatus.DONE);
    everything.chat().clicks("bob", id, Buttons.APPROVE, "Approve");
    Operation ended = everything.until(id, o -> o.state().isFinal());
    assertThat(ended.state()).isEqualTo(State.SUCCEEDED);
    assertThat(step(ended, "cut_over").attempt()).isEqualTo(1);
    assertThat(ended.closedGates().values())
        .hasSize(2)
        .extracting(ClosedGate::by)
        .containsOnly(Optional.of(new Actor.Person("", "T0SANDBOX", "U0BOB0001")));
    assertThat(everything.sandbox().jobsOf(id, "step"))
        .hasSize(STEPS_UNTIL_THE_GATE + STEPS_AFTER_IT);
    await().atMost(PATIENCE).until(() -> everything.story(id).card().shown().contains("Done"));
    assertThat(everything.story(id).thread()).noneMatch(m -> m.actions().contains(Buttons.APPROVE));
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
    faults.answersAll("limited", 429);

    everything.until(id, o -> step(o, "copy").status() == StepStatus.DONE);
    faults.clear("limited");
    faults.answersAll("down", 500);
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    assertThat(everything.story(id).thread()).noneMatch(m -> m.actions().contains(Buttons.APPROVE));
    faults.clear("down");

    everything.story(id).awaitMessage(Buttons.APPROVE);
    assertThat(everything.story(id).lines()).doesNotHaveDuplicates();
    assertThat(everything.story(id).done())
        .containsExactly(
            "preflight", "prepare", "subscribe", "copy", "verify-data", "prepare-reverse");
    everything.story(id).isToldOnceAndInOrder();
    everything.abort(id);
  }

  /** On the target: with none the subscription is there and no table is copied. */
  private void copyWorkers(DatastoreName datastore, String count) throws SQLException {
    var place = everything.sandbox().place(datastore, Sandbox.CLUSTER_B);
    try (Connection connection = everything.sandbox().databases().admin(place, "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER SYSTEM SET max_sync_workers_per_subscription = " + count);
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  private String onlyRunningJob() {
    return await()
        .atMost(PATIENCE)
        .until(() -> everything.sandbox().runningSteps(), jobs -> jobs.size() == 1)
        .getFirst();
  }

  private void clickTwice(String name, SlackMessage message, String action) throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<SlackAnswer> first = executor.submit(() -> people(name).clicks(message, action));
      Future<SlackAnswer> second = executor.submit(() -> people(name).clicks(message, action));
      assertThat(List.of(first.get(), second.get())).allMatch(SlackAnswer::ok);
    }
  }

  private SlackPerson people(String name) {
    return everything.sandbox().slack().person(name);
  }

  private int operationsOn(DatastoreName datastore) {
    return (int)
        everything.operations().list(100).stream()
            .filter(o -> o.plan().datastore().name().equals(datastore))
            .count();
  }
}
