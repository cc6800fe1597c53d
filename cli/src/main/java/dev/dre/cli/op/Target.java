package dev.dre.cli.op;

import dev.dre.operations.Operation;
import dev.dre.operations.client.Operations;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** Which operation is meant. */
final class Target {

  @Parameters(
      paramLabel = "OPERATION",
      arity = "0..1",
      description = "its id, or a datastore: then the latest on it")
  private String name = "";

  boolean isGiven() {
    return !name.isEmpty();
  }

  Optional<Operation> in(Operations operations) {
    return operations.named(name);
  }

  String missing() {
    return missing(name);
  }

  static String missing(String name) {
    return "There is no operation “%s”, nor one on a datastore of that name. dre op list shows those there are."
        .formatted(name);
  }
}
