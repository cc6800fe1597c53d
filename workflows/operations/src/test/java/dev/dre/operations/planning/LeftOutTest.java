package dev.dre.operations.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.plan.PlannedStep;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps of which it is clear when the plan is made whether they are needed. */
class LeftOutTest {

  private static final String CAREFUL = "how == 'carefully'";

  @TempDir private Path folder;
  private Example example;

  @BeforeEach
  void copy() {
    example =
        new Example(folder)
            .parameter("how", "{ type: text, default: carefully }")
            .change(
                "example/clusters.yaml", "jobs:", "changes: { namespaces: [databases] }\n    jobs:")
            .change(
                "example/datastores.yaml",
                "secret: db-42-cluster-a",
                "secret: db-42-cluster-a, workload: statefulset/db-42, namespace: databases");
  }

  private void needs(String step, String when) {
    example.change(
        "runbooks/migrate.yaml",
        "  - id: %s\n".formatted(step),
        "  - id: %s\n    when: %s\n".formatted(step, when));
  }

  private Plan migrate(String more) {
    return example.plan("db-42 --to cluster-b" + more);
  }

  private static List<String> steps(Plan plan) {
    return plan.steps().stream().map(s -> s.id().value()).toList();
  }

  private static Optional<String> when(Plan plan, String step) {
    return plan.steps().stream()
        .filter(s -> s.id().value().equals(step))
        .findFirst()
        .flatMap(PlannedStep::when)
        .map(condition -> condition.text());
  }

  @Test
  void whatIsNotNeededIsNotInThePlan() {
    needs("verify_data", CAREFUL);

    assertThat(steps(migrate(" --how quickly")))
        .contains("copy", "prepare_reverse")
        .doesNotContain("verify_data");
  }

  @Test
  void whatIsNeededIsNotAskedForAgain() {
    needs("verify_data", CAREFUL);

    assertThat(steps(migrate(""))).contains("verify_data");
    assertThat(when(migrate(""), "verify_data")).isEmpty();
  }

  @Test
  void whatHangsOnOutputsIsAskedWhenItsTimeComes() {
    needs("verify_data", "copy.tables > 0 && " + CAREFUL);

    assertThat(when(migrate(""), "verify_data")).contains("copy.tables > 0 && " + CAREFUL);
    assertThat(steps(migrate(" --how quickly"))).doesNotContain("verify_data");
  }

  @Test
  void aRunbookThatIsNotNeededTakesItsStepsWithIt() {
    example.change(
        "runbooks/migrate.yaml",
        "  - id: retire\n",
        """
          - id: statistics
            title: Statistics of ${datastore}
            when: how == 'carefully'
            runbook: { name: analyze }
          - id: retire
        """);

    assertThat(steps(migrate(""))).contains("statistics_look");
    assertThat(steps(migrate(" --how quickly")))
        .contains("retire")
        .noneMatch(step -> step.startsWith("statistics_"));
  }

  @Test
  void aGuardThatBeginsWithItIsNotThereEither() {
    needs("prepare_reverse", CAREFUL);

    assertThat(migrate("").guards()).extracting(PlannedGuard::id).contains("way_back");
    assertThat(migrate(" --how quickly").guards())
        .extracting(PlannedGuard::id)
        .containsExactly("replication");
  }

  @Test
  void aGuardThatEndsWithItLooksUntilTheEnd() {
    needs("retire", CAREFUL);

    var plan = migrate(" --how quickly");

    assertThat(plan.guards()).extracting(PlannedGuard::id).contains("way_back");
    assertThat(PlanPicture.of(plan)).endsWith("step6 -.-> guard1 -.-> done");
  }

  @Test
  void onlyWhatIsToChangeIsInThePlanOfScale() {
    assertThat(steps(example.plan("scale", "db-42 --replicas 3")))
        .containsExactly("scale", "reached");
    assertThat(steps(example.plan("scale", "db-42 --storage 2Gi --claim data-db-42-0")))
        .containsExactly("grow", "reached");
    assertThat(steps(example.plan("scale", "db-42 --memory 4Gi")))
        .containsExactly("memory", "reached");
    assertThat(steps(example.plan("scale", "db-42 --cpu 500m"))).containsExactly("cpu", "reached");
    assertThat(steps(example.plan("scale", "db-42 --memory 4Gi --cpu 2 --replicas 3")))
        .containsExactly("memory_and_cpu", "scale", "reached");
  }

  @Test
  void nothingToChangeIsNothingToDo() {
    assertThat(example.refusal("scale", "db-42"))
        .startsWith(
            "scale has nothing to do for that: none of its steps is needed. Usage: /dre scale")
        .contains("[--replicas", "[--storage");
  }

  @Test
  void aVolumeGrowsByItsName() {
    assertThat(example.refusal("scale", "db-42 --storage 2Gi"))
        .isEqualTo("--claim and --storage belong together: --claim data-db-42-0 --storage 200Gi.");
    assertThat(example.refusal("scale", "db-42 --replicas 0"))
        .contains("a datastore without pods serves nobody");
  }
}
