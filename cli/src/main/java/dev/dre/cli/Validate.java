package dev.dre.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks a configuration. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "Checks a configuration and says all that is wrong with it at once.")
final class Validate implements Callable<Integer> {

  @Mixin private ConfigFolder config = new ConfigFolder();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var configuration = config.load();
    CommandLine line = spec.commandLine();
    line.getOut()
        .printf(
            "%s is good: %d clusters, %d datastores, %d runbooks (%s), %d approval policies.%n",
            config.folder(),
            configuration.clusters().size(),
            configuration.datastores().size(),
            configuration.runbooks().size(),
            String.join(", ", configuration.runbooks().keySet()),
            configuration.approvals().size());
    return 0;
  }
}
