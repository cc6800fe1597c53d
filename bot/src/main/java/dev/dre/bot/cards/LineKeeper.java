package dev.dre.bot.cards;

import dev.dre.operations.Line;
import dev.dre.operations.LineDifference;
import dev.dre.operations.Operation;
import dev.dre.operations.client.Operations;
import dev.dre.operations.client.TemporalSilent;
import dev.dre.operations.command.Command;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.temporal.LogFields;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes operations stand still for what the line is stopped for, and go on with it: whatever was
 * missed when the line was stopped is found here, because here all operations are looked at anyway.
 */
final class LineKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(LineKeeper.class);

  /** What was not taken is not repeated in every round: each try can leave a signal behind. */
  private static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);

  private final Operations operations;
  private final Executor executor;
  private final InstantSource clock;
  private final Map<String, Instant> tried = new HashMap<>();

  LineKeeper(Operations operations, Executor executor, InstantSource clock) {
    this.operations = operations;
    this.executor = executor;
    this.clock = clock;
  }

  /** Compares {@code seen}, which were looked at just now: the line is asked after them. */
  void compare(Collection<Operation> seen) {
    Line line;
    try {
      line = operations.line();
    } catch (TemporalSilent e) {
      LOG.warn("nobody knows whether the line is stopped: {}", e.getMessage());
      return;
    }
    Instant now = clock.instant();
    tried.values().removeIf(at -> !now.isBefore(at.plus(BETWEEN_TRIES)));
    for (Operation operation : seen) {
      for (Command command : LineDifference.between(line, operation, now)) {
        if (tried.putIfAbsent(operation.id() + " " + command.id(), now) == null) {
          executor.execute(
              () ->
                  LogFields.of(
                      command.operation(),
                      () -> send(operation.plan().datastore().name(), command)));
        }
      }
    }
  }

  private void send(DatastoreName datastore, Command command) {
    try {
      var answer = operations.command(datastore, command);
      LOG.info("the line: {} to {}: {}", command.id(), command.operation(), answer.says());
    } catch (TemporalSilent e) {
      LOG.warn("the line: {} to {}: {}", command.id(), command.operation(), e.getMessage());
    }
  }
}
