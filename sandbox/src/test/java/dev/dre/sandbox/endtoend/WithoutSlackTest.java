package dev.dre.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.approvals.Actor;
import dev.dre.operations.ClosedGate;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.id.OperationId;
import dev.dre.sandbox.Sandbox;
import dev.dre.sandbox.faults.Fault;
import org.junit.jupiter.api.Test;

/** An operator at a command line, who gets no answer from the chat. */
@Whole
class WithoutSlackTest {

  private final EndToEnd everything;

  WithoutSlackTest(EndToEnd everything) {
    this.everything = everything;
  }

  @Test
  void isToldWhyEachCommandCountsOrDoesNot() {
    OperationId prod = everything.migrate(Sandbox.DB_42);
    OperationId staging = everything.starts(Sandbox.DB_43, "/dre careful db-43");
    everything.until(staging, o -> o.state() == State.AWAITING_APPROVAL);
    everything.sandbox().faults().on(Fault.SLACK_FAILS).join();
    everything.until(prod, o -> o.state() == State.AWAITING_APPROVAL);

    assertThat(everything.op("list").succeeded().out()).contains(prod.value(), staging.value());
    assertThat(everything.op("show", "db-43").succeeded().out())
        .contains("waits for approval of agree")
        .contains("dre op approve " + staging + " --digest " + everything.digest(staging));

    // For prod the policy names no one but people.
    assertThat(approve(prod, everything.digest(prod)).refused().err())
        .contains("Not counted: only @dre can approve this.");
    assertThat(approve(staging, "000000").refused().err())
        .contains("The open request has another digest than 000000");
    assertThat(everything.op("pause", "db-43", "--reason", "looking").succeeded().out())
        .contains("aused");
    assertThat(everything.op("pause", "db-43", "--reason", " ").refused().err())
        .contains("--reason is empty");
    Operation paused = everything.until(staging, o -> o.state() == State.PAUSED);
    assertThat(paused.holds()).singleElement().matches(h -> h.owner() instanceof Actor.BreakGlass);
    everything.op("resume", "db-43", "--reason", "looked").succeeded();
    everything.until(staging, o -> o.state() == State.AWAITING_APPROVAL);
    approve(staging, everything.digest(staging)).succeeded();
    everything.abortWithoutChat(prod);
    Operation toured = everything.until(staging, o -> o.state().isFinal());
    assertThat(toured.state()).isEqualTo(State.SUCCEEDED);
    assertThat(toured.closedGates().values())
        .singleElement()
        .extracting(ClosedGate::by)
        .matches(by -> by.toString().contains("BreakGlass"));
    assertThat(everything.op("abort", "db-43", "--reason", "too late").refused().err())
        .contains("Not counted: ");
    everything.sandbox().faults().off(Fault.SLACK_FAILS).join();

    everything.chat().followUntil(staging, "looking");
    everything.story(staging).isToldOnceAndInOrder();
    everything.story(prod).isToldOnceAndInOrder();
  }

  private CommandLine approve(OperationId id, String digest) {
    return everything.op("approve", id.value(), "--digest", digest, "--reason", "no chat");
  }
}
