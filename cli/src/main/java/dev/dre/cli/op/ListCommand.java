package dev.dre.cli.op;

import dev.dre.operations.Operation;
import dev.dre.operations.client.Operations;
import dev.dre.operations.client.TemporalSilent;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What runs, and what ended last. */
@Command(name = "list", description = "What runs, then what ended last.")
final class ListCommand implements Callable<Integer> {

  private final Access access;

  @Option(
      names = "--max",
      paramLabel = "N",
      description = "at most so many (default: ${DEFAULT-VALUE})",
      defaultValue = "20")
  private int max = 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  ListCommand(Access access) {
    this.access = access;
  }

  @Override
  public Integer call() throws IOException {
    return access.with(this::print);
  }

  private int print(Operations operations) {
    var out = spec.commandLine().getOut();
    try {
      var holds = operations.line().holds();
      holds.forEach(hold -> out.println(OperationText.line(hold, holds)));
      var all = operations.list(max);
      if (all.isEmpty()) {
        out.println("No operation yet.");
      }
      for (Operation operation : all) {
        out.printf(
            "%-28s %-22s since %s  %s%n",
            operation.id(),
            operation.state().words(),
            OperationText.time(operation.status().since()),
            operation.plan().summary());
      }
      return ExitCodes.GOOD;
    } catch (TemporalSilent e) {
      spec.commandLine().getErr().printf("Not known: %s.%n", e.getMessage());
      return ExitCodes.SILENT;
    }
  }
}
