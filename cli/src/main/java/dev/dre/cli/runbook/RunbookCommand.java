package dev.dre.cli.runbook;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with runbooks themselves. */
@Command(name = "runbook", description = "Tests runbooks, without a cluster, Slack or Temporal.")
public final class RunbookCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private RunbookCommand() {}

  /** With its subcommands. */
  public static CommandLine commandLine() {
    return new CommandLine(new RunbookCommand()).addSubcommand("test", new TestCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "What is to be done? For example: dre runbook test config/runbooks");
  }
}
