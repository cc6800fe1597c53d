package dev.dre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dre.operations.json.Digest;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

class PlanCommandTest {

  private static final String[] MIGRATE = {
    "plan", "--config", "../config/example", "migrate", "db-42", "--to", "cluster-b"
  };

  @Test
  void aPlanIsShownStepByStepWithWhoIsAskedAndHowItIsUndone() {
    var terminal = Terminal.run(MIGRATE);

    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.exitCode()).isZero();
    assertThat(terminal.out())
        .startsWith("Migrate db-42 from cluster-a to cluster-b")
        .containsPattern("prod · payments · plan [0-9a-f]{6}\\R")
        .contains("Planned as if db-42 is where the inventory says: cluster-a.");
    assertThat(part(terminal.out(), " 3. ", " 4. "))
        .isEqualToIgnoringNewLines(
            """
             3. subscribe: Start replication from cluster-a to cluster-b
                 runs    pg-migrate subscribe on cluster-b, at most 15 min
                 looks   pg-migrate verify subscribe on cluster-b
                 undoes  slots and publication on cluster-a
                         pg-migrate undo subscribe --side source on cluster-a
                 undoes  subscription on cluster-b
                         pg-migrate undo subscribe --side target on cluster-b
            """
                .stripTrailing());
    assertThat(part(terminal.out(), " 6. ", "     looks   pg-migrate verify cut-over"))
        .isEqualToIgnoringNewLines(
            """
             6. cut_over: Cut over to cluster-b
                 zone    from here on the way back is gone, and abort is refused
                 asks    1 of @dre, not whoever starts it
                         high risk, policy high-risk, open for 4 h
                         shown: copy.lag_seconds, verify_data.rows, verify_data.mismatches
                         Writes stop for about a second; then db-42 lives on cluster-b. If anything fails before the switch it undoes itself. There is no prepared way back after this step.
                 runs    pg-migrate cut-over --budget 10s on cluster-b, at most 5 min
            """
                .stripTrailing());
    assertThat(terminal.out()).contains("     writes stop for at most 10 s");
    assertThat(terminal.out().stripTrailing()).endsWith("Nothing was touched.");
  }

  @Test
  void theJsonIsTheWholePlanAndNothingElse() throws JsonProcessingException {
    var json =
        Terminal.run(
            "plan",
            "migrate",
            "db-42",
            "--to=cluster-b",
            "--json",
            "--config",
            "../config/example");
    Plan plan = OperationJson.mapper().readValue(json.out(), Plan.class);

    assertThat(plan.steps()).hasSize(7);
    assertThat(Terminal.run(MIGRATE).out()).contains("plan " + Digest.of(plan).substring(0, 6));
  }

  @Test
  void coloursAreForTerminalsOnly() {
    assertThat(Terminal.run(Ansi.OFF, MIGRATE).out()).doesNotContain("\u001b[");
    assertThat(Terminal.run(Ansi.ON, MIGRATE).out()).contains("\u001b[");
  }

  @Test
  void whatIsRefusedIsSaidAndEndsWithOne() {
    var terminal =
        Terminal.run("plan", "--config", "../config/example", "migrate", "db-42", "--too", "x");

    assertThat(terminal.exitCode()).isEqualTo(1);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).contains("migrate has no flag \"--too\". Did you mean \"--to\"?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "", "validate --nonsense", "plan migrate --config"})
  void aCommandLineThatIsNotUnderstoodEndsWithTwoAndSaysHow(String words) {
    var terminal = Terminal.run(words.isEmpty() ? new String[0] : words.split(" "));

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err()).contains("Usage: dre");
  }

  @Test
  void aMistypedCommandGetsASuggestion() {
    var terminal = Terminal.run("valdate");

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err()).contains("Did you mean: dre validate?");
  }

  @Test
  void helpIsEverywhere() {
    assertThat(Terminal.run("--help").out()).contains("validate", "plan");
    assertThat(Terminal.run("plan", "--help").out())
        .contains("dre plan", "--json", "migrate db-42 --to cluster-b");
  }

  private static String part(String text, String from, String to) {
    int start = text.indexOf(from);
    return text.substring(start, text.indexOf(to, start)).stripTrailing();
  }
}
