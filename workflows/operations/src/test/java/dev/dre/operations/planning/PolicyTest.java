package dev.dre.operations.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.approvals.Policy;
import dev.dre.approvals.Principal;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.Right;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is asked, who may act, and what is refused because nobody could say. */
class PolicyTest {

  private static final String DIGEST =
      "@sha256:0000000000000000000000000000000000000000000000000000000000000000";

  @TempDir private Path folder;
  private Example example;

  @BeforeEach
  void copy() {
    example = new Example(folder);
  }

  @Test
  void aRiskyStepThatNoPolicyFitsIsRefusedBeforeAnythingStarts() {
    example.change("example/approvals.yaml", "[prod, staging]", "staging");

    assertThat(example.refusal("db-42 --to cluster-b"))
        .isEqualTo(
            "step cut_over is of high risk, and no policy in approvals.yaml says who approves that for the environment prod.");
    assertThat(policyOf(example.plan("db-43 --to cluster-b")).name()).isEqualTo("high-risk");
  }

  @Test
  void theFirstPolicyThatFitsCounts() {
    example.change(
        "example/approvals.yaml",
        "approvals:\n",
        """
        approvals:
          - { name: prod-only, environment: prod, risk: [medium, high], require: 2, from: [group:dre] }
        """);

    assertThat(policyOf(example.plan("db-42 --to cluster-b")).name()).isEqualTo("prod-only");
    assertThat(policyOf(example.plan("db-43 --to cluster-b")).name()).isEqualTo("high-risk");
  }

  @Test
  void theTeamThatOwnsTheDatastoreMayApproveWhereThePolicySaysSo() {
    example.change("example/approvals.yaml", "[group:dre]", "[group:dre, team:owner]");

    assertThat(policyOf(example.plan("db-42 --to cluster-b")).from())
        .containsExactly(Principal.group("dre"), Principal.group("payments-oncall"));
  }

  @Test
  void rightsOfTheOwnerAreThoseOfItsGroup() {
    var rights = example.plan("db-42 --to cluster-b").rights().holders();

    assertThat(rights.get(Right.START))
        .containsExactly(Principal.group("dre"), Principal.group("payments-oncall"));
    assertThat(rights.get(Right.ACKNOWLEDGE)).containsExactly(Principal.group("dre"));
  }

  @Test
  void aRightThatNobodyWasGivenBelongsToNobody() {
    example.change("example/settings.yaml", "  acknowledge: [group:dre]\n", "");

    assertThat(example.plan("db-42 --to cluster-b").rights().holders())
        .doesNotContainKey(Right.ACKNOWLEDGE);
  }

  @Test
  void inProductionAnImageIsNamedByItsDigest() {
    example.change("example/settings.yaml", DIGEST, ":1.4");

    assertThat(example.refusal("db-42 --to cluster-b"))
        .isEqualTo(
            "image toolbox is \"registry.example/dre-toolbox:1.4\": for the environment prod it has to be named by its digest (…@sha256:…).");
    assertThat(example.plan("db-43 --to cluster-b").steps()).isNotEmpty();
  }

  private static Policy policyOf(Plan plan) {
    return plan.steps().stream().flatMap(s -> s.gate().stream()).findFirst().orElseThrow().policy();
  }

  @Test
  void aPolicyCanBeForSomeDatastoresOnly() {
    example.change(
        "example/approvals.yaml",
        "approvals:",
        """
        approvals:
          - { name: payments-risky, environment: prod, risk: high, when: "datastore.team == 'payments'", require: 2, from: [group:dre] }""");

    assertThat(policy("db-42")).isEqualTo("payments-risky");
    example.change("example/approvals.yaml", "'payments'", "'search'");
    assertThat(policy("db-42")).isEqualTo("high-risk");
  }

  private String policy(String datastore) {
    return example.plan(datastore + " --to cluster-b").steps().stream()
        .flatMap(step -> step.gate().stream())
        .findFirst()
        .orElseThrow()
        .policy()
        .name();
  }
}
