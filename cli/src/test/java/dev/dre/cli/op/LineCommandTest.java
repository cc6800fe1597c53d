package dev.dre.cli.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.cli.Terminal;
import dev.dre.operations.State;
import dev.dre.operations.line.LineScope;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stopping the line by the command line. */
class LineCommandTest {

  private final OneOperation there = new OneOperation();

  private Terminal op(String... words) {
    String[] all = Stream.concat(Stream.of("op"), Stream.of(words)).toArray(String[]::new);
    return Terminal.after(errand -> errand.run(there), all);
  }

  private Terminal stop(String... scope) {
    return op(
        Stream.concat(
                Stream.concat(Stream.of("pause"), Stream.of(scope)),
                Stream.of("--config", "../config/example", "--reason", "disk alarm"))
            .toArray(String[]::new));
  }

  private Terminal lift(String... scope) {
    return op(
        Stream.concat(
                Stream.concat(Stream.of("resume"), Stream.of(scope)),
                Stream.of("--config", "../config/example", "--reason", "disk is fine"))
            .toArray(String[]::new));
  }

  @Test
  void whoStopsEverythingIsToldWhatItReachedAndHowItGoesOn() {
    var terminal = stop("--all");

    assertThat(terminal)
        .isEqualTo(
            new Terminal(
                0,
                "The line is stopped for all operations. Held: 1 operation: migrate-db-42-k7f3. What"
                    + " starts from now on starts paused, until somebody lifts it: resume --all.\n",
                ""));
    assertThat(there.operation().state()).isEqualTo(State.PAUSING);

    assertThat(lift("--all").out())
        .isEqualTo(
            "The line goes on for all operations. Let go: 1 operation: migrate-db-42-k7f3.\n");
    assertThat(there.operation().state()).isEqualTo(State.RUNNING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--team payments", "--cluster cluster-b"})
  void aTeamOrAClusterIsMeantByItsName(String scope) {
    assertThat(stop(scope.split(" ")).out()).contains("Held: 1 operation: migrate-db-42-k7f3.");
    assertThat(lift(scope.split(" ")).out()).contains("Let go: 1 operation");
    assertThat(there.operation().state()).isEqualTo(State.RUNNING);
  }

  @Test
  void aNameThatNobodyKnowsStopsNothing() {
    assertThat(stop("--team", "paiments").err())
        .isEqualTo("I know no team \"paiments\". Did you mean \"payments\"? Known: payments.\n");
    assertThat(stop("--cluster", "cluster-z").err()).startsWith("I know no cluster \"cluster-z\".");
    assertThat(there.line.holds()).isEmpty();
  }

  @Test
  void stoppingWaitsForNoConfiguration() {
    assertThat(op("pause", "--all", "--config", "nowhere", "--reason", "x").exitCode()).isZero();

    var team = op("pause", "--team", "search", "--config", "nowhere", "--reason", "x");
    assertThat(team.exitCode()).isZero();
    assertThat(team.err())
        .isEqualTo(
            "Not checked whether there is such a team: the configuration could not be read.\n");
    assertThat(team.out())
        .isEqualTo(
            "The line is stopped for the whole team search. Nothing that runs is held by it. What"
                + " starts from now on starts paused, until somebody lifts it: resume --team search.\n");
    assertThat(there.line.holds())
        .extracting(hold -> hold.scope())
        .containsExactly(new LineScope.Everything(), new LineScope.OfTeam("search"));
  }

  @Test
  void whatDoesNotFitTogetherIsRefused() {
    assertThat(stop("--all", "--team", "payments").err())
        .isEqualTo("Give one of --all, --team and --cluster.\n");
    assertThat(stop("--all", "--for", "2h").err()).startsWith("--for and --then are for one");
    assertThat(stop("db-42", "--all").exitCode()).isEqualTo(2);
    assertThat(stop("db-42", "--all").err()).contains("not both");
    assertThat(op("pause", "--reason", "x").exitCode()).isEqualTo(2);
    assertThat(op("show").err()).contains("Missing required parameter");
    assertThat(there.line.holds()).isEmpty();
    assertThat(there.commands).isEmpty();
  }

  @Test
  void theListBeginsWithWhatIsStoppedAndTheOperationSaysForWhom() {
    stop("--team", "payments");
    stop("--team", "payments");

    assertThat(op("list").out().lines().toList())
        .hasSize(3)
        .first()
        .asString()
        .startsWith("The line is stopped for the whole team payments by ")
        .contains(": disk alarm. To lift it: dre op resume --team payments --hold ");
    assertThat(op("show", "db-42").out())
        .contains(" for the whole team payments since 2026-11-23 14:00:00 UTC: disk alarm (hold")
        .contains("lifts it for all: dre op resume --team payments");
  }

  @Test
  void whoLiftsItForOneOperationIsToldThatTheOthersStand() {
    stop("--all");

    assertThat(op("resume", "db-42", "--reason", "this one is needed").out())
        .isEqualTo(
            "Going on. Only this operation: the line is still stopped for all operations. To lift it"
                + " for all: resume --all.\n");
  }

  @Test
  void aPausedOperationSaysWhichClocksStandStillAndWhichDoNot() {
    there.atTheGate();
    op("pause", "db-42", "--reason", "x");

    assertThat(op("show", "db-42").out())
        .contains("stands still: the request for cut-over, 4h left when it was paused")
        .contains("meanwhile: WAL is kept on cluster-a for the slot");
  }
}
