package dev.dre.cli.op;

import dev.dre.operations.client.Operations;
import java.io.IOException;

/** How the commands reach the operations. */
@FunctionalInterface
public interface Access {

  /** What a command does with them; returns the exit code. */
  @FunctionalInterface
  interface Errand {
    int run(Operations operations);
  }

  /**
   * Runs {@code errand} while connected.
   *
   * @throws IOException when the connection's settings cannot be read
   */
  int with(Errand errand) throws IOException;
}
