package dev.dre.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.bot.cards.CardKeeperWorkflow;
import dev.dre.bot.words.Buttons;
import dev.dre.operations.Operation;
import dev.dre.operations.RollbackRun;
import dev.dre.operations.State;
import dev.dre.operations.StepRun;
import dev.dre.operations.id.OperationId;
import dev.dre.sandbox.Sandbox;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The worker is killed with -9 where much depends on it; during a step is in TroubleTest. */
@Apart
class KilledWorkerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final EndToEnd everything;
  private final Processes processes;

  KilledWorkerTest(EndToEnd everything, Processes processes) {
    this.everything = everything;
    this.processes = processes;
  }

  @Test
  void anApprovalThatComesWhileNoWorkerIsThereCountsOnceWhenOneIsBack() {
    OperationId id = everything.starts(Sandbox.DB_43, "/dre careful db-43");
    Operation asked = everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    var request = everything.story(id).awaitMessage(Buttons.APPROVE);

    processes.killWorker();
    var bob = everything.sandbox().slack().person("bob");
    assertThat(bob.clicks(request, Buttons.APPROVE).ok()).isTrue();
    everything.chat().toldPrivately("bob", id, "Not recorded yet");
    processes.startWorker();

    Operation on = everything.until(id, o -> !o.closedGates().isEmpty());
    assertThat(on.closedGates()).containsOnlyKeys(asked.gate().orElseThrow().id());
    Operation ended = everything.until(id, o -> o.state() == State.SUCCEEDED);
    assertThat(ended.steps()).extracting(StepRun::attempt).allMatch(attempt -> attempt <= 1);
    assertThat(everything.sandbox().jobsOf(id, "step")).hasSize(2);
    everything.story(id).isToldOnceAndInOrder();
  }

  @Test
  void aRollbackGoesOnWithTheNextWorkerAndIsDoneOnce() {
    OperationId id = everything.migrate(Sandbox.DB_42);
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    everything.chat().clicks("bob", id, Buttons.ABORT, "Abort");
    everything.chat().submits("bob", "it is tried");
    everything.until(
        id,
        o -> o.rollbacks().stream().anyMatch(r -> r.progress() == RollbackRun.Progress.RUNNING));

    processes.killWorker();
    processes.startWorker();

    Operation ended = everything.until(id, o -> o.state().isFinal());
    assertThat(ended.state()).as("nothing is left behind").isEqualTo(State.ABORTED);
    assertThat(ended.rollbacks())
        .isNotEmpty()
        .allMatch(r -> r.progress() == RollbackRun.Progress.DONE);
    assertThat(everything.sandbox().jobsOf(id, "rollback"))
        .as("each rollback by one Job")
        .hasSize(ended.rollbacks().size());
    everything.story(id).isToldOnceAndInOrder();
  }

  @Test
  void thatNoWorkerIsThereIsToldOnceAlsoWhenTheBotIsKilledMeanwhileAndThatOneIsBack() {
    OperationId id = everything.starts(Sandbox.DB_43, "/dre careful db-43");
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    everything.story(id).awaitMessage(Buttons.APPROVE);

    // A worker of an earlier test may have taken long to be back.
    int earlier = paged().size();
    processes.killWorker();
    await().atMost(PATIENCE).until(() -> lines(id, "No worker serves operations since") == 1);
    await().atMost(PATIENCE).until(() -> pagedSince(earlier).equals(List.of("trouble")));
    int before = keeper().getAttempt();
    processes.killBot();
    processes.startBot();
    await().atMost(PATIENCE).until(() -> isAtWork(keeper()) && keeper().getAttempt() > before);
    processes.startWorker();

    await().atMost(PATIENCE).until(() -> lines(id, "This operation answers again.") == 1);
    await()
        .atMost(PATIENCE)
        .until(() -> pagedSince(earlier).equals(List.of("trouble", "resolved")));
    assertThat(lines(id, "No worker serves operations since")).isEqualTo(1);
    everything.abort(id);
    everything.story(id).isToldOnceAndInOrder();
  }

  private PendingActivityInfo keeper() {
    var description =
        everything.sandbox().temporal().newUntypedWorkflowStub(CardKeeperWorkflow.ID).describe();
    return description.getRawDescription().getPendingActivities(0);
  }

  private static boolean isAtWork(PendingActivityInfo keeper) {
    return keeper.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED;
  }

  private long lines(OperationId id, String words) {
    return everything.story(id).lines().stream().filter(line -> line.contains(words)).count();
  }

  private List<String> pagedSince(int earlier) {
    return paged().stream().skip(earlier).toList();
  }

  private List<String> paged() {
    return everything.sandbox().pager().received().stream()
        .filter(page -> page.get("key").asText().equals("dre-operations/unserved"))
        .map(page -> page.get("status").asText())
        .toList();
  }
}
