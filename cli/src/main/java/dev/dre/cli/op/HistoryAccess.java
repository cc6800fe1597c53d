package dev.dre.cli.op;

import dev.dre.operations.client.history.OperationHistories;
import java.io.IOException;

/** How the commands reach the histories. */
@FunctionalInterface
public interface HistoryAccess {

  /** What a command does with them; returns the exit code. */
  @FunctionalInterface
  interface Search {
    int run(OperationHistories histories);
  }

  /**
   * Runs {@code search} while connected.
   *
   * @throws IOException when the connection's settings cannot be read
   */
  int searching(Search search) throws IOException;
}
