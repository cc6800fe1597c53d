package dev.dre.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks a configuration. */
@Command(
    name = "validate",
    description = "Checks a configuration and says all that is wrong with it at once.")
final class Validate implements Callable<Integer> {

  @Mixin private ConfigFolder config = new ConfigFolder();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var configuration = config.load();
    spec.commandLine()
        .getOut()
        .printf(
            "%s is good: %s, %s, %s (%s), %s.%n",
            config.folder(),
            count(configuration.clusters().size(), "cluster", "clusters"),
            count(configuration.datastores().size(), "datastore", "datastores"),
            count(configuration.runbooks().size(), "runbook", "runbooks"),
            String.join(", ", configuration.runbooks().keySet()),
            count(configuration.approvals().size(), "approval policy", "approval policies"));
    return 0;
  }

  private static String count(int number, String one, String many) {
    return "%d %s".formatted(number, number == 1 ? one : many);
  }
}
