package dev.dre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateTest {

  @Test
  void aGoodConfigurationIsCounted() {
    assertThat(Terminal.after("validate", "--config", "../config/example"))
        .isEqualTo(
            new Terminal(
                0,
                "../config/example is good: 2 clusters, 2 datastores, 11 runbooks (analyze, backup, migrate, migrate-back, provision, remediate, restart, restore-check, scale, upgrade, upgrade-minor), 2 approval policies.\n",
                ""));
  }

  @Test
  void problemsAreErrorsWithTheirPlaces(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("teams.yaml"), "teams: []\ngroups:\n  - { nam: dre }\n");

    var terminal = Terminal.after("validate", "--config", folder.toString());

    assertThat(terminal.exitCode()).isEqualTo(1);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err())
        .contains(folder + "/settings.yaml:1  there is no such file.\n")
        .contains(
            folder + "/teams.yaml:3  groups[0].nam: is not known here. Did you mean \"name\"?\n")
        .endsWith(" problems. Nothing was started.\n");
  }

  @Test
  void anUnknownCommandIsAMistakeInTheUseAndGetsASuggestion() {
    var terminal = Terminal.after("validat");

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err()).contains("Did you mean: dre validate?");
  }

  @Test
  void everyCommandHasHelp() {
    for (String[] words :
        new String[][] {
          {"--help"},
          {"validate", "--help"},
          {"plan", "--help"},
          {"plan", "-h"},
          {"runbook", "--help"}
        }) {
      var terminal = Terminal.after(words);

      assertThat(terminal.exitCode()).isZero();
      assertThat(terminal.out()).startsWith("Usage: dre");
    }
  }
}
