package dev.dre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateTest {

  @Test
  void theExampleIsGood() {
    var terminal = Terminal.run("validate", "--config", "../config/example");

    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.out())
        .isEqualToIgnoringNewLines(
            "../config/example is good: 2 clusters, 2 datastores, 1 runbooks (migrate), 1 approval"
                + " policies.\n");
    assertThat(terminal.exitCode()).isZero();
  }

  @Test
  void everyProblemIsToldAtOnceAndNothingElse(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("runbooks"));
    for (String file : new String[] {"settings", "clusters", "datastores", "teams", "approvals"}) {
      Path from = Path.of("../config/example", file + ".yaml");
      String text =
          Files.readString(from)
              .replace("../runbooks", "runbooks")
              .replace("cluster: cluster-a", "cluster: cluster-z")
              .replace("team: payments", "team: paiments");
      Files.writeString(folder.resolve(file + ".yaml"), text);
    }

    var terminal = Terminal.run("validate", "--config", folder.toString());

    assertThat(terminal.exitCode()).isEqualTo(1);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err().lines())
        .hasSize(5)
        .anyMatch(
            line ->
                line.contains("datastores.yaml:8  datastores[0].cluster: ")
                    && line.contains("\"cluster-z\"")
                    && line.contains("Known: cluster-a, cluster-b."))
        .anyMatch(
            line ->
                line.contains("datastores.yaml:17  datastores[1].team: ")
                    && line.contains("Did you mean \"payments\"?"))
        .endsWith("4 problems. Nothing was started.");
  }

  @Test
  void helpSaysWhatItIsFor() {
    var terminal = Terminal.run("validate", "--help");

    assertThat(terminal.exitCode()).isZero();
    assertThat(terminal.out()).contains("dre validate", "--config=DIR", "all that is wrong");
  }
}
