package dev.dre.operations.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.Mode;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedStep;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much a plan is trusted: what the configuration says, and never more. */
class ModesTest {

  @TempDir private Path folder;
  private Example example;

  @BeforeEach
  void copy() {
    example = new Example(folder);
  }

  private void configured(String modes) {
    example.change(
        "example/settings.yaml", "\nrunbooks:", "\nmodes: %s\nrunbooks:".formatted(modes));
  }

  @Test
  void whereNothingIsSaidRiskyStepsAreApproved() {
    Plan plan = example.plan("db-42 --to cluster-b");

    assertThat(plan.trust()).isEqualTo(Mode.AUTO);
    assertThat(plan.mode()).isEmpty();
    assertThat(plan.steps().stream().filter(s -> s.gate().isPresent())).hasSize(2);
  }

  @Test
  void supervisedAsksBeforeEachStepThatChangesSomething() {
    Plan plan = example.plan("db-42 --to cluster-b --mode supervised");

    assertThat(plan.steps())
        .allSatisfy(s -> assertThat(s.gate().isPresent()).isEqualTo(!s.readOnly()));
    assertThat(plan.steps().stream().filter(PlannedStep::readOnly)).isNotEmpty();
    assertThat(Digest.of(plan)).isNotEqualTo(Digest.of(example.plan("db-42 --to cluster-b")));
  }

  @Test
  void theEnvironmentSaysHowMuchPlansAreTrusted() {
    configured("{ prod: shadow, staging: supervised }");

    assertThat(example.plan("db-42 --to cluster-b").trust()).isEqualTo(Mode.SHADOW);
    assertThat(example.plan("db-43 --to cluster-b").trust()).isEqualTo(Mode.SUPERVISED);
  }

  @Test
  void theMoreCarefulOfRunbookAndEnvironmentCounts() {
    configured("{ prod: supervised }");
    example.change("runbooks/migrate.yaml", "lock: datastore", "lock: datastore\nmode: shadow");

    assertThat(example.plan("db-42 --to cluster-b").trust()).isEqualTo(Mode.SHADOW);
  }

  @Test
  void whoAsksCanOnlyBeMoreCareful() {
    configured("{ prod: supervised }");

    assertThat(example.plan("db-42 --to cluster-b --mode dry-run").trust()).isEqualTo(Mode.DRY_RUN);
    assertThat(example.refusal("db-42 --to cluster-b --mode auto"))
        .isEqualTo(
            "migrate is run as supervised on prod: each step that changes something is approved first. Only the configuration can trust it more; --mode can only be more careful.");
  }

  @Test
  void aModeThatIsNoneIsRefused() {
    assertThat(example.refusal("db-42 --to cluster-b --mode supervise"))
        .isEqualTo(
            "I know no mode \"supervise\". Did you mean \"supervised\"? Known: dry-run, shadow, supervised, auto.");
  }
}
