package dev.dre.operations.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.config.Configuration;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.ClusterTask;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.StepId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A datastore that has two places in one cluster. */
class PlacesTest {

  private static final ClusterName CLUSTER_A = new ClusterName("cluster-a");
  private static final ClusterName PLACE = new ClusterName("cluster-a-18");

  @TempDir private Path folder;
  private Example example;

  @BeforeEach
  void copy() {
    example =
        new Example(folder)
            .change(
                "example/clusters.yaml", "jobs:", "changes: { namespaces: [databases] }\n    jobs:")
            .change(
                "example/datastores.yaml",
                "      cluster-b: { host: db-42.b",
                "      cluster-a-18: { cluster: cluster-a, host: db-42.a-18.example, database: app, secret: db-42-a-18,"
                    + " workload: statefulset/db-42-18, namespace: databases, volumes: { backups: dre-backups-18 } }\n"
                    + "      cluster-b: { host: db-42.b");
  }

  @Test
  void aMoveInsideOneClusterRunsAllItsJobsThereAndTellsThePlacesApart() {
    Plan plan = example.plan("db-42 --to cluster-a-18");

    assertThat(plan.summary()).isEqualTo("Migrate db-42 from cluster-a to cluster-a-18");
    assertThat(plan.movesTo()).contains(PLACE);
    assertThat(plan.reverse()).contains("migrate-back db-42 --to cluster-a --of " + Plan.OPERATION);
    assertThat(tasks(plan)).isNotEmpty().allMatch(task -> task.cluster().equals(CLUSTER_A));
    assertThat(plan.clusters()).containsExactly(CLUSTER_A);
    assertThat(plan.residue()).extracting(ClusterTask::where).containsExactly(CLUSTER_A, PLACE);
    assertThat(step(plan, "subscribe").rollback())
        .extracting(entry -> entry.job().where())
        .containsExactly(CLUSTER_A, PLACE);
    var job = ((StepAction.RunJob) step(plan, "copy").action()).job();
    assertThat(job.env())
        .containsEntry("SOURCE_HOST", "db-42.a.example")
        .containsEntry("TARGET_HOST", "db-42.a-18.example");
    assertThat(job.secrets().get("TARGET_PASSWORD"))
        .isEqualTo(new PlannedJob.SecretKey("db-42-a-18", "password"));
  }

  @Test
  void goingBackComesFromThePlaceThatItWasMovedTo() {
    Plan plan = from(PLACE, "migrate-back", "db-42 --to cluster-a --of migrate-db-42-k7f3");

    assertThat(plan.summary()).isEqualTo("Move db-42 back from cluster-a-18 to cluster-a");
    assertThat(plan.movesTo()).contains(CLUSTER_A);
    assertThat(tasks(plan)).isNotEmpty().allMatch(task -> task.cluster().equals(CLUSTER_A));
    assertThat(plan.datastore().cluster()).isEqualTo(PLACE);
  }

  @Test
  void everyOtherRunbookIsAboutThePlaceInWhichTheDatastoreLives() {
    var look =
        ((StepAction.RunJob) from(PLACE, "analyze", "db-42").steps().getFirst().action()).job();
    assertThat(look.cluster()).isEqualTo(CLUSTER_A);
    assertThat(look.env()).containsValue("db-42.a-18.example");

    example.change("runbooks/restart.yaml", "risk: medium", "risk: high");
    Plan restart = from(PLACE, "restart", "db-42");
    var change = step(restart, "restart").action().change().orElseThrow();
    assertThat(change.words()).isEqualTo("restart statefulset/db-42-18 in databases on cluster-a");
    assertThat(change.where()).isEqualTo(PLACE);

    var take = ((StepAction.RunJob) step(from(PLACE, "backup", "db-42"), "take").action()).job();
    assertThat(take.volumes()).containsValue("dre-backups-18");
  }

  @Test
  void theLineOfAClusterStopsAlsoWhatOnlyWaitsForADatastoreThere() throws IOException {
    Files.writeString(
        folder.resolve("runbooks/rest.yaml"),
        """
        runbook: rest
        summary: Rest
        title: Rest beside ${datastore}
        parameters: { datastore: { type: datastore, position: 1 } }
        lock: datastore
        steps: [{ id: rest, title: Rest, wait: { for: 5m } }]
        """);
    Plan plan = from(PLACE, "rest", "db-42");

    assertThat(tasks(plan)).isEmpty();
    assertThat(new LineScope.OfCluster(CLUSTER_A).covers(plan)).isTrue();
  }

  @Test
  void aPlaceIsNamedAmongThoseThatFitAndTheOneItIsInIsNot() {
    assertThat(example.refusal("db-42"))
        .isEqualTo("migrate needs --to. Clusters that fit: cluster-a-18, cluster-b.");
    assertThat(example.refusal("db-42 --to cluster-a-17"))
        .isEqualTo(
            "I know no cluster \"cluster-a-17\". Did you mean \"cluster-a-18\"? Clusters that fit: cluster-a-18, cluster-b.");
    assertThat(example.refusal("db-43 --to cluster-a-19"))
        .startsWith("I know no cluster \"cluster-a-19\".");
    assertThat(why(PLACE, "db-42 --to cluster-a-18"))
        .isEqualTo("db-42 is in cluster-a-18 already. Clusters that fit: cluster-a, cluster-b.");
  }

  @Test
  void whatIsStoredIsReadAgainAndWithoutSuchAPlaceNothingMoreIsStored() throws Exception {
    var mapper = OperationJson.mapper();
    Plan plan = from(PLACE, "migrate-back", "db-42 --to cluster-a --of migrate-db-42-k7f3");
    Plan usual = example.plan("db-42 --to cluster-b");

    assertThat(mapper.readValue(mapper.writeValueAsString(plan), Plan.class)).isEqualTo(plan);
    assertThat(mapper.writeValueAsString(usual)).doesNotContain("\"place\"", "\"within\"");
  }

  private static Stream<ClusterTask> tasksOf(PlannedStep step) {
    return Stream.of(
            step.action() instanceof StepAction.RunJob(PlannedJob job)
                ? Stream.<ClusterTask>of(job)
                : Stream.<ClusterTask>empty(),
            step.verify().stream(),
            step.require().flatMap(r -> r.probe()).stream(),
            step.rollback().stream().map(entry -> entry.job()))
        .flatMap(all -> all);
  }

  private static List<ClusterTask> tasks(Plan plan) {
    return Stream.of(
            plan.steps().stream().flatMap(PlacesTest::tasksOf),
            plan.guards().stream().map(guard -> guard.probe()),
            plan.residue().stream())
        .<ClusterTask>flatMap(all -> all)
        .toList();
  }

  private static PlannedStep step(Plan plan, String id) {
    return plan.steps().stream()
        .filter(s -> s.id().equals(new StepId(id)))
        .findFirst()
        .orElseThrow();
  }

  private Plan from(ClusterName place, String runbook, String arguments) {
    return switch (result(place, runbook, arguments)) {
      case PlanResult.Planned planned -> planned.plan();
      case PlanResult.Refused refused -> throw new AssertionError(refused.why());
    };
  }

  private String why(ClusterName place, String arguments) {
    return ((PlanResult.Refused) result(place, "migrate", arguments)).why();
  }

  private PlanResult result(ClusterName place, String runbook, String arguments) {
    return new Planner(Configuration.load(folder.resolve("example")))
        .plan(runbook, arguments, datastore -> Optional.of(place));
  }
}
