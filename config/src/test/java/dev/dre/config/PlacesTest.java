package dev.dre.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every kind of problem, where it is told, and in which words. */
class PlacesTest {

  @TempDir private Path folder;

  /** One change to a good configuration, and the one problem that it makes. */
  @ParameterizedTest(name = "{0}: {2}")
  @CsvFileSource(
      resources = "problems.csv",
      delimiter = '|',
      quoteCharacter = '^',
      useHeadersInDisplayName = false)
  void aMistakeIsToldWithItsPlaceAndItsRemedy(
      String file, String before, String after, String problem) {
    var broken = Folder.good(folder).change(file, lines(before), lines(after));

    assertThat(broken.problems()).containsExactly(file + problem);
  }

  private static String lines(String text) {
    return text.replace("\\n", "\n");
  }

  @Test
  void allProblemsAreToldAtOnceInTheOrderOfTheirPlaces() {
    var broken =
        Folder.good(folder)
            .change("teams.yaml", "U0ALICE01", "alice")
            .change("settings.yaml", "T0SANDBOX", "sandbox")
            .change("clusters.yaml", "context: a", "contxt: a");

    assertThat(broken.problems())
        .extracting(p -> p.replaceAll(" .*", ""))
        .containsExactly("clusters.yaml:6", "clusters.yaml:6", "settings.yaml:1", "teams.yaml:8");
    assertThatThrownBy(broken::load).hasMessageEndingWith("\n4 problems. Nothing was started.");
  }

  @Test
  void oneProblemIsOne() {
    var broken = Folder.good(folder).change("teams.yaml", "U0ALICE01", "alice");

    assertThatThrownBy(broken::load).hasMessageEndingWith("\n1 problem. Nothing was started.");
  }

  @Test
  void aGuardNamesOnlyWhatIsKnownWhenItBegins() {
    var broken =
        Folder.good(folder)
            .change(
                "runbooks/move.yaml",
                "    retries: 2",
                "    retries: 2\n    outputs: { left: number }")
            .change(
                "runbooks/move.yaml",
                "lock: datastore",
                """
                lock: datastore
                guards: [{ id: g, title: G, from: look, to: tidy, probe: { cluster: "${to}", run: [w] },
                  breach: [{ when: tidy.left > look.rows, says: Far, then: page }] }]""");

    assertThat(broken.problems())
        .singleElement()
        .asString()
        .endsWith(
            "guards[0].breach[0].when: tidy.left is not known when the guard begins, after look.");
  }

  @Test
  void aStepAfterTheSwitchSaysItsZone() {
    var broken =
        Folder.good(folder)
            .change(
                "runbooks/move.yaml",
                "    title: Tidy up\n    zone: complete\n",
                "    title: Tidy up\n");

    assertThat(broken.problems())
        .containsExactly(
            "runbooks/move.yaml:39  steps[2].zone: \"cancel\" comes after \"complete\": a runbook never goes back.",
            "runbooks/move.yaml:43  steps[2].rollback: \"none\" needs zone: complete: before that an abort undoes everything.");
  }

  @Test
  void whatIsShownAtAGateNeedsAGate() {
    var broken = Folder.good(folder).change("runbooks/move.yaml", "    risk: high\n", "");

    assertThat(broken.problems())
        .containsExactly(
            "runbooks/move.yaml:27  steps[1].consequence: has no meaning without risk: nobody is asked before this step.",
            "runbooks/move.yaml:28  steps[1].evidence: has no meaning without risk: nobody is asked before this step.");
  }

  @Test
  void whatIsRunAgainByItselfIsIdempotent() {
    var broken =
        Folder.good(folder).change("runbooks/move.yaml", "idempotent: true", "idempotent: false");

    assertThat(broken.problems())
        .containsExactly(
            "runbooks/move.yaml:47  steps[2].retries: needs idempotent: true: nothing else is run again by itself.",
            "runbooks/move.yaml:48  steps[2].pause: \"redo\" needs idempotent: true: the step is stopped and run again.");
  }

  @Test
  void aClusterCanHoldSeveralPlacesAndADatastoreCanLiveInAnyOfThem() {
    var good =
        Folder.good(folder)
            .change(
                "datastores.yaml", "cluster-b: { host", "cluster-a-18: { cluster: cluster-a, host")
            .change("datastores.yaml", "    cluster: cluster-a", "    cluster: cluster-a-18");

    var datastore = good.load().datastores().firstEntry().getValue();

    assertThat(datastore.cluster()).isEqualTo("cluster-a-18");
    assertThat(datastore.clusterOf("cluster-a-18")).isEqualTo("cluster-a");
    assertThat(datastore.clusterOf("cluster-a")).isEqualTo("cluster-a");
    assertThat(datastore.clusterOf("cluster-b")).isEqualTo("cluster-b");
  }

  @Test
  void aPlaceThatIsWrittenTwiceIsNotTheOneThatIsMissing() {
    var broken =
        Folder.good(folder).change("datastores.yaml", "      cluster-a:", "      cluster-b:");

    assertThat(broken.problems())
        .containsExactly(
            "datastores.yaml:6  datastores[0].cluster: \"cluster-a\" has no entry in placements.",
            "datastores.yaml:15  datastores[0].placements.cluster-b: is here twice.");
  }

  @Test
  void aWordThatIsAlmostRightIsSuggestedWhereItStands() {
    var broken = Folder.good(folder).change("settings.yaml", "workspace:", "worspace:");

    assertThat(broken.problems())
        .containsExactly(
            "settings.yaml:1  workspace: is missing.",
            "settings.yaml:1  worspace: is not known here. Did you mean \"workspace\"?");
  }

  private static final String OTHER =
      """
      runbook: other
      summary: Something else
      title: Something else
      parameters:
        datastore: { type: datastore, position: 1 }
        speed: { type: number }
      lock: datastore
      steps:
        - { id: see, title: See, read_only: true, job: { cluster: "${datastore.cluster}", image: toolbox, run: [w] }, outputs: { rows: number } }
      """;

  private Folder nested(String with) {
    return Folder.good(folder)
        .with("runbooks/other.yaml", OTHER)
        .change(
            "runbooks/move.yaml",
            "  - id: move",
            "  - id: more\n    title: More\n    runbook: { name: other%s }\n  - id: move"
                .formatted(with))
        .change("runbooks/move.yaml", "evidence: [look.rows]", "evidence: [more_see.rows]");
  }

  @Test
  void aRunbookAsAStepReportsWhatItsStepsDo() {
    assertThat(nested(", with: { speed: \"1\" }").problems()).isEmpty();
  }

  @Test
  void aRunbookAsAStepIsGivenWhatItNeedsAndNothingElse() {
    assertThat(nested("").problems())
        .containsExactly(
            "runbooks/move.yaml:25  steps[1].runbook.with.speed: is missing: other has no default for it.");
    assertThat(nested(", with: { sped: \"1\", datastore: x }").problems())
        .containsExactly(
            "runbooks/move.yaml:25  steps[1].runbook.with.datastore: has no meaning here: it is the datastore of the runbook around it.",
            "runbooks/move.yaml:25  steps[1].runbook.with.sped: no parameter of other \"sped\". Did you mean \"speed\"? Known: speed.",
            "runbooks/move.yaml:25  steps[1].runbook.with.speed: is missing: other has no default for it.");
  }

  @Test
  void aRunbookAsAStepSaysNothingElse() {
    var risky =
        nested(", with: { speed: \"1\" }")
            .change("runbooks/move.yaml", "title: More", "title: More\n    risk: high");

    assertThat(risky.problems())
        .containsExactly(
            "runbooks/move.yaml:25  steps[1].risk: has no meaning for a step of the kind runbook: its steps say it.");
  }

  @Test
  void runbooksThatContainEachOtherAreACircle() {
    var broken =
        nested(", with: { speed: \"1\" }")
            .change(
                "runbooks/other.yaml",
                "steps:",
                "steps:\n  - { id: back, title: Back, runbook: { name: move, with: { to: cluster-a } } }");

    assertThat(broken.problems())
        .contains(
            "runbooks/other.yaml:9  steps[0].runbook.name: \"move\" goes round in a circle: move → other → move.");
  }
}
