package dev.dre.operations.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.Expansion;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedEach;
import dev.dre.operations.plan.PlannedGroup;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepId;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps beside each other, and one for each entry of a list, in a plan. */
class TogetherTest {

  private static final String BOTH =
      """
        - id: both
          title: Look at ${datastore} from both sides
          parallel:
            at_most: 2
            steps:
              - { id: left, title: Left, read_only: true, job: { cluster: "${to}", run: [see] } }
              - { id: right, title: Right, read_only: true, job: { cluster: "${to}", run: [see] }, outputs: { tables: list } }
        - id: each
          title: Look at ${table}
          for_each: { item: table, in: right.tables, at_most: 3 }
          read_only: true
          job: { cluster: "${to}", run: [see, "${table}", "${to}"], env: { NAME: "${table}" } }
        - id: cut_over
      """;

  @TempDir private Path folder;
  private Example example;

  @BeforeEach
  void add() {
    example = new Example(folder).change("runbooks/migrate.yaml", "  - id: cut_over\n", BOTH);
  }

  private static PlannedStep step(Plan plan, String id) {
    return plan.steps().stream().filter(s -> s.id().value().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void theStepsOfAGroupStandBesideEachOther() {
    Plan plan = example.plan("db-42 --to cluster-b");

    var group = new PlannedGroup(new StepId("both"), "Look at db-42 from both sides", 2);
    assertThat(step(plan, "left").group()).contains(group);
    assertThat(step(plan, "right").group()).contains(group);
    assertThat(step(plan, "cut_over").group()).isEmpty();
  }

  @Test
  void whereEachStepIsApprovedOrDoneByHandTheyFollowEachOther() {
    for (String mode : new String[] {"supervised", "shadow"}) {
      Plan plan = example.plan("db-42 --to cluster-b --mode " + mode);

      assertThat(step(plan, "left").group()).as(mode).isEmpty();
    }
  }

  @Test
  void theEntryStaysAReferenceUntilItIsKnown() {
    var step = step(example.plan("db-42 --to cluster-b"), "each");

    assertThat(step.title()).isEqualTo("Look at ${table}");
    assertThat(step.action().byHand()).containsExactly("see", "${table}", "cluster-b");
    assertThat(step.each().map(PlannedEach::standsForAll)).contains(true);
  }

  @Test
  void whatIsPrintedSaysWhatRunsAtTheSameTimeAndForWhat() {
    assertThat(PlanText.of(example.plan("db-42 --to cluster-b"), false))
        .contains(
            "-- Look at db-42 from both sides: the next steps at the same time, at most 2 of them.")
        .contains("-- Once all of them are done:")
        .contains(
            "    each    ${table} of right.tables, known only then; at most 3 at the same time");
  }

  @Test
  void aPlanThatHasItsEntriesIsLikeItself() {
    Plan plan = example.plan("db-42 --to cluster-b");

    assertThat(Expansion.like(plan, plan)).isEqualTo(plan);
    assertThat(step(plan, "each").each().flatMap(PlannedEach::entry)).isEqualTo(Optional.empty());
  }
}
