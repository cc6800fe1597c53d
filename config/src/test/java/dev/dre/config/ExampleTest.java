package dev.dre.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.config.Runbook.Step;
import dev.dre.config.expression.NotKnown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ships is good. */
class ExampleTest {

  private static final Configuration EXAMPLE = Configuration.load(Path.of("example"));

  private static final TreeMap<String, String> BACKUPS =
      new TreeMap<>(Map.of("backups", "dre-backups"));

  @Test
  void theExampleHasNoProblems() {
    assertThat(EXAMPLE.clusters()).containsOnlyKeys("cluster-a", "cluster-b");
    assertThat(EXAMPLE.datastores()).containsOnlyKeys("db-42", "db-43");
    assertThat(EXAMPLE.groups()).containsOnlyKeys("dre", "payments-oncall");
    assertThat(EXAMPLE.runbooks())
        .containsOnlyKeys(
            "analyze",
            "backup",
            "migrate",
            "migrate-back",
            "provision",
            "remediate",
            "restart",
            "restore-check",
            "scale",
            "upgrade",
            "upgrade-minor");
  }

  @Test
  void everythingThatIsWrittenIsRead() {
    var datastore = EXAMPLE.datastores().get("db-42");

    assertThat(datastore)
        .isEqualTo(
            new Datastore(
                "db-42",
                "postgres",
                "payments",
                "prod",
                "cluster-a",
                "16",
                List.of("app"),
                new TreeMap<>(
                    Map.of(
                        "cluster-a",
                        new Datastore.Placement(
                            "cluster-a",
                            "db-42.a.example",
                            5432,
                            "app",
                            "db-42-cluster-a",
                            "",
                            "",
                            BACKUPS),
                        "cluster-b",
                        new Datastore.Placement(
                            "cluster-b",
                            "db-42.b.example",
                            5432,
                            "app",
                            "db-42-cluster-b",
                            "",
                            "",
                            BACKUPS))),
                Optional.empty()));
    assertThat(EXAMPLE.approvals().getFirst().policy().expiry()).isEqualTo(Duration.ofHours(4));
  }

  @Test
  void everyStepOfMigrateThatChangesSomethingCanBeVerifiedAndAllButTheLastUndone() {
    assertThat(changing("migrate"))
        .extracting(Step::id)
        .containsExactly(
            "prepare",
            "subscribe",
            "copy",
            "prepare_reverse",
            "cut_over",
            "drop_forward",
            "retire");
    assertThat(changing("migrate-back"))
        .extracting(Step::id)
        .containsExactly("go_back", "finish_back");
    for (String runbook : List.of("migrate", "migrate-back")) {
      var changing = changing(runbook);
      assertThat(changing).allMatch(s -> s.verify().isPresent());
      assertThat(changing)
          .filteredOn(s -> s.rollback().isEmpty())
          .containsExactly(changing.getLast());
    }
  }

  @Test
  void eachRiskThatARunbookHasIsForSomebodyToApprove() throws NotKnown {
    var risks =
        EXAMPLE.runbooks().values().stream()
            .flatMap(runbook -> runbook.steps().stream())
            .flatMap(step -> step.risk().stream())
            .collect(Collectors.toSet());
    assertThat(risks).contains("medium", "high");
    for (String environment : EXAMPLE.settings().environments()) {
      for (String risk : risks) {
        boolean approved = false;
        for (ApprovalRule rule : EXAMPLE.approvals()) {
          approved |= rule.fits(risk, Map.of("datastore.environment", environment));
        }
        assertThat(approved).as("%s in %s", risk, environment).isTrue();
      }
    }
  }

  private static List<Step> changing(String runbook) {
    return Objects.requireNonNull(EXAMPLE.runbooks().get(runbook)).steps().stream()
        .filter(s -> !s.readOnly())
        .toList();
  }

  @Test
  void whatTheOtherTestsBreakIsGood(@TempDir Path folder) {
    assertThat(Folder.good(folder).problems()).isEmpty();
  }

  @Test
  void theRunbooksInTheDocumentationAreGood(@TempDir Path folder) throws IOException {
    var good =
        Folder.good(folder)
            .change("settings.yaml", "runbooks:", "http: { status.example: {} }\nrunbooks:");
    // A block that does not begin with a name belongs to the runbook of the block before it.
    Matcher blocks =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../docs/runbooks.md")));
    var runbooks = new TreeMap<String, String>();
    for (String block : blocks.results().map(found -> found.group(1)).toList()) {
      String name =
          block.startsWith("runbook: ")
              ? block.lines().findFirst().orElseThrow().substring(9)
              : "vacuum";
      runbooks.merge(name, block, String::concat);
    }
    runbooks.forEach((name, text) -> good.with("runbooks/%s.yaml".formatted(name), text));

    assertThat(runbooks.get("vacuum")).contains("\nguards:\n");
    assertThat(good.load().runbooks())
        .containsOnlyKeys("move", "vacuum", "maintain", "tune", "window");
  }
}
