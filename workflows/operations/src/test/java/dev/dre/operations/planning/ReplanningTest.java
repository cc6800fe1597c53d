package dev.dre.operations.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.approvals.Actor;
import dev.dre.config.Configuration;
import dev.dre.operations.Operation;
import dev.dre.operations.OperationRequest;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.Plan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan of an operation with other values. */
class ReplanningTest {

  @TempDir private Path folder;
  private Example example;

  @BeforeEach
  void writeExample() {
    example = new Example(folder).parameter("max_lag", "{ type: duration, default: 5s }");
  }

  private static Operation started(Plan plan) {
    return Operation.start(
        new OperationRequest(
            new OperationId("migrate-db-42-k7f3"),
            new Actor.Person("", "T0SANDBOX", "U0ALICE01"),
            "C0DBOPS01",
            plan,
            Digest.of(plan),
            List.of()),
        Instant.parse("2026-05-01T12:00:00Z"));
  }

  private PlanResult with(Operation operation, Map<String, String> changes) {
    var planner = new Planner(Configuration.load(folder.resolve("example")));
    return new Replanning(planner).with(operation, changes);
  }

  @Test
  void aValueIsAnotherAndAllElseIsTheSame() {
    Plan plan = example.plan("db-42 --to cluster-b --mode supervised");

    assertThat(with(started(plan), Map.of("max-lag", "10s")))
        .isInstanceOfSatisfying(
            PlanResult.Planned.class,
            planned -> {
              assertThat(planned.plan().parameters())
                  .containsEntry("max_lag", "10s")
                  .containsEntry("to", "cluster-b");
              assertThat(planned.plan().steps()).isEqualTo(plan.steps());
              assertThat(planned.plan().mode()).isEqualTo(plan.mode());
            });
  }

  @Test
  void aValueThatDoesNotFitIsRefused() {
    assertThat(with(started(example.plan("db-42 --to cluster-b")), Map.of("max_lag", "soon")))
        .isInstanceOfSatisfying(
            PlanResult.Refused.class,
            refused -> assertThat(refused.why()).startsWith("--max-lag: \"soon\" should be"));
  }

  @Test
  void anEditedRunbookDoesNotComeIntoAnOperationThatRuns() {
    Operation operation = started(example.plan("db-42 --to cluster-b"));
    example.change("runbooks/migrate.yaml", "[pg-migrate, prepare]", "[rm, prepare]");

    assertThat(with(operation, Map.of("max_lag", "10s")))
        .isInstanceOfSatisfying(
            PlanResult.Refused.class,
            refused ->
                assertThat(refused.why())
                    .startsWith(
                        "the configuration has changed since migrate-db-42-k7f3 was started"));
  }
}
