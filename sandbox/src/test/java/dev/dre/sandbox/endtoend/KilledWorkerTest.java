package dev.dre.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.words.Buttons;
import dev.dre.operations.Operation;
import dev.dre.operations.RollbackRun;
import dev.dre.operations.State;
import dev.dre.operations.StepRun;
import dev.dre.operations.id.OperationId;
import dev.dre.sandbox.Sandbox;
import org.junit.jupiter.api.Test;

/** The worker is killed with -9 where much depends on it; during a step is in TroubleTest. */
@Apart
class KilledWorkerTest {

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
}
