package dev.dre.cli.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests that ship with runbooks are good, and so are those of the documentation. */
class ShippedTest {

  @Test
  void theRunbooksThatShipDoWhatTheirTestsExpect() {
    var terminal =
        Terminal.after("runbook", "test", "../config/runbooks", "--config", "../config/example");

    assertThat(terminal.out()).endsWith("23 of 23 tests good.\n");
    assertThat(terminal.exitCode()).isZero();
    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void aMinorUpgradeDoesWhatItsTestsExpect(@TempDir Path folder) throws IOException {
    for (String file : List.of("settings", "teams", "clusters", "datastores", "approvals")) {
      Files.writeString(
          folder.resolve(file + ".yaml"),
          Files.readString(Path.of("../config/example", file + ".yaml"))
              .replace("../runbooks", Path.of("../config/runbooks").toAbsolutePath().toString())
              .replace("    jobs:", "    changes: { namespaces: [databases] }\n    jobs:")
              .replace(
                  "secret: db-43-cluster-a,",
                  "secret: db-43-cluster-a, workload: statefulset/db-43, namespace: databases,"));
    }

    var terminal =
        Terminal.after(
            "runbook",
            "test",
            "src/test/resources/dev/dre/cli/runbook/upgrade-minor.test.yaml",
            "--config",
            folder.toString());

    assertThat(terminal.out()).endsWith("7 of 7 tests good.\n");
    assertThat(terminal.exitCode()).isZero();
  }

  @Test
  void theExampleOfTheDocumentationIsGood(@TempDir Path folder) throws IOException {
    Path tests = documented(folder).resolve("runbooks/vacuum.test.yaml");
    Files.writeString(tests, block("yml", "runbook: vacuum\n"));

    var terminal =
        Terminal.after("runbook", "test", tests.toString(), "--config", folder.toString());

    assertThat(terminal.out()).endsWith("4 of 4 tests good.\n");
    assertThat(terminal.exitCode()).isZero();
  }

  /**
   * Calls, questions, approvals, another runbook, a workflow, steps beside each other, one for
   * each.
   */
  @Test
  void eachKindOfStepCanBePlayed(@TempDir Path folder) throws IOException {
    var terminal =
        Terminal.after(
            "runbook",
            "test",
            "src/test/resources/dev/dre/cli/runbook/maintain.test.yaml",
            "--verbose",
            "--config",
            documented(folder).toString());

    assertThat(terminal.out())
        .contains("@bob answered plan: when now")
        .contains("reindex-2 started again, attempt 2")
        .endsWith("1 of 1 tests good.\n");
    assertThat(terminal.exitCode()).isZero();
  }

  @Test
  void whatIsOneStepForEachOfAListNeverStartsOnlyIfNoneOfThemDoes(@TempDir Path folder)
      throws IOException {
    Path config = documented(folder);
    Path tests = config.resolve("runbooks/maintain.test.yaml");
    String text =
        Files.readString(Path.of("src/test/resources/dev/dre/cli/runbook/maintain.test.yaml"));
    Files.writeString(
        tests,
        text.replace(
            "      state: succeeded\n", "      state: succeeded\n      never: [reindex]\n"));

    var terminal =
        Terminal.after("runbook", "test", tests.toString(), "--config", config.toString());

    assertThat(terminal.out()).contains("reindex_1 was started.").endsWith("0 of 1 tests good.\n");
    assertThat(terminal.exitCode()).isEqualTo(1);
  }

  /** The example's configuration with the runbooks that the documentation shows. */
  private static Path documented(Path folder) throws IOException {
    for (String file : List.of("settings", "teams", "clusters", "datastores", "approvals")) {
      Files.writeString(
          folder.resolve(file + ".yaml"),
          Files.readString(Path.of("../config/example", file + ".yaml"))
              .replace(
                  "runbooks: [../runbooks]", "runbooks: [runbooks]\nhttp: { status.example: {} }"));
    }
    Files.createDirectory(folder.resolve("runbooks"));
    Files.writeString(
        folder.resolve("runbooks/vacuum.yaml"),
        block("yaml", "runbook: vacuum\n") + block("yaml", "guards:\n"));
    Files.writeString(
        folder.resolve("runbooks/maintain.yaml"), block("yaml", "runbook: maintain\n"));
    return folder;
  }

  private static String block(String language, String begin) throws IOException {
    String page = Files.readString(Path.of("../docs/runbooks.md"));
    var found =
        Pattern.compile("```" + language + "\n(" + begin + ".*?)```", Pattern.DOTALL).matcher(page);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}
