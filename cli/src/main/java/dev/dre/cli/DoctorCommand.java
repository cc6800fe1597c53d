package dev.dre.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dre.config.Configuration;
import dev.dre.config.Datastore;
import dev.dre.config.Suggestion;
import dev.dre.operations.client.Doctor;
import dev.dre.operations.client.FindingsText;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.temporal.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks whether all is there that operations need. */
@Command(
    name = "doctor",
    description = {
      "Looks whether all is there that operations need, and says what to do about what is not: Temporal and its search attribute,"
          + " who serves the queues, the rights in each cluster, Slack's scopes.",
      "With datastores Jobs are run in each cluster that connect to each of their places: so image, Secrets, network and passwords"
          + " are tried, too. Nothing is changed.",
      "For example: dre doctor db-42"
    })
final class DoctorCommand implements Callable<Integer> {

  private final DoctorAccess access;

  @Mixin private ConfigFolder config = new ConfigFolder();

  @Parameters(
      paramLabel = "DATASTORE",
      arity = "0..*",
      description = "whose places are tried by Jobs")
  private List<String> names = new ArrayList<>();

  @Option(names = "--json", description = "print the findings as JSON")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  DoctorCommand(DoctorAccess access) {
    this.access = access;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Configuration configuration = config.load();
    var datastores = new ArrayList<Datastore>();
    for (String name : names) {
      Datastore datastore = configuration.datastores().get(name);
      if (datastore == null) {
        spec.commandLine().getErr().println(unknown(name, configuration));
        return 2;
      }
      datastores.add(datastore);
    }
    List<Finding> findings =
        access.asking(temporal -> new Doctor(temporal, configuration).examine(datastores));
    spec.commandLine().getOut().println(json ? asJson(findings) : FindingsText.of(findings));
    return findings.stream().allMatch(Finding::isGood) ? 0 : 1;
  }

  private static String unknown(String name, Configuration configuration) {
    var known = configuration.datastores().keySet();
    return "There is no datastore \"%s\".%s Known: %s."
        .formatted(
            name,
            Suggestion.of(name, known).map(" Did you mean \"%s\"?"::formatted).orElse(""),
            String.join(", ", known));
  }

  private static String asJson(List<Finding> findings) throws JsonProcessingException {
    return OperationJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(findings);
  }
}
