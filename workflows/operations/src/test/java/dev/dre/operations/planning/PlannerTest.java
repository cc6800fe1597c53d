package dev.dre.operations.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.approvals.Principal;
import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.Right;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.Zone;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {

  private WrittenConfiguration example;

  @BeforeEach
  void copyTheExample(@TempDir Path folder) throws IOException {
    example = WrittenConfiguration.in(folder);
  }

  @Test
  void migrateIsPlannedStepByStep() {
    Plan plan = example.plan("migrate", "db-42 --to cluster-b");

    assertThat(plan.summary()).isEqualTo("Migrate db-42 from cluster-a to cluster-b");
    assertThat(PlanSnapshot.of(plan))
        .isEqualTo(
            """
            preflight    b  pg-migrate preflight                    read-only redo retries 1
            prepare      b  pg-migrate prepare
              verify     b  pg-migrate verify prepare
              undo       b  pg-migrate undo prepare --side target
            subscribe    b  pg-migrate subscribe
              verify     b  pg-migrate verify subscribe
              undo       a  pg-migrate undo subscribe --side source
              undo       b  pg-migrate undo subscribe --side target
            copy         b  pg-migrate copy                         retries 2
              verify     b  pg-migrate verify copy
              undo       b  pg-migrate undo copy --side target
            verify_data  b  pg-migrate verify-data                  read-only redo retries 1
            cut_over     b  pg-migrate cut-over --budget 10s        complete budget 10s
              gate          high: 1 of @dre, not the requester, 4h, shows copy.lag_seconds verify_data.rows verify_data.mismatches
              verify     b  pg-migrate verify cut-over
              undo       a  pg-migrate undo cut-over --side source
              undo       b  pg-migrate undo cut-over --side target
            finish       b  pg-migrate finish                       complete retries 2
              verify     b  pg-migrate verify finish
            residue      a  pg-migrate residue --side source
            residue      b  pg-migrate residue --side target
            """);
    assertThat(plan.movesTo()).contains(new ClusterName("cluster-b"));
    assertThat(plan.parameters()).isEqualTo(Map.of("datastore", "db-42", "to", "cluster-b"));
  }

  @Test
  void everyStepThatChangesSomethingBeforeTheSwitchSaysHowItIsUndone() {
    assertThat(example.plan("migrate", "db-42 --to cluster-b").steps())
        .filteredOn(step -> !step.readOnly() && step.zone() == Zone.CANCEL)
        .isNotEmpty()
        .allSatisfy(step -> assertThat(step.rollback()).isNotEmpty());
  }

  @Test
  void aJobKnowsBothSidesAndItsPasswordsOnlyByReference() {
    PlannedJob copy = job(step(example.plan("migrate", "db-42 --to cluster-b"), "copy"));

    assertThat(copy.namespace()).isEqualTo("dre-jobs");
    assertThat(copy.serviceAccount()).isEqualTo("dre-jobs");
    assertThat(copy.timeout()).isEqualTo(Duration.ofDays(10));
    assertThat(copy.env())
        .isEqualTo(
            Map.of(
                "APP_ROLES", "app",
                "SOURCE_HOST", "db-42.a.example",
                "SOURCE_PORT", "5432",
                "SOURCE_DATABASE", "app",
                "TARGET_HOST", "db-42.b.example",
                "TARGET_PORT", "5432",
                "TARGET_DATABASE", "app"));
    assertThat(copy.secrets())
        .isEqualTo(
            Map.of(
                "SOURCE_USER", new PlannedJob.SecretKey("db-42-cluster-a", "username"),
                "SOURCE_PASSWORD", new PlannedJob.SecretKey("db-42-cluster-a", "password"),
                "TARGET_USER", new PlannedJob.SecretKey("db-42-cluster-b", "username"),
                "TARGET_PASSWORD", new PlannedJob.SecretKey("db-42-cluster-b", "password")));
  }

  @Test
  void theGateSaysThatThereIsNoWayBack() {
    PlannedStep cutOver = step(example.plan("migrate", "db-42 --to cluster-b"), "cut_over");

    assertThat(cutOver.gate().orElseThrow().consequence())
        .contains("then db-42 lives on cluster-b")
        .endsWith("There is no prepared way back after this step.");
  }

  @Test
  void whereADatastoreIsNowCountsMoreThanTheInventory() {
    Plan back = example.withLocation("db-42", "cluster-b").plan("migrate", "db-42 --to cluster-a");

    assertThat(back.summary()).isEqualTo("Migrate db-42 from cluster-b to cluster-a");
    assertThat(back.datastore().cluster()).isEqualTo(new ClusterName("cluster-b"));
    assertThat(job(step(back, "copy")).env()).containsEntry("SOURCE_HOST", "db-42.b.example");
  }

  @Test
  void theOwningTeamIsItsGroupAndAMissingRightIsNobodys() throws IOException {
    Plan plan =
        example
            .with("settings.yaml", "  acknowledge: [group:dre]\n", "")
            .plan("migrate", "db-42 --to cluster-b");

    assertThat(plan.rights().holders().get(Right.START))
        .containsExactly(Principal.group("dre"), Principal.group("payments-oncall"));
    assertThat(plan.rights().holders()).doesNotContainKey(Right.ACKNOWLEDGE);
  }

  @Test
  void theFirstPolicyThatFitsCounts() throws IOException {
    example.with(
        "approvals.yaml",
        "approvals:\n",
        """
        approvals:
          - { name: two-people, environment: prod, risk: [medium, high], require: 2, from: [group:dre], comment: required }
        """);

    var gate = step(example.plan("migrate", "db-42 --to cluster-b"), "cut_over").gate();

    assertThat(gate.orElseThrow().policy().name()).isEqualTo("two-people");
    assertThat(
            step(example.plan("migrate", "db-43 --to cluster-b"), "cut_over")
                .gate()
                .orElseThrow()
                .policy()
                .name())
        .isEqualTo("high-risk");
  }

  @Test
  void theSameWordsMakeTheSameDigestAndAnyChangeAnother() throws IOException {
    String digest = Digest.of(example.plan("migrate", "db-42 --to cluster-b"));

    assertThat(Digest.of(example.plan("migrate", "db-42 —to=cluster-b"))).isEqualTo(digest);
    assertThat(Digest.of(example.plan("migrate", "db-43 --to cluster-b"))).isNotEqualTo(digest);
    example.with("approvals.yaml", "expire: 4h", "expire: 3h");
    assertThat(Digest.of(example.plan("migrate", "db-42 --to cluster-b"))).isNotEqualTo(digest);
  }

  @Test
  void aRunbookSaysHowItIsCalled() throws IOException {
    example.withRunbook(
        "resize",
        """
        runbook: resize
        summary: Resize a datastore
        title: Resize ${datastore}
        parameters:
          datastore: { type: datastore, position: 1 }
          max_lag: { type: duration, default: 5s }
        lock: datastore
        steps:
          - id: look
            title: Look at ${datastore}
            read_only: true
            job: { cluster: "${datastore.cluster}", image: toolbox, run: [look, "${max_lag}"] }
        """);

    assertThat(example.usages())
        .isEqualTo(
            List.of(
                "migrate <datastore> --to <cluster>", "resize <datastore> [--max-lag <duration>]"));
    assertThat(job(step(example.plan("resize", "db-43 --max_lag 9s"), "look")).command())
        .containsExactly("look", "9s");
  }

  private static PlannedStep step(Plan plan, String id) {
    return plan.steps().stream().filter(s -> s.id().value().equals(id)).findFirst().orElseThrow();
  }

  private static PlannedJob job(PlannedStep step) {
    return ((StepAction.RunJob) step.action()).job();
  }
}
