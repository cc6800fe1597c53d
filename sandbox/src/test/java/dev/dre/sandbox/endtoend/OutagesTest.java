package dev.dre.sandbox.endtoend;

import static dev.dre.sandbox.endtoend.EndToEnd.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.bot.words.Buttons;
import dev.dre.operations.RollbackRun;
import dev.dre.operations.State;
import dev.dre.operations.StepStatus;
import dev.dre.operations.id.OperationId;
import dev.dre.sandbox.Sandbox;
import dev.dre.sandbox.faults.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What everything stands on is away for a while: nothing is lost, and nothing is done twice. */
@Whole
class OutagesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final EndToEnd everything;

  OutagesTest(EndToEnd everything) {
    this.everything = everything;
  }

  @Test
  void temporalIsKilledInAStepAtAnOpenGateAndWhileItIsUndone() {
    on(Fault.STEP_HANGS);
    OperationId id = everything.migrate(Sandbox.DB_42);
    await().atMost(PATIENCE).until(() -> !everything.sandbox().runningSteps().isEmpty());
    temporalIsKilled();
    off(Fault.STEP_HANGS);

    var asked = everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    assertThat(asked.steps().stream().filter(s -> s.status() == StepStatus.DONE))
        .as("each step ran once")
        .hasSize(6)
        .allMatch(s -> s.attempt() == 1);
    temporalIsKilled();
    var stillAsked = everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    assertThat(stillAsked.gate()).isEqualTo(asked.gate());

    everything.chat().clicks("bob", id, Buttons.ABORT, "Abort");
    everything.chat().submits("bob", "it is tried");
    everything.until(
        id,
        o -> o.rollbacks().stream().anyMatch(r -> r.progress() == RollbackRun.Progress.RUNNING));
    temporalIsKilled();

    var ended = everything.until(id, o -> o.state().isFinal());
    assertThat(ended.state()).as("nothing is left behind").isEqualTo(State.ABORTED);
    assertThat(ended.rollbacks())
        .isNotEmpty()
        .allMatch(r -> r.progress() == RollbackRun.Progress.DONE);
    assertThat(everything.sandbox().jobsOf(id, "step")).as("six steps, each by one Job").hasSize(6);
    assertThat(everything.sandbox().jobsOf(id, "rollback"))
        .as("each rollback by one Job")
        .hasSize(ended.rollbacks().size());
    everything.story(id).isToldOnceAndInOrder();
  }

  @Test
  void aRecordThatCannotBeWrittenHoldsUpNeitherTheOperationNorItsThread() throws Exception {
    OperationId id = everything.starts(Sandbox.DB_43, "/dre careful db-43");
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    on(Fault.AUDIT_FAILS);

    everything.chat().clicks("bob", id, Buttons.APPROVE, "Approve");
    everything.until(id, o -> step(o, "again").status() == StepStatus.DONE);
    everything.chat().followUntil(id, "*again* done");
    off(Fault.AUDIT_FAILS);

    everything.until(id, o -> o.state() == State.SUCCEEDED);
    everything.story(id).isToldOnceAndInOrder();
  }

  /** As by kill -9, and started again on what it had written. */
  private void temporalIsKilled() {
    on(Fault.TEMPORAL_DOWN);
    off(Fault.TEMPORAL_DOWN);
  }

  private void on(Fault fault) {
    everything.sandbox().faults().on(fault).join();
  }

  private void off(Fault fault) {
    everything.sandbox().faults().off(fault).join();
  }
}
