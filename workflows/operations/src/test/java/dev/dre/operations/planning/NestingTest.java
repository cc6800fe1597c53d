package dev.dre.operations.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedCondition.Operand;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.Zone;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runbook that is a step of another. */
class NestingTest {

  private static final String NESTED =
      """
        - id: statistics
          title: Statistics of ${datastore}
          when: preflight.tables > 0
          runbook: { name: analyze, with: { quiet_below: "%s" } }
        - id: retire
      """
          .formatted("50");

  @TempDir private Path folder;
  private Example example;

  @BeforeEach
  void nest() {
    example =
        new Example(folder).change("runbooks/migrate.yaml", "  - id: retire\n", NESTED.indent(0));
  }

  private static PlannedStep step(Plan plan, String id) {
    return plan.steps().stream().filter(s -> s.id().value().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void itsStepsBecomeStepsOfThePlan() {
    Plan plan = example.plan("db-42 --to cluster-b");

    assertThat(plan.steps())
        .extracting(s -> s.id().value())
        .containsSubsequence(
            "last_look",
            "statistics_look",
            "statistics_quiet",
            "statistics_agree",
            "statistics_analyze",
            "statistics_rest",
            "statistics_healthy",
            "retire");
    assertThat(step(plan, "statistics_look").title())
        .isEqualTo("Statistics of db-42: Look how much has changed");
    assertThat(plan.runbook()).isEqualTo("migrate");
    assertThat(plan.parameters().keySet()).doesNotContain("quiet_below");
  }

  @Test
  void itsParametersAreThoseOfTheStep() {
    var quiet = step(example.plan("db-42 --to cluster-b"), "statistics_quiet");

    var watch = (StepAction.Watch) quiet.action();
    assertThat(watch.until().operands())
        .containsEntry("quiet_below", new Operand("number", Optional.of("50"), Optional.empty()));
  }

  @Test
  void whatItsConditionsNameIsReportedUnderTheLongerName() {
    var agree = step(example.plan("db-42 --to cluster-b"), "statistics_agree");

    var when = agree.when().orElseThrow();
    assertThat(when.text()).isEqualTo("(preflight.tables > 0) && (look.changed_rows >= many_rows)");
    var reported = new TreeMap<String, String>();
    reported.put("preflight.tables", "3");
    reported.put("statistics_look.changed_rows", "7");
    reported.put("look.changed_rows", "of somebody else");
    assertThat(when.values(reported))
        .containsEntry("look.changed_rows", "7")
        .containsEntry("preflight.tables", "3")
        .containsEntry("many_rows", "1000000");
    assertThat(agree.gate().orElseThrow().evidence())
        .extracting(e -> e.step().value())
        .containsOnly("statistics_look");
  }

  @Test
  void itIsNotMoreReversibleThanWhatWasBeforeIt() {
    var steps = example.plan("db-42 --to cluster-b").steps();

    assertThat(steps).extracting(PlannedStep::zone).isSorted();
    assertThat(steps)
        .filteredOn(s -> s.id().value().equals("retire"))
        .extracting(PlannedStep::zone)
        .containsExactly(Zone.COMPLETE);
  }

  @Test
  void itCanBeAskedForWithOtherParametersAndIsAnotherPlanThen() {
    var one = example.plan("db-42 --to cluster-b");
    var other =
        example
            .change("runbooks/migrate.yaml", "quiet_below: \"50\"", "quiet_below: \"60\"")
            .plan("db-42 --to cluster-b");

    assertThat(Digest.of(other)).isNotEqualTo(Digest.of(one));
  }

  @Test
  void whatIsTrustedLessMakesTheWholeTrustedLess() {
    example.change("runbooks/analyze.yaml", "lock: datastore", "lock: datastore\nmode: shadow");

    assertThat(example.refusal("db-42 --to cluster-b"))
        .isEqualTo(
            "step statistics is the runbook analyze, which is run as shadow on prod: say --mode shadow.");
    assertThat(example.plan("db-42 --to cluster-b --mode shadow").steps()).hasSizeGreaterThan(10);
  }

  @Test
  void aValueThatItDoesNotTakeIsRefused() {
    example.change("runbooks/migrate.yaml", "quiet_below: \"50\"", "quiet_below: soon");

    assertThat(example.refusal("db-42 --to cluster-b"))
        .contains("--quiet-below: \"soon\" should be a number");
  }

  @Test
  void guardsOfItLookBesideItsOwnSteps() {
    example.change(
        "runbooks/analyze.yaml",
        "lock: datastore",
        """
        lock: datastore
        guards:
          - { id: load, title: Load, from: look, to: healthy, probe: { cluster: "${datastore.cluster}", run: [pg-analyze, load] },
              outputs: { longest_seconds: number }, breach: [{ when: longest_seconds > 900, says: Slow., then: page }] }""");

    var guards = example.plan("db-42 --to cluster-b").guards();

    assertThat(guards)
        .filteredOn(g -> g.id().equals("statistics_load"))
        .singleElement()
        .satisfies(
            g ->
                assertThat(List.of(g.from().value(), g.to().value()))
                    .containsExactly("statistics_look", "statistics_healthy"));
  }
}
