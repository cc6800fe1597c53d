package dev.dre.cli;

import dev.dre.cli.op.Access;
import dev.dre.cli.op.HistoryAccess;
import dev.dre.cli.op.OpCommand;
import dev.dre.cli.op.TemporalAccess;
import dev.dre.cli.runbook.RunbookCommand;
import dev.dre.config.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code ./dre validate}, {@code ./dre plan}, {@code ./dre runbook}, {@code ./dre op}, {@code ./dre
 * doctor}. Exit code 0: good; 1: something is wrong with what was given; 2: usage.
 */
@Command(name = "dre", description = "What needs no Slack.", subcommands = Validate.class)
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    var temporal = new TemporalAccess();
    System.exit(commandLine(temporal, temporal).execute(args));
  }

  static CommandLine commandLine(Access access, HistoryAccess histories) {
    // The flags of a runbook are not known here: whatever is not ours belongs to it.
    var plan = new CommandLine(new PlanCommand()).setUnmatchedOptionsArePositionalParams(true);
    var runbook = RunbookCommand.commandLine();
    var op = OpCommand.commandLine(access, histories);
    var all =
        new CommandLine(new Main())
            .addSubcommand("plan", plan)
            .addSubcommand("runbook", runbook)
            .addSubcommand("op", op)
            .addSubcommand("doctor", new DoctorCommand(DoctorAccess.BY_ENVIRONMENT));
    all.getSubcommands().values().forEach(c -> c.addMixin("help", new HelpOption()));
    runbook.getSubcommands().values().forEach(c -> c.addMixin("help", new HelpOption()));
    op.getSubcommands().values().forEach(c -> c.addMixin("help", new HelpOption()));
    return all.addMixin("help", new HelpOption())
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) -> {
              if (failure instanceof ConfigurationException wrong) {
                commandLine.getErr().println(wrong.getMessage());
                return 1;
              }
              throw failure;
            });
  }
}
