package dev.dre.operations.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.dre.config.Configuration;
import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.plan.MaxPause;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.plan.Zone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example that comes with dre, planned. */
class PlannerTest {

  private static final Planner PLANNER =
      new Planner(Configuration.load(Path.of("../../config/example")));

  @Test
  void aMigrationHasItsStepsInOrderAndAsksBeforeTheSwitchAndBeforeTheWayBackIsGone() {
    Plan plan = planned("db-42 --to cluster-b");

    assertThat(plan.steps())
        .extracting(step -> step.id().value())
        .containsExactly(
            "preflight",
            "prepare",
            "subscribe",
            "copy",
            "verify_data",
            "prepare_reverse",
            "cut_over",
            "drop_forward",
            "soak",
            "last_look",
            "retire");
    assertThat(plan.steps().stream().filter(s -> s.gate().isPresent()).map(PlannedStep::id))
        .containsExactly(new StepId("cut_over"), new StepId("retire"));
    assertThat(plan.summary()).isEqualTo("Migrate db-42 from cluster-a to cluster-b");
    assertThat(plan.movesTo()).contains(new ClusterName("cluster-b"));
    assertThat(plan.reverse()).contains("migrate-back db-42 --to cluster-a --of " + Plan.OPERATION);
  }

  @Test
  void aJobGetsTheMemoryThatTheRunbookSays(@TempDir Path folder) {
    var plan =
        new Example(folder)
            .change(
                "runbooks/migrate.yaml",
                "    image: toolbox\n",
                "    image: toolbox\n    memory: 1Gi\n")
            .change(
                "runbooks/migrate.yaml",
                "run: [pg-migrate, copy], timeout",
                "run: [pg-migrate, copy], memory: 2Gi, timeout")
            .plan("db-42 --to cluster-b");

    assertThat(plan.steps())
        .filteredOn(s -> s.action() instanceof StepAction.RunJob)
        .extracting(s -> ((StepAction.RunJob) s.action()).job().memory().orElse(""))
        .startsWith("1Gi", "1Gi", "1Gi", "2Gi", "1Gi");
  }

  @Test
  void goingBackIsPlannedFromWhereTheDatastoreLivesNow() {
    var plan = back("db-42 --to cluster-a --of migrate-db-42-k7f3");

    assertThat(plan.summary()).isEqualTo("Move db-42 back from cluster-b to cluster-a");
    assertThat(plan.movesTo()).contains(new ClusterName("cluster-a"));
    assertThat(plan.steps().stream().filter(s -> s.gate().isPresent()).map(PlannedStep::id))
        .containsExactly(new StepId("go_back"));
    var job = ((StepAction.RunJob) plan.steps().getFirst().action()).job();
    assertThat(job.cluster()).isEqualTo(new ClusterName("cluster-b"));
    assertThat(job.env())
        .containsEntry("MIGRATION", "migrate-db-42-k7f3")
        .containsEntry("SOURCE_HOST", "db-42.a.example")
        .containsEntry("TARGET_HOST", "db-42.b.example");
  }

  private static Plan back(String arguments) {
    var result =
        PLANNER.plan("migrate-back", arguments, name -> Optional.of(new ClusterName("cluster-b")));
    return ((PlanResult.Planned) result).plan();
  }

  @Test
  void goingBackNeedsTheMigrationAndAnotherPlaceThanTheOneItIsIn() {
    Function<DatastoreName, Optional<ClusterName>> nothingKnown = name -> Optional.empty();

    assertThat(why(PLANNER.plan("migrate-back", "db-42 --to cluster-a", nothingKnown)))
        .startsWith("migrate-back needs --of.");
    assertThat(why(PLANNER.plan("migrate-back", "db-42 --to cluster-a --of x-1", nothingKnown)))
        .startsWith("db-42 is in cluster-a already.");
  }

  @Test
  void theSoakLastsAsLongAsIsSaid() {
    assertThat(soak("db-42 --to cluster-b")).isEqualTo(Duration.ofDays(1));
    assertThat(soak("db-42 --to cluster-b --soak 90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(
            why(PLANNER.plan("migrate", "db-42 --to cluster-b --soak 0s", n -> Optional.empty())))
        .isEqualTo("\"0s\" should be a duration such as 30s, 15m, 4h or 2d.");
  }

  private static Duration soak(String arguments) {
    return planned(arguments).steps().stream()
        .filter(step -> step.id().equals(new StepId("soak")))
        .map(step -> ((StepAction.Sleep) step.action()).lasts())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyStepThatChangesSomethingBeforeTheSwitchSaysHowItIsUndone() {
    assertThat(planned("db-42 --to cluster-b").steps())
        .filteredOn(step -> !step.readOnly() && step.zone() == Zone.CANCEL)
        .allSatisfy(step -> assertThat(step.rollback()).isNotEmpty());
  }

  @Test
  void secretsAreOnlyEverReferences() {
    var step = planned("db-42 --to cluster-b").steps().getFirst();
    var job = ((StepAction.RunJob) step.action()).job();

    assertThat(job.env())
        .containsEntry("SOURCE_HOST", "db-42.a.example")
        .containsEntry("APP_ROLES", "app");
    assertThat(job.env().keySet()).noneMatch(name -> name.contains("PASSWORD"));
    assertThat(job.secrets().get("TARGET_PASSWORD"))
        .extracting("secret", "key")
        .containsExactly("db-42-cluster-b", "password");
  }

  @Test
  void aStepSaysWhatTheWorldDoesMeanwhileAndAPauseLastsAsLongAsItIsHeld() {
    Plan plan = planned("db-42 --to cluster-b");

    assertThat(plan.steps().stream().filter(step -> !step.meanwhile().isEmpty()))
        .extracting(step -> step.id().value(), PlannedStep::meanwhile)
        .containsExactly(
            tuple("subscribe", "WAL is kept on cluster-a for the slot"),
            tuple("prepare_reverse", "WAL is kept on cluster-b for the way back"));
    assertThat(plan.maxPause()).isEmpty();
  }

  @Test
  void aRunbookCanSayHowLongAPauseMayLast(@TempDir Path folder) {
    var example =
        new Example(folder)
            .change(
                "runbooks/migrate.yaml",
                "lock: datastore",
                "lock: datastore\nmax_pause: { after: 12h, then: abort }");

    assertThat(example.plan("db-42 --to cluster-b").maxPause())
        .contains(new MaxPause(Duration.ofHours(12), MaxPause.Then.ABORT));
  }

  @Test
  void theSameWordsMakeTheSameDigest() {
    assertThat(Digest.of(planned("db-42 --to cluster-b")))
        .isEqualTo(Digest.of(planned("“db-42” —to cluster-b")))
        .isNotEqualTo(Digest.of(planned("db-43 --to cluster-b")));
  }

  @Test
  void whereADatastoreIsNowCountsMoreThanTheInventory() {
    assertThat(refused("db-42 --to cluster-b", "cluster-b"))
        .isEqualTo("db-42 is in cluster-b already. Clusters that fit: cluster-a.");
  }

  @Test
  void anUnknownRunbookGetsASuggestion() {
    assertThat(why(PLANNER.plan("migrat", "db-42", name -> Optional.empty())))
        .isEqualTo(
            "I know no runbook \"migrat\". Did you mean \"migrate\"? Known: analyze, backup, migrate, migrate-back, provision, remediate, restart, restore-check, scale, upgrade, upgrade-minor.");
  }

  @Test
  void anUnknownDatastoreGetsASuggestion() {
    assertThat(refused("db-24 --to cluster-b", "cluster-a"))
        .contains("no datastore \"db-24\"", "db-42");
  }

  @Test
  void anUnknownClusterIsNamedWithThoseThatThereAre() {
    assertThat(refused("db-42 --to cluster-z", "cluster-a"))
        .contains("no cluster \"cluster-z\"", "Clusters that fit: cluster-b.");
  }

  @Test
  void aMissingFlagIsNamedWithWhatFits() {
    assertThat(refused("db-42", "cluster-a"))
        .isEqualTo("migrate needs --to. Clusters that fit: cluster-b.");
  }

  @Test
  void anUnknownFlagIsRefused() {
    assertThat(refused("db-42 --too cluster-b", "cluster-a")).contains("--too", "--to", "Usage");
  }

  @Test
  void aWordTooManyIsRefused() {
    assertThat(refused("db-42 now --to cluster-b", "cluster-a")).contains("\"now\"");
  }

  private static Plan planned(String arguments) {
    return ((PlanResult.Planned) PLANNER.plan("migrate", arguments, name -> Optional.empty()))
        .plan();
  }

  private static String refused(String arguments, String location) {
    return why(PLANNER.plan("migrate", arguments, name -> Optional.of(new ClusterName(location))));
  }

  private static String why(PlanResult result) {
    return ((PlanResult.Refused) result).why();
  }
}
