package dev.dre.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.planning.ArgumentText;
import dev.dre.operations.planning.PlanPicture;
import dev.dre.operations.planning.PlanResult;
import dev.dre.operations.planning.PlanText;
import dev.dre.operations.planning.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a plan. */
@Command(
    name = "plan",
    description = {
      "Prints what an operation would do, step by step. Touches nothing.",
      "For example: dre plan migrate db-42 --to cluster-b"
    })
final class PlanCommand implements Callable<Integer> {

  @Mixin private ConfigFolder config = new ConfigFolder();

  @ArgGroup private Form form = new Form();

  /** How it is printed; neither: as text. */
  static final class Form {

    @Option(names = "--json", description = "print the whole plan as JSON")
    private boolean json;

    @Option(
        names = "--picture",
        description = "print it as a Mermaid flowchart, which many wikis and GitHub draw")
    private boolean picture;

    String of(Plan plan) throws JsonProcessingException {
      if (picture) {
        return PlanPicture.of(plan);
      }
      return json
          ? OperationJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(plan)
          : PlanText.of(plan, CommandLine.Help.Ansi.AUTO.enabled());
    }
  }

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
    return switch (planner.plan(words.getFirst(), arguments, datastore -> Optional.empty())) {
      case PlanResult.Refused refused -> {
        spec.commandLine().getErr().println(refused.why());
        yield 1;
      }
      case PlanResult.Planned planned -> {
        spec.commandLine().getOut().println(form.of(planned.plan()));
        yield 0;
      }
    };
  }
}
