package dev.dre.operations.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanPictureTest {

  @TempDir private Path folder;
  private Example example;

  @BeforeEach
  void copy() {
    example = new Example(folder);
  }

  private String picture() {
    return PlanPicture.of(example.plan("db-42 --to cluster-b"));
  }

  @Test
  void peopleAreAskedBeforeTheWayBackIsGone() {
    assertThat(picture().lines().map(String::strip))
        .containsSubsequence(
            "step7gate{{\"1 of @dre<br/>risk high\"}}:::asks",
            "end",
            "subgraph zone_REVERSE[\"an abort is refused, a reverse operation goes back\"]",
            "step8[\"8 · End replication to cluster-b<br/>undoes nothing, the way back needs none of it\"]",
            "step11gate{{\"1 of @dre<br/>risk high\"}}:::asks",
            "end",
            "subgraph zone_COMPLETE[\"an abort is refused, there is no prepared way back\"]",
            "step11[\"11 · Retire the way back to cluster-a\"]",
            "end",
            "done([\"done\"])");
  }

  @Test
  void aGuardHangsBetweenTheStepsThatItWatches() {
    assertThat(picture()).endsWith("step3 -.-> guard0 -.-> step7\n  step6 -.-> guard1 -.-> step11");
  }

  @Test
  void aStepThatIsNotAlwaysNeededHasAWayAroundIt() {
    example.change(
        "runbooks/migrate.yaml",
        "  - id: verify_data\n",
        "  - id: verify_data\n    when: copy.tables < 100 && datastore.environment == \"prod\"\n");

    assertThat(picture())
        .contains(
            "step5when{\"copy.tables #lt; 100 #amp;#amp; datastore.environment == #quot;prod#quot;\"}")
        .contains("step4 --> step5when", "step5when -->|yes| step5\n")
        .contains("step5 --> step6\n", "step5when -->|no| step6\n");
  }

  @Test
  void whatRunsAtTheSameTimeStandsBesideEachOther() {
    example.change(
        "runbooks/migrate.yaml",
        "  - id: cut_over\n",
        """
          - id: both
            title: Look from both sides
            parallel:
              at_most: 2
              steps:
                - { id: left, title: Left, read_only: true, job: { cluster: "${to}", run: [see] } }
                - { id: right, title: Right, read_only: true, job: { cluster: "${to}", run: [see] } }
          - id: cut_over
        """);

    assertThat(picture())
        .contains("step6 --> step7\n", "step6 --> step8\n")
        .contains("step7 --> step9gate", "step8 --> step9gate");
  }

  @Test
  void whatOnlyAsksIsNothingButAQuestion() {
    example.change(
        "runbooks/migrate.yaml",
        "  - id: cut_over\n",
        "  - { id: agree, title: Agree, approve: true, risk: high }\n  - id: cut_over\n");

    assertThat(picture())
        .contains("step6 --> step7gate", "step7gate --> step8gate")
        .contains("step7gate{{\"7 · Agree<br/>1 of @dre<br/>risk high\"}}:::asks")
        .doesNotContain("step7[", "step7 -");
  }
}
