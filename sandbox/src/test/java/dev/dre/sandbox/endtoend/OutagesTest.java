package dev.dre.sandbox.endtoend;

import static dev.dre.sandbox.endtoend.EndToEnd.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dre.bot.words.Buttons;
import dev.dre.operations.Operation;
import dev.dre.operations.RollbackRun;
import dev.dre.operations.State;
import dev.dre.operations.StepStatus;
import dev.dre.operations.id.OperationId;
import dev.dre.sandbox.Part;
import dev.dre.sandbox.Sandbox;
import dev.dre.sandbox.faults.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What everything stands on is away for a while: nothing is lost, and nothing is done twice. */
class OutagesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private static Path state;
  private static EndToEnd everything;

  @BeforeAll
  static void start() throws Exception {
    everything = EndToEnd.start("outages", state, EnumSet.complementOf(EnumSet.of(Part.LOAD)));
  }

  @AfterAll
  static void stop() {
    if (everything != null) {
      everything.close();
    }
  }

  @AfterEach
  void mend() {
    everything.sandbox().faults().allOff().join();
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
        .hasSize(5)
        .allMatch(s -> s.attempt() == 1);
    temporalIsKilled();
    var stillAsked = everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    assertThat(stillAsked.gate()).isEqualTo(asked.gate());

    everything.chat().clicks("bob", id, Buttons.ABORT, "Abort");
    everything.chat().submits("bob", "it is tried");
    everything.until(id, o -> o.state() == State.ABORTING);
    temporalIsKilled();

    var ended = everything.until(id, o -> o.state().isFinal());
    assertThat(ended.state()).as("nothing is left behind").isEqualTo(State.ABORTED);
    assertThat(ended.rollbacks())
        .isNotEmpty()
        .allMatch(r -> r.progress() == RollbackRun.Progress.DONE);
    assertThat(everything.sandbox().jobsOf(id, "step"))
        .as("five steps, each by one Job")
        .hasSize(5)
        .doesNotHaveDuplicates();
    isRecordedOnceAndInOrder(ended);
  }

  @Test
  void aRecordThatCannotBeWrittenHoldsUpNeitherTheOperationNorItsThread() throws Exception {
    OperationId id = everything.starts(Sandbox.DB_43, "/dre tour db-43");
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    int before = recorded(id).size();
    on(Fault.AUDIT_FAILS);

    everything.chat().clicks("bob", id, Buttons.APPROVE, "Approve");
    everything.until(id, o -> step(o, "shown").status() == StepStatus.DONE);
    everything.chat().followUntil(id, "window-1");
    off(Fault.AUDIT_FAILS);

    long told = everything.operations().find(id).orElseThrow().outbox().last();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(recorded(id)).contains(told).startsWith(1L));
    List<Long> written = recorded(id);
    assertThat(written)
        .hasSizeGreaterThan(before)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, written.size()).boxed().toList());
  }

  /** As by kill -9, and started again on what it had written. */
  private static void temporalIsKilled() {
    on(Fault.TEMPORAL_DOWN);
    off(Fault.TEMPORAL_DOWN);
  }

  private static void isRecordedOnceAndInOrder(Operation ended) {
    var all = LongStream.rangeClosed(1, ended.outbox().last()).boxed().toList();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(recorded(ended.id())).containsExactlyElementsOf(all));
  }

  /** The numbers of the events of {@code id}, as the audit file has them. */
  private static List<Long> recorded(OperationId id) throws IOException {
    return Files.readAllLines(everything.sandbox().auditFile()).stream()
        .map(OutagesTest::parsed)
        .filter(line -> line.path("operation").asText().equals(id.value()))
        .filter(line -> line.has("event"))
        .map(line -> line.path("event").path("sequence").asLong())
        .toList();
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  private static void on(Fault fault) {
    everything.sandbox().faults().on(fault).join();
  }

  private static void off(Fault fault) {
    everything.sandbox().faults().off(fault).join();
  }
}
