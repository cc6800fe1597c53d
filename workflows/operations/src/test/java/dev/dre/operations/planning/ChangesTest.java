package dev.dre.operations.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.json.OperationJson;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedChange;
import dev.dre.operations.plan.PlannedStep;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that change objects of a cluster. */
class ChangesTest {

  private static final String DIGEST = "@sha256:" + "0".repeat(64);

  @TempDir private Path folder;

  private Example with(String change) {
    return new Example(folder)
        .change("example/clusters.yaml", "jobs:", "changes: { namespaces: [databases] }\n    jobs:")
        .change(
            "example/datastores.yaml",
            "secret: db-42-cluster-a",
            "secret: db-42-cluster-a, workload: statefulset/db-42, namespace: databases")
        .change(
            "runbooks/migrate.yaml",
            "  - id: prepare\n",
            """
              - id: grow
                title: Grow
                kubernetes: { cluster: "${datastore.cluster}", namespace: "${datastore.namespace}", %s }
              - id: prepare
            """
                .formatted(change));
  }

  private static PlannedStep grow(Plan plan) {
    return plan.steps().stream()
        .filter(s -> s.id().value().equals("grow"))
        .findFirst()
        .orElseThrow();
  }

  private static PlannedChange change(Example example) {
    return grow(example.plan("db-42 --to cluster-b")).action().change().orElseThrow();
  }

  @Test
  void whatRunsADatastoreIsNamedByItsPlacement() throws Exception {
    var example = with("scale: \"${datastore.workload}\", replicas: 3");
    var plan = example.plan("db-42 --to cluster-b");
    var change = change(example);

    assertThat(change.words()).isEqualTo("scale statefulset/db-42 in databases on cluster-a");
    assertThat(change.objects().getFirst().content()).isEqualTo("{\"spec\":{\"replicas\":3}}");
    assertThat(change.kubectl())
        .containsExactly(
            "kubectl --context cluster-a --namespace databases patch statefulset/db-42"
                + " --field-manager=dre --patch '{\"spec\":{\"replicas\":3}}'");
    assertThat(grow(plan).verify()).contains(change);
    assertThat(grow(plan).rollback()).singleElement().matches(r -> r.job().equals(change));

    String stored = OperationJson.mapper().writeValueAsString(plan);
    assertThat(OperationJson.mapper().readValue(stored, Plan.class)).isEqualTo(plan);
  }

  @Test
  void aNamespaceThatIsNotListedIsRefused() {
    assertThat(
            with("restart: statefulset/db-42")
                .change("example/clusters.yaml", "[databases]", "[others]")
                .refusal("db-42 --to cluster-b"))
        .contains(
            "nothing may be changed in the namespace databases of cluster-a", "clusters.yaml");
  }

  @Test
  void aDatastoreOfWhichNobodySaysWhatRunsItIsRefused() {
    assertThat(
            with("restart: \"${datastore.workload}\"")
                .change(
                    "example/datastores.yaml",
                    ", workload: statefulset/db-42, namespace: databases",
                    "")
                .refusal("db-42 --to cluster-b"))
        .contains("nobody says what runs db-42 in cluster-a", "datastores.yaml");
  }

  private static final String SET_IMAGE = "set_image: statefulset/db-42, container: db, image: ";

  @Test
  void anImageIsOneOfTheSettings() {
    assertThat(change(with(SET_IMAGE + "toolbox")).objects().getFirst().content())
        .contains("\"name\":\"db\"", "@sha256:");
  }

  @Test
  void orItIsNamedByItsDigest() {
    assertThat(
            change(with(SET_IMAGE + "\"registry.example/pg" + DIGEST + "\""))
                .objects()
                .getFirst()
                .content())
        .contains("registry.example/pg" + DIGEST);
  }

  @Test
  void aTagIsRefusedInProd() {
    assertThat(with(SET_IMAGE + "\"registry.example/pg:18\"").refusal("db-42 --to cluster-b"))
        .contains("registry.example/pg:18", "by its digest");
  }

  private static final String PROVISION = "db-42 --to cluster-b --storage 5Gi --image toolbox";

  @Test
  void aServerIsMadeInThePlaceWhereTheDatastoreIsToGo() {
    var example =
        new Example(folder)
            .change(
                "example/clusters.yaml",
                "  - name: cluster-b\n",
                "  - name: cluster-b\n    changes: { namespaces: [databases] }\n")
            .change(
                "example/datastores.yaml",
                "secret: db-42-cluster-b",
                "secret: db-42-cluster-b, workload: statefulset/db-42, namespace: databases");

    var server =
        example.plan("provision", PROVISION).steps().getFirst().action().change().orElseThrow();

    assertThat(server.words())
        .isEqualTo("apply service/db-42, statefulset/db-42 in databases on cluster-b");
    assertThat(server.objects().getLast().content())
        .contains("\"storage\":\"5Gi\"", "\"name\":\"db-42-cluster-b\"")
        .containsPattern("\"image\":\"[^\"]+@sha256:");
  }

  @Test
  void noServerIsMadeWhereNobodySaysWhatRunsThere() {
    assertThat(new Example(folder).refusal("provision", PROVISION))
        .contains("nobody says what runs db-42 in cluster-b", "workload and namespace");
  }

  @Test
  void aPatchBringsNoOtherImagesEither() {
    assertThat(
            with("patch: statefulset/db-42, with: { spec: { template: { spec: { containers: [{ name: db, image: \"pg:18\" }] } } } }")
                .refusal("db-42 --to cluster-b"))
        .contains("pg:18", "by its digest");
  }
}
