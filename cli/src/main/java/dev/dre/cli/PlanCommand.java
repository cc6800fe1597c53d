package dev.dre.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.planning.ArgumentText;
import dev.dre.operations.planning.PlanResult;
import dev.dre.operations.planning.Planner;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a plan. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what an operation would do, step by step. Touches nothing.",
      "For example: dre plan migrate db-42 --to cluster-b"
    })
final class PlanCommand implements Callable<Integer> {

  @Mixin private ConfigFolder config = new ConfigFolder();

  @Option(names = "--json", description = "print the whole plan as JSON")
  private boolean json;

  @Parameters(
      paramLabel = "RUNBOOK ARGUMENTS",
      arity = "1..*",
      description = "as after /dre in Slack")
  private List<String> words = new ArrayList<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws JsonProcessingException {
    var planner = new Planner(config.load());
    var arguments = ArgumentText.ofWords(words.subList(1, words.size()));
    CommandLine line = spec.commandLine();
    return switch (planner.plan(words.getFirst(), arguments, datastore -> Optional.empty())) {
      case PlanResult.Refused refused -> {
        line.getErr().println(refused.why());
        yield CommandLine.ExitCode.SOFTWARE;
      }
      case PlanResult.Planned planned -> {
        print(planned.plan(), line.getOut(), line.getColorScheme());
        yield CommandLine.ExitCode.OK;
      }
    };
  }

  private void print(Plan plan, PrintWriter out, ColorScheme colours)
      throws JsonProcessingException {
    if (json) {
      var writer = OperationJson.mapper().writerWithDefaultPrettyPrinter();
      out.println(writer.writeValueAsString(plan));
    } else {
      out.print(PlanText.of(plan, colours));
      out.println("Nothing was touched.");
    }
    out.flush();
  }
}
