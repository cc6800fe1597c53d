package dev.dre.cli.op;

import dev.dre.operations.client.TemporalConnection;
import dev.dre.operations.client.TemporalOperations;
import dev.dre.operations.client.history.TemporalHistories;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;

/** By the {@code TEMPORAL_*} variables of the environment. */
public final class TemporalAccess implements Access, HistoryAccess {

  /** Somebody at a terminal waits longer than somebody in a chat. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Override
  public int with(Errand errand) throws IOException {
    try (var connection = TemporalConnection.open()) {
      var executor = Executors.newVirtualThreadPerTaskExecutor();
      return errand.run(new TemporalOperations(connection.client(), executor, PATIENCE));
    }
  }

  @Override
  public int searching(Search search) throws IOException {
    try (var connection = TemporalConnection.open()) {
      return search.run(new TemporalHistories(connection.client()));
    }
  }
}
