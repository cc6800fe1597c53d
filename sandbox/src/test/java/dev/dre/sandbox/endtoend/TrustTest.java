package dev.dre.sandbox.endtoend;

import static dev.dre.sandbox.endtoend.EndToEnd.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.approvals.Actor;
import dev.dre.bot.words.Buttons;
import dev.dre.operations.ByHand;
import dev.dre.operations.Hold;
import dev.dre.operations.State;
import dev.dre.operations.StepStatus;
import dev.dre.operations.id.OperationId;
import dev.dre.sandbox.Sandbox;
import dev.dre.sandbox.databases.Databases.Place;
import dev.dre.sandbox.faults.Fault;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a team wants to have seen before it sleeps: the machine looks, and does not believe. */
@Whole
class TrustTest {

  private final EndToEnd everything;

  TrustTest(EndToEnd everything) {
    this.everything = everything;
  }

  @Test
  void replicationThatBreaksWhileTheRequestIsOpenPausesTheOperation() throws Exception {
    OperationId id = everything.migrate(Sandbox.DB_42);
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);

    everything.sandbox().faults().on(Fault.GUARD_BREACHES).join();

    var paused = everything.until(id, o -> o.state() == State.PAUSED);
    assertThat(paused.holds())
        .extracting(Hold::owner)
        .containsExactly(new Actor.Machine("guard replication"));
    assertThat(paused.gate().orElseThrow().frozen()).isPresent();
    everything.chat().followUntil(id, "does not follow cluster-a any more");
    pagerHears(id + "/guard/replication", "trouble");
    everything.abort(id);
    pagerHears(id + "/guard/replication", "trouble", "resolved");
    everything.sandbox().faults().off(Fault.GUARD_BREACHES).join();
  }

  @Test
  void inShadowPeopleWorkAndTheMachineLooks() throws Exception {
    OperationId id = everything.starts(Sandbox.DB_43, "/dre analyze db-43 --mode shadow");
    everything.until(id, o -> o.state() == State.WAITING && step(o, "quiet").status().isOver());

    // However fresh the statistics of the sample are, there is a table that has none.
    var place = everything.sandbox().place(Sandbox.DB_43, Sandbox.CLUSTER_A);
    run(place, "CREATE TABLE never_analyzed (id int)");
    everything.chat().clicks("bob", id, Buttons.DONE, "Done");
    var looked = everything.until(id, o -> o.state() == State.BLOCKED);
    assertThat(step(looked, "analyze").status()).isNotEqualTo(StepStatus.DONE);

    run(place, "ANALYZE");
    everything.chat().clicks("bob", id, Buttons.RETRY, "Retry");
    var believed = everything.until(id, o -> step(o, "analyze").status() == StepStatus.DONE);
    assertThat(step(believed, "analyze").byHand()).map(ByHand::how).contains(ByHand.How.AS_PLANNED);
    assertThat(everything.sandbox().jobsOf(id, "step")).as("only the look").hasSize(1);
    everything.chat().followUntil(id, "healthy");
    everything.until(id, o -> o.state() == State.SUCCEEDED);

    // Visibility knows a moment later that it has ended.
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              everything.chat().says("alice", "/dre shadow analyze");
              assertThat(everything.privately("alice"))
                  .last()
                  .asString()
                  .contains("analyze: 0 of 1 as planned · 1 said to be done before it was");
            });
  }

  @Test
  void theTourShowsAStepOfEachKind() throws Exception {
    OperationId id = everything.starts(Sandbox.DB_42, "/dre tour db-42 --minutes 5");
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    everything.chat().clicks("bob", id, Buttons.APPROVE, "Approve");
    everything.until(id, o -> o.questions().isPresent());
    everything.chat().says("alice", "/dre answer db-42 'mood=so so' again=no");
    // Answers are kept in the order in which they came.
    everything.until(id, o -> !step(o, "choose").replies().isEmpty());
    everything.chat().says("bob", "/dre answer db-42 mood=well tables=24");

    var done = everything.until(id, o -> o.state().isFinal());

    assertThat(done.state()).isEqualTo(State.SUCCEEDED);
    assertThat(step(done, "choose").outputs())
        .containsEntry("mood", "[\"so so\",\"well\"]")
        .containsEntry("tables", "[\"20\",\"24\"]");
    int before = Integer.parseInt(step(done, "windows").outputs().get("open"));
    String window = "window-" + (before + 1);
    assertThat(step(done, "announce").outputs()).containsEntry("id", window);
    assertThat(step(done, "shown").outputs()).containsEntry("open", "" + (before + 1));
    assertThat(step(done, "count").outputs()).containsEntry("counted", "3");
    assertThat(step(done, "statistics_agree").status()).isEqualTo(StepStatus.SKIPPED);
    assertThat(step(done, "statistics_analyze").status()).isEqualTo(StepStatus.DONE);
    assertThat(step(done, "healthy").outputs()).containsKey("longest_seconds");
    assertThat(done.steps())
        .filteredOn(s -> s.id().value().startsWith("sizes_"))
        .hasSize(3)
        .allMatch(s -> s.status() == StepStatus.DONE);
    everything.chat().followUntil(id, window);
  }

  private void pagerHears(String key, String... statuses) {
    await().untilAsserted(() -> assertThat(paged(key)).containsExactly(statuses));
  }

  private List<String> paged(String key) {
    return everything.sandbox().pager().received().stream()
        .filter(i -> i.get("key").asText().equals(key))
        .map(i -> i.get("status").asText())
        .toList();
  }

  private void run(Place place, String statement) throws SQLException {
    try (var connection = everything.sandbox().databases().admin(place, "app");
        var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }
}
