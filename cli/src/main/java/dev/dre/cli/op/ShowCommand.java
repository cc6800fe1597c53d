package dev.dre.cli.op;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dre.operations.Operation;
import dev.dre.operations.client.Operations;
import dev.dre.operations.client.TemporalSilent;
import dev.dre.operations.json.OperationJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One operation. */
@Command(
    name = "show",
    description =
        "One operation: its steps, what it waits for, what a pause and an abort would do.")
final class ShowCommand implements Callable<Integer> {

  private final Access access;

  @Mixin private Target target = new Target();

  @Option(names = "--json", description = "print all of it as JSON")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  ShowCommand(Access access) {
    this.access = access;
  }

  @Override
  public Integer call() throws IOException {
    return access.with(this::print);
  }

  private int print(Operations operations) {
    if (!target.isGiven()) {
      throw new ParameterException(spec.commandLine(), "Missing required parameter: 'OPERATION'");
    }
    try {
      var operation = target.in(operations);
      if (operation.isEmpty()) {
        spec.commandLine().getErr().println(target.missing());
        return ExitCodes.REFUSED;
      }
      spec.commandLine().getOut().println(text(operation.get()));
      return ExitCodes.GOOD;
    } catch (TemporalSilent e) {
      spec.commandLine().getErr().printf("Not known: %s.%n", e.getMessage());
      return ExitCodes.SILENT;
    }
  }

  private String text(Operation operation) {
    if (!json) {
      return OperationText.of(operation, Instant.now());
    }
    try {
      return OperationJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(operation);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
