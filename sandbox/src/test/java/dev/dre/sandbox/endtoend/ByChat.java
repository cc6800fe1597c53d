package dev.dre.sandbox.endtoend;

import static org.awaitility.Awaitility.await;

import dev.dre.operations.Operation;
import dev.dre.operations.StepRun;
import dev.dre.operations.client.Operations;
import dev.dre.operations.client.TemporalSilent;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.sandbox.demo.Chat;
import dev.dre.sandbox.slack.SlackMessage;
import dev.dre.sandbox.slack.SlackStandIn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Operations that people start in the chat, and how far they are, wherever their Jobs run.
 *
 * @param patience how long something is waited for
 */
public record ByChat(Chat chat, SlackStandIn slack, Operations operations, Duration patience) {

  /** As alice types it; returns when the operation that it starts on {@code datastore} is there. */
  public OperationId starts(DatastoreName datastore, String command) {
    var before = operations.latest(datastore).map(Operation::id);
    chat.says("alice", command);
    try {
      return await()
          .atMost(patience)
          .ignoreException(TemporalSilent.class)
          .until(
              () -> operations.latest(datastore).map(Operation::id),
              id -> id.isPresent() && !id.equals(before))
          .orElseThrow();
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("nothing started; alice was told " + privately("alice"), e);
    }
  }

  /** What only this person sees in #db-ops. */
  public List<String> privately(String name) {
    return slack.person(name).messages("#db-ops").stream()
        .filter(SlackMessage::ephemeral)
        .map(SlackMessage::shown)
        .toList();
  }

  /** The operation once it is {@code so}, however long nobody answers meanwhile. */
  public Operation until(OperationId id, Predicate<Operation> so) {
    return await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> look(id).filter(so), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<Operation> look(OperationId id) {
    chat.follow(id);
    try {
      return operations.find(id);
    } catch (TemporalSilent e) {
      return Optional.empty();
    }
  }

  /** So that the next test finds the datastores free, however the last one ended. */
  public void endsWhatRuns() {
    await().atMost(patience).ignoreException(TemporalSilent.class).until(this::nothingRuns);
  }

  private boolean nothingRuns() {
    var running = operations.list(10).stream().filter(o -> !o.state().isFinal()).toList();
    running.stream()
        .filter(o -> o.abort().isEmpty())
        .forEach(
            o ->
                CommandLine.after(
                    operations, "abort", o.id().value(), "--reason", "the test is over"));
    return running.isEmpty();
  }

  /** One step of it, which is there. */
  public static StepRun step(Operation operation, String step) {
    return operation.steps().stream()
        .filter(s -> s.id().value().equals(step))
        .findFirst()
        .orElseThrow();
  }
}
