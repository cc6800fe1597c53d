package dev.dre.sandbox.endtoend;

import static dev.dre.sandbox.endtoend.EndToEnd.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dre.bot.words.Buttons;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepStatus;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.ClusterName;
import dev.dre.sandbox.Sandbox;
import dev.dre.sandbox.faults.Fault;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each switch of the page does what it says, and nothing of it stays. */
@Whole
class FaultSwitchesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EndToEnd everything;

  FaultSwitchesTest(EndToEnd everything) {
    this.everything = everything;
  }

  @Test
  void aMigrationMeetsOneFaultAfterTheOtherAndIsUndoneCleanly() throws Exception {
    on(Fault.PAGER_FAILS);
    on(Fault.STEP_HANGS);
    OperationId id = startsOnlyWhenTheWorkerIsBack();
    await().atMost(PATIENCE).until(() -> detail(Fault.STEP_HANGS).contains(id.value()));
    assertThat(everything.sandbox().runningSteps()).hasSize(1);

    // One at a time: the step that hangs begins to work, and the next one fails.
    on(Fault.STEP_FAILS);
    Operation blocked = everything.until(id, o -> o.state() == State.BLOCKED);
    assertThat(step(blocked, "preflight").status()).isEqualTo(StepStatus.DONE);
    assertThat(step(blocked, "preflight").attempt()).isEqualTo(1);
    assertThat(step(blocked, "prepare").status()).isNotEqualTo(StepStatus.DONE);
    assertThat(isOn(Fault.STEP_FAILS)).isFalse();
    thePagerHearsLater(id);

    on(Fault.STEP_FLOODS);
    everything.chat().clicks("bob", id, Buttons.RETRY, "Retry");
    var asked = everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    assertThat(step(asked, "prepare").attempt()).isEqualTo(2);
    assertThat(detail(Fault.STEP_FLOODS)).contains("It happened to");

    replicationBreaksAndGoesOn();
    theRecordIsWrittenLater(id);
    temporalIsKilledAndKnowsEverything(id);
    everything.abort(id);
  }

  private OperationId startsOnlyWhenTheWorkerIsBack() {
    on(Fault.WORKER_OF_CLUSTER_B_OFF);
    OperationId id = everything.migrate(Sandbox.DB_42);
    everything.until(id, o -> step(o, "preflight").status() == StepStatus.RUNNING);
    await()
        .during(Duration.ofSeconds(3))
        .atMost(PATIENCE)
        .until(() -> everything.sandbox().jobsOf(id).isEmpty());
    off(Fault.WORKER_OF_CLUSTER_B_OFF);
    return id;
  }

  /** The page lives without it. */
  private void temporalIsKilledAndKnowsEverything(OperationId id) {
    on(Fault.TEMPORAL_DOWN);
    String[] address = everything.sandbox().temporalAddress().split(":", 2);
    assertThatThrownBy(() -> new Socket(address[0], Integer.parseInt(address[1])).close())
        .isInstanceOf(ConnectException.class);
    assertThat(everything.chat().card(id)).isPresent();

    off(Fault.TEMPORAL_DOWN);
    everything.until(id, o -> o.state() == State.PAUSED);
  }

  private void thePagerHearsLater(OperationId id) {
    assertThat(paged(id)).isEmpty();
    off(Fault.PAGER_FAILS);
    await().atMost(PATIENCE).until(() -> paged(id).contains("trouble"));
  }

  private void replicationBreaksAndGoesOn() throws SQLException {
    on(Fault.GUARD_BREACHES);
    await().atMost(PATIENCE).until(() -> !subscribed());

    off(Fault.GUARD_BREACHES);
    assertThat(subscribed()).isTrue();
    for (var cluster : Sandbox.CLUSTERS) {
      await()
          .atMost(PATIENCE)
          .until(() -> read(cluster, "count(*) FROM accounts WHERE id < 0").equals("0"));
    }
  }

  private void theRecordIsWrittenLater(OperationId id) throws Exception {
    Path audit = everything.sandbox().auditFile();
    on(Fault.AUDIT_FAILS);
    everything.chat().clicks("bob", id, Buttons.PAUSE, "Pause");
    everything.chat().submits("bob", "nobody writes this down");
    everything.until(id, o -> o.state() == State.PAUSED);
    assertThat(audit).isDirectory();

    off(Fault.AUDIT_FAILS);
    await()
        .atMost(PATIENCE)
        .until(() -> Files.readString(audit).contains("nobody writes this down"));
  }

  @Test
  void aStepThatAnswersGarbageIsNotTakenForOneThatReported() {
    on(Fault.STEP_GARBLES);

    OperationId id = everything.starts(Sandbox.DB_43, "/dre analyze db-43");

    // It only looks and may do so again, so that is what happens.
    Operation looked = everything.until(id, o -> step(o, "look").status() == StepStatus.DONE);
    assertThat(step(looked, "look").attempt()).isEqualTo(2);
    assertThat(step(looked, "look").outputs()).containsOnlyKeys("tables", "changed_rows");
    everything.abort(id);
  }

  @Test
  void withoutItsApiServerClusterBCannotBeSeen() {
    on(Fault.CLUSTER_B_AWAY);
    assertThatThrownBy(() -> everything.sandbox().runningSteps())
        .isInstanceOf(KubernetesClientException.class);

    off(Fault.CLUSTER_B_AWAY);

    assertThat(everything.sandbox().runningSteps()).isEmpty();
  }

  @Test
  void slackIsSlowOrFailsOrLimitsAndOnlyOneOfThem() throws Exception {
    on(Fault.SLACK_SLOW);
    Instant before = Instant.now();
    assertThat(askSlack()).isEqualTo(200);
    assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofSeconds(4));

    on(Fault.SLACK_FAILS);
    assertThat(askSlack()).isEqualTo(500);
    on(Fault.SLACK_LIMITS);
    assertThat(askSlack()).isEqualTo(429);
    assertThat(isOn(Fault.SLACK_FAILS)).isFalse();

    off(Fault.SLACK_LIMITS);
    assertThat(askSlack()).isEqualTo(200);
  }

  private int askSlack() throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(everything.sandbox().slackApi() + "api.test"));
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private void on(Fault fault) {
    everything.sandbox().faults().on(fault).join();
    assertThat(isOn(fault)).isTrue();
  }

  private void off(Fault fault) {
    everything.sandbox().faults().off(fault).join();
    assertThat(isOn(fault)).isFalse();
  }

  private boolean isOn(Fault fault) {
    return everything.sandbox().faults().now(fault).orElseThrow().isOn();
  }

  private String detail(Fault fault) {
    return everything.sandbox().faults().now(fault).orElseThrow().detail();
  }

  private List<String> paged(OperationId id) {
    return everything.sandbox().pager().received().stream()
        .filter(i -> i.path("operation").asText().equals(id.value()))
        .map(i -> i.path("status").asText())
        .toList();
  }

  private boolean subscribed() throws SQLException {
    return read(Sandbox.CLUSTER_B, "bool_and(subenabled) FROM pg_subscription").equals("t");
  }

  private String read(ClusterName cluster, String what) throws SQLException {
    var place = everything.sandbox().place(Sandbox.DB_42, cluster);
    try (var connection = everything.sandbox().databases().admin(place, "app");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT " + what)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
