package dev.dre.sandbox.endtoend;

import static dev.dre.sandbox.endtoend.EndToEnd.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.bot.words.Buttons;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepStatus;
import dev.dre.operations.id.OperationId;
import dev.dre.sandbox.Sandbox;
import dev.dre.sandbox.faults.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is told to is away for a while, and somebody at the command line goes on: for some seconds,
 * or as long as {@code -Ddre.test.outage} says ({@code ./dre test --long}: five minutes).
 */
@Whole
class LongOutagesTest {

  private static final Duration OUTAGE =
      Duration.parse(System.getProperty("dre.test.outage", "PT15S"));

  /** Retries of a delivery come no farther apart than 20 seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Duration BETWEEN_COMMANDS = Duration.ofSeconds(4);

  private final EndToEnd everything;

  LongOutagesTest(EndToEnd everything) {
    this.everything = everything;
  }

  @Test
  void whileSlackFailsTheRecordIsWrittenAndTheCommandLineGoesOn() {
    OperationId id = everything.migrate(Sandbox.DB_42);
    await().atMost(PATIENCE).until(() -> everything.chat().card(id).isPresent());
    everything.sandbox().faults().on(Fault.SLACK_FAILS).join();
    Instant until = Instant.now().plus(OUTAGE);

    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    int pauses = pauseAndResume(id, until);
    isRecorded(id);
    assertThat(everything.story(id).lines()).noneMatch(line -> line.contains("verify-data* done"));
    everything.sandbox().faults().off(Fault.SLACK_FAILS).join();

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(count(id, "round ")).isEqualTo(pauses));
    assertThat(everything.story(id).done())
        .containsExactly(
            "preflight", "prepare", "subscribe", "copy", "verify-data", "prepare-reverse");
    assertThat(rounds(id)).doesNotHaveDuplicates().hasSize(pauses).isSorted();
    everything.story(id).isToldOnceAndInOrder();
    everything.abortWithoutChat(id);
  }

  @Test
  void whileTheRecordCannotBeWrittenThreadAndCommandLineGoOn() {
    OperationId id = everything.starts(Sandbox.DB_43, "/dre careful db-43");
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    everything.sandbox().faults().on(Fault.AUDIT_FAILS).join();
    Instant until = Instant.now().plus(OUTAGE);

    int pauses = pauseAndResume(id, until);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(count(id, "round ")).isEqualTo(pauses));
    everything.chat().clicks("alice", id, Buttons.APPROVE, "Approve");
    everything.chat().toldPrivately("alice", id, "Not counted");
    String digest = everything.digest(id);
    everything.op("approve", id.value(), "--digest", digest, "--reason", "I may").succeeded();
    everything.until(id, o -> step(o, "again").status() == StepStatus.DONE);
    everything.chat().followUntil(id, "*again* done");
    everything.sandbox().faults().off(Fault.AUDIT_FAILS).join();

    Operation ended = everything.until(id, o -> o.state().isFinal());
    assertThat(ended.state()).isEqualTo(State.SUCCEEDED);
    everything.story(id).isToldOnceAndInOrder();
    assertThat(everything.story(id).refusals()).as("written later").hasSize(1);
  }

  /** Returns how often. */
  private int pauseAndResume(OperationId id, Instant until) {
    int rounds = 0;
    do {
      rounds++;
      String reason = "round %03d".formatted(rounds);
      everything.op("pause", id.value(), "--reason", reason).succeeded();
      everything.until(id, o -> o.state() == State.PAUSED);
      everything.op("resume", id.value(), "--reason", "on").succeeded();
      everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
      Instant next = Instant.now().plus(BETWEEN_COMMANDS);
      await().atMost(PATIENCE).until(() -> Instant.now().isAfter(next));
    } while (Instant.now().isBefore(until));
    return rounds;
  }

  private void isRecorded(OperationId id) {
    long last = everything.operations().find(id).orElseThrow().outbox().last();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(everything.story(id).recorded()).contains(last));
  }

  private long count(OperationId id, String words) {
    return everything.story(id).lines().stream().filter(line -> line.contains(words)).count();
  }

  private List<String> rounds(OperationId id) {
    return everything.story(id).lines().stream()
        .filter(line -> line.contains("round "))
        .map(line -> line.substring(line.indexOf("round "), line.indexOf("round ") + 9))
        .toList();
  }
}
