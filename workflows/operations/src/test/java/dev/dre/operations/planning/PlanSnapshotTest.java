package dev.dre.operations.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepAction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runbook that ships, planned in full. */
class PlanSnapshotTest {

  @TempDir private Path folder;
  private Example example;

  @BeforeEach
  void copy() {
    example = new Example(folder);
  }

  @Test
  void aBackupIsWrittenToTheVolumeOfTheDatastoresPlace() {
    Plan plan = example.plan("backup", "db-42");

    assertThat(jobs(plan))
        .isNotEmpty()
        .allSatisfy(job -> assertThat(job.volumes()).isEqualTo(Map.of("/backups", "dre-backups")));
    assertThat(jobs(example.plan("db-42 --to cluster-b")))
        .allSatisfy(job -> assertThat(job.volumes()).isEmpty());
  }

  @Test
  void aPlaceWithoutTheVolumeIsNamedWithWhatToWrite() {
    example.change("example/datastores.yaml", ", volumes: { backups: dre-backups }", "");

    assertThat(example.refusal("backup", "db-42"))
        .isEqualTo(
            "db-42 has no volume \"backups\" in cluster-a: in datastores.yaml, give its place there volumes: { backups: <a PersistentVolumeClaim in the namespace of the Jobs> }.");
  }

  @Test
  void aJobThatLeadsClientsGetsTheConsolesAndTheFileOfEachSide() {
    assertThat(jobs(example.plan("db-42 --to cluster-b")))
        .isNotEmpty()
        .allSatisfy(job -> assertThat(job.env()).doesNotContainKeys("ROUTE_HOST", "SOURCE_ROUTE"));
    example.change(
        "example/datastores.yaml",
        "    labels: { tier: \"1\" }\n",
        """
            pgbouncer:
              hosts: [pgb-1.example, pgb-2.example]
              database: orders
              secret: db-42-pgbouncer
              files: { cluster-a: /etc/pgbouncer/a.ini, cluster-b: /etc/pgbouncer/b.ini }
        """);

    Plan plan = example.plan("db-42 --to cluster-b");

    assertThat(jobs(plan))
        .allSatisfy(
            job -> {
              assertThat(job.env())
                  .containsEntry("ROUTE_HOST", "pgb-1.example,pgb-2.example")
                  .containsEntry("ROUTE_PORT", "6432")
                  .containsEntry("ROUTE_DATABASE", "orders")
                  .containsEntry("SOURCE_ROUTE", "/etc/pgbouncer/a.ini")
                  .containsEntry("TARGET_ROUTE", "/etc/pgbouncer/b.ini");
              assertThat(job.secrets())
                  .containsEntry(
                      "ROUTE_PASSWORD", new PlannedJob.SecretKey("db-42-pgbouncer", "password"));
            });
    assertThat(plan.steps())
        .filteredOn(step -> step.id().value().equals("cut_over"))
        .singleElement()
        .satisfies(
            step ->
                assertThat(step.gate().orElseThrow().consequence())
                    .startsWith("Clients wait at PgBouncer for well under a second"));
    assertThat(jobs(example.plan("analyze", "db-42")))
        .allSatisfy(job -> assertThat(job.env()).doesNotContainKey("ROUTE_HOST"));
  }

  private static List<PlannedJob> jobs(Plan plan) {
    return plan.steps().stream()
        .map(PlannedStep::action)
        .flatMap(
            action -> action instanceof StepAction.RunJob run ? Stream.of(run.job()) : Stream.of())
        .toList();
  }

  @Test
  void aProblemIsLookedAtWhereTheDatastoreLivesUnlessAPlaceIsNamed() {
    assertThat(example.plan("remediate", "db-42 --problem slot").summary())
        .isEqualTo("Remediate db-42 on cluster-a: slot");
    Plan elsewhere = example.plan("remediate", "db-42 --problem stuck-replica --at cluster-b");
    assertThat(jobs(elsewhere))
        .allSatisfy(job -> assertThat(job.env()).containsEntry("DB_HOST", "db-42.b.example"));
  }

  @Test
  void migrateIsPlannedStepByStep() {
    assertThat(PlanSnapshot.of(example.plan("db-42 --to cluster-b")))
        .isEqualTo(
            """
            preflight        b  pg-migrate preflight                            read-only redo retries 1
            prepare          b  pg-migrate prepare
              verify         b  pg-migrate verify prepare
              undo           b  pg-migrate undo prepare --side target
            subscribe        b  pg-migrate subscribe
              verify         b  pg-migrate verify subscribe
              undo           a  pg-migrate undo subscribe --side source
              undo           b  pg-migrate undo subscribe --side target
            copy             b  pg-migrate copy                                 retries 2
              verify         b  pg-migrate verify copy
              undo           b  pg-migrate undo copy --side target
            verify_data      b  pg-migrate verify-data                          read-only redo retries 1
            prepare_reverse  b  pg-migrate prepare-reverse                      retries 1
              verify         b  pg-migrate verify prepare-reverse
              undo           a  pg-migrate undo prepare-reverse --side source
              undo           b  pg-migrate undo prepare-reverse --side target
            cut_over         b  pg-migrate cut-over --budget 10s                reverse budget 10s
              require        b  pg-migrate watch
                subscription == 'enabled' && active && conflicts == '' && behind_bytes < 16777216
              gate              high: 1 of @dre, not the requester, 4h, shows copy.lag_seconds verify_data.rows verify_data.mismatches prepare_reverse.back_seconds
              verify         b  pg-migrate verify cut-over
              undo           a  pg-migrate undo cut-over --side source
              undo           b  pg-migrate undo cut-over --side target
            drop_forward     b  pg-migrate drop-forward                         reverse retries 2
              verify         b  pg-migrate verify drop-forward
              undo           b  pg-migrate undo drop-forward --side target
            soak                waits PT24H                                     read-only reverse redo
            last_look        b  pg-migrate watch --back                         read-only reverse redo retries 2
            retire           b  pg-migrate retire                               complete retries 2
              gate              high: 1 of @dre, not the requester, 4h, shows cut_over.write_stop_ms last_look.subscription last_look.conflicts last_look.slot last_look.behind_bytes
              verify         b  pg-migrate verify retire
            guard            b  pg-migrate watch                                subscribe … cut_over, PT30S
              abort if retained_bytes > max_wal_gb * 1e9
              pause if slot == 'lost' || slot == 'none'
              page if subscription == 'unreachable'
              pause if conflicts != '' || subscription != 'enabled'
              page if reconnected
            guard            b  pg-migrate watch --back                         prepare_reverse … retire, PT1M
              page if slot == 'lost' || slot == 'none'
              page if retained_bytes > max_wal_gb * 1e9
              page if subscription == 'unreachable'
              page if conflicts != '' || subscription != 'enabled'
              page if reconnected
              page if route != 'none' && route != 'target'
            residue          a  pg-migrate residue --side source
            residue          b  pg-migrate residue --side target
            """);
  }

  @Test
  void aJobKnowsBothSidesAndItsPasswordsOnlyByReference() {
    PlannedJob copy = job(step(example.plan("db-42 --to cluster-b"), "copy"));

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
  void theGateSaysUntilWhenThereIsAWayBack() {
    PlannedStep cutOver = step(example.plan("db-42 --to cluster-b"), "cut_over");

    assertThat(cutOver.gate().orElseThrow().consequence())
        .contains("then db-42 lives on cluster-b")
        .endsWith("Going back stays possible without loss until retire.");
    PlannedStep retire = step(example.plan("db-42 --to cluster-b"), "retire");
    assertThat(retire.gate().orElseThrow().consequence())
        .startsWith("There is no prepared way back after this step");
  }

  @Test
  void anyChangeOfWhatWasWrittenMakesAnotherDigest() {
    String digest = Digest.of(example.plan("db-42 --to cluster-b"));

    example.change("example/approvals.yaml", "expire: 4h", "expire: 3h");

    assertThat(Digest.of(example.plan("db-42 --to cluster-b"))).isNotEqualTo(digest);
  }

  private static PlannedStep step(Plan plan, String id) {
    return plan.steps().stream().filter(s -> s.id().value().equals(id)).findFirst().orElseThrow();
  }

  private static PlannedJob job(PlannedStep step) {
    return ((StepAction.RunJob) step.action()).job();
  }
}
