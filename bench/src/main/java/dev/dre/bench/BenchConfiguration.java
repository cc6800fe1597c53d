package dev.dre.bench;

import dev.dre.approvals.Actor;
import dev.dre.config.Configuration;
import dev.dre.operations.OperationRequest;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedDatastore;
import dev.dre.operations.planning.PlanResult;
import dev.dre.operations.planning.Planner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code config/example} with runbooks of steps that do nothing. */
final class BenchConfiguration {

  static final Actor REQUESTER = new Actor.Person("", "T0SANDBOX", "U0ALICE01");
  static final Actor APPROVER = new Actor.Person("", "T0SANDBOX", "U0BOB0001");
  static final String APPROVERS = "dre";
  static final String CHANNEL = "C0DBOPS01";
  static final String DATASTORE = "db-42";
  static final int FEW = 5;
  static final int MANY = 15;

  private static final String HEAD =
      """
      runbook: %1$s
      summary: Steps that do nothing
      title: Measure by ${datastore}
      parameters:
        datastore: { type: datastore, position: 1, description: which }
      lock: datastore
      defaults: { job: { image: toolbox } }
      steps:
      """;

  private static final String GATED =
      """
        - id: s1
          title: Step 1
          risk: high
          consequence: Nothing happens.
          idempotent: true
          zone: complete
          job: { cluster: "${datastore.cluster}", run: ["true"], timeout: 2m }
          verify: { cluster: "${datastore.cluster}", run: ["true"], timeout: 2m }
          rollback: none
          no_way_back: there is nothing to undo
      """;

  private final Configuration configuration;

  private BenchConfiguration(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Writes it below {@code folder}, and reads it back. */
  static BenchConfiguration in(Path folder) throws IOException {
    Path runbooks = Files.createDirectories(folder.resolve("runbooks"));
    Path home = Path.of(System.getProperty("dre.home", "."));
    try (Stream<Path> files = Files.list(home.resolve("config/example"))) {
      for (Path file : files.toList()) {
        String text = Files.readString(file).replace("../runbooks", "runbooks");
        Files.writeString(folder.resolve(file.getFileName()), text);
      }
    }
    Files.writeString(runbooks.resolve("gated.yaml"), HEAD.formatted("gated") + GATED);
    for (int steps : List.of(FEW, MANY)) {
      var text = new StringBuilder(HEAD.formatted("steps-" + steps));
      for (int step = 1; step <= steps; step++) {
        text.append(step(step));
      }
      Files.writeString(runbooks.resolve("steps-" + steps + ".yaml"), text.toString());
    }
    return new BenchConfiguration(Configuration.load(folder));
  }

  private static String step(int number) {
    return """
      - id: s%1$d
        title: Step %1$d
        read_only: true
        idempotent: true
        job: { cluster: "${datastore.cluster}", run: ["true", "--of", "%1$d"], timeout: 2m }
    """
        .formatted(number);
  }

  Configuration configuration() {
    return configuration;
  }

  Plan gated() {
    return plan("gated");
  }

  Plan steps(int steps) {
    return plan("steps-" + steps);
  }

  private Plan plan(String runbook) {
    return switch (new Planner(configuration).plan(runbook, DATASTORE, d -> Optional.empty())) {
      case PlanResult.Planned planned -> planned.plan();
      case PlanResult.Refused refused -> throw new IllegalStateException(refused.why());
    };
  }

  /** The same for a datastore of another name. */
  static Plan on(String datastore, Plan plan) {
    var planned = plan.datastore();
    return new Plan(
        plan.runbook(),
        plan.summary(),
        new PlannedDatastore(
            new DatastoreName(datastore), planned.team(), planned.environment(), planned.cluster()),
        plan.parameters(),
        plan.steps(),
        plan.guards(),
        plan.residue(),
        plan.rights(),
        plan.movesTo(),
        plan.mode(),
        plan.maxPause(),
        plan.reverse());
  }

  static OperationRequest request(Plan plan, String unique, List<String> sinks) {
    return new OperationRequest(
        OperationId.of(plan.runbook(), plan.datastore().name().value(), unique),
        REQUESTER,
        CHANNEL,
        plan,
        Digest.of(plan),
        sinks);
  }
}
