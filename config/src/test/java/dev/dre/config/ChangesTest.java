package dev.dre.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps that change objects of a cluster, and where they may. */
class ChangesTest {

  @TempDir private Path folder;

  private Folder with(String change) {
    return withStep(
        "kubernetes: { cluster: \"${to}\", namespace: databases, %s }".formatted(change));
  }

  private Folder withStep(String fields) {
    return Folder.good(folder)
        .change(
            "runbooks/move.yaml",
            "- id: tidy",
            """
            - id: grow
                title: Grow
                zone: complete
                %s
              - id: tidy"""
                .formatted(fields));
  }

  private static Runbook.Action.Change change(Folder folder) {
    var move = Objects.requireNonNull(folder.load().runbooks().get("move"));
    return move.steps().stream()
        .map(Runbook.Step::action)
        .filter(Runbook.Action.Change.class::isInstance)
        .map(Runbook.Action.Change.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aChangeIsReadAndBringsItsOwnVerifyAndRollback() {
    var change = change(with("scale: statefulset/db-42, replicas: \"3\", managed_by: helm"));

    assertThat(change.what()).isEqualTo("scale");
    assertThat(change.object()).isEqualTo("statefulset/db-42");
    assertThat(change.values()).containsEntry("replicas", "3");
    assertThat(change.managedBy()).isEqualTo("helm");
  }

  @Test
  void oneObjectOrAListIsApplied() {
    String object = "{ apiVersion: v1, kind: ConfigMap, metadata: { name: %s }, data: { a: b } }";

    assertThat(change(with("apply: " + object.formatted("one"))).documents()).hasSize(1);
    assertThat(
            change(with("apply: [%s, %s]".formatted(object.formatted("x"), object.formatted("y"))))
                .documents())
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "scale: statefulset/db-42 | kubernetes.replicas: is missing.",
        "scale: statefulset/db-42, replicas: some | \"some\" should be a whole number",
        "scale: statefullset/db-42, replicas: 1 | Did you mean \"statefulset\"?",
        "scale: db-42, replicas: 1 | \"db-42\" should be <kind>/<name>",
        "restart: statefulset/db-42, replicas: 1 | kubernetes.replicas: is not known here.",
        "patch: secret/db-42, with: { data: { a: b } } | kind for patch",
        "patch: configmap/db-42, with: { stringData: { a: b } } | with.stringData: is not known here.",
        "resize: pvc/data-0, size: big | \"big\" should be a size",
        "apply: { apiVersion: v1, kind: Secret, metadata: { name: a } } | kind that may be applied",
        "apply: { apiVersion: apps/v1, kind: Service, metadata: { name: a } } | should be v1.",
        "cluster: x | should say one of apply, patch, resize, restart, scale, set_image",
      })
  void whatIsWrongIsNamedWithItsLine(String change, String problem) {
    assertThat(with(change).problems())
        .anyMatch(p -> p.startsWith("runbooks/move.yaml:") && p.contains(problem));
  }

  @Test
  void whatComesWithTheKindIsNotWritten() {
    assertThat(
            withStep(
                    "kubernetes: { cluster: \"${to}\", namespace: a, restart: statefulset/a }\n    rollback: none")
                .problems())
        .singleElement()
        .asString()
        .contains("rollback: has no meaning for a step of the kind kubernetes");
  }

  @Test
  void namespacesAreListedForEachCluster() {
    var folder = Folder.good(this.folder);
    assertThat(folder.load().clusters().firstEntry().getValue().changeable()).isEmpty();

    folder.change("clusters.yaml", "jobs:", "changes: { namespaces: [databases] }\n    jobs:");
    assertThat(folder.load().clusters().firstEntry().getValue().changeable())
        .containsExactly("databases");

    folder.change("clusters.yaml", "[databases]", "[]");
    assertThat(folder.problems()).singleElement().asString().contains("changes.namespaces");
  }
}
