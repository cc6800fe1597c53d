package dev.dre.cli.op;

import dev.dre.operations.Operation;
import dev.dre.operations.client.Operations;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.DatastoreName;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** Which operation is meant. */
final class Target {

  @Parameters(
      paramLabel = "OPERATION",
      description = "its id, or a datastore: then the latest on it")
  private String name = "";

  Optional<Operation> in(Operations operations) {
    try {
      var found = operations.find(new OperationId(name));
      if (found.isPresent()) {
        return found;
      }
    } catch (IllegalArgumentException e) {
      // Not an id, so it can only be a datastore.
    }
    return operations.latest(new DatastoreName(name));
  }

  String missing() {
    return "There is no operation “%s”, nor one on a datastore of that name. dre op list shows those there are."
        .formatted(name);
  }
}
