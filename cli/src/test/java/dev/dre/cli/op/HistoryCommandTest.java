package dev.dre.cli.op;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dre.approvals.Actor;
import dev.dre.cli.Terminal;
import dev.dre.operations.State;
import dev.dre.operations.client.TemporalSilent;
import dev.dre.operations.client.history.HistoryEntry;
import dev.dre.operations.client.history.HistoryEntry.Weight;
import dev.dre.operations.client.history.HistoryPage;
import dev.dre.operations.client.history.HistorySearch;
import dev.dre.operations.client.history.OperationHistories.Answer;
import dev.dre.operations.client.history.Position;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.plan.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryCommandTest {

  private static final OperationId ID = new OperationId("migrate-db-42-k7f3");
  private static final Position PLACE = new Position(ID, "run-1", "run-1", 17);

  private final List<HistorySearch> searches = new ArrayList<>();
  private Answer answer =
      new Answer.Found(new HistoryPage(List.of(), Optional.empty(), Optional.empty(), List.of()));

  private Terminal history(String... words) {
    String[] all =
        Stream.concat(Stream.of("op", "history"), Stream.of(words)).toArray(String[]::new);
    return Terminal.searching(
        search ->
            search.run(
                wanted -> {
                  searches.add(wanted);
                  return answer;
                }),
        all);
  }

  private static HistoryEntry entry(String type, String what, String failure) {
    return new HistoryEntry(
        Instant.parse("2026-11-23T12:00:07.123Z"),
        ID,
        "op/db-42",
        "run-1",
        17,
        type,
        Weight.HAPPENED,
        "followJob",
        what,
        Optional.of(new StepId("copy")),
        2,
        1,
        Optional.of(State.BLOCKED),
        Optional.of(Duration.ofMillis(2_040)),
        failure,
        Optional.empty());
  }

  private void finds(Optional<Position> newer, Optional<Position> older, String... notes) {
    var command =
        new HistoryEntry(
            Instant.parse("2026-11-23T11:00:00Z"),
            ID,
            "op/db-42",
            "run-1",
            9,
            "WorkflowExecutionUpdateCompleted",
            Weight.HAPPENED,
            "",
            "retry → Looking first.",
            Optional.empty(),
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            "",
            Optional.of(new Actor.Person("", "T0SANDBOX", "U0BOB0001")));
    var failed = entry("ActivityTaskCompleted", "copy, attempt 2: follow Job", "no space left");
    answer =
        new Answer.Found(new HistoryPage(List.of(failed, command), newer, older, List.of(notes)));
  }

  @Test
  void aPageIsATableWithTheCommandsForTheNextOnes() {
    finds(
        Optional.of(PLACE),
        Optional.of(new Position(ID, "run-1", "run-1", 9)),
        "Not all was read.");

    var terminal = history("db-42", "--failed", "--text", "no space", "--after", PLACE.toString());

    assertThat(terminal.exitCode()).isZero();
    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.out())
        .isEqualTo(
            """
            migrate-db-42-k7f3
              2026-11-23 12:00:07Z  ActivityTaskCompleted             blocked  2.0s  copy, attempt 2: follow Job
                                    failed: no space left
              2026-11-23 11:00:00Z  WorkflowExecutionUpdateCompleted                 retry → Looking first.  (U0BOB0001)
            Not all was read.
            Newer: ./dre op history migrate-db-42-k7f3 --after migrate-db-42-k7f3/run-1:17 --failed --text 'no space'
            Older: ./dre op history migrate-db-42-k7f3 --before migrate-db-42-k7f3/run-1:9 --failed --text 'no space'
            """);
  }

  @Test
  void jsonIsOneObjectALineAndNothingElse() throws Exception {
    finds(Optional.empty(), Optional.of(PLACE));

    var terminal = history("db-42", "--json");

    assertThat(terminal.out().lines()).hasSize(2);
    for (String line : terminal.out().lines().toList()) {
      JsonNode json = OperationJson.mapper().readTree(line);
      assertThat(json.path("operation").asText()).isEqualTo("migrate-db-42-k7f3");
      assertThat(json.path("event").isNumber()).isTrue();
    }
    assertThat(terminal.out()).contains("\"failure\":\"no space left\"", "\"step\":\"copy\"");
    assertThat(terminal.err())
        .isEqualTo(
            "Older: ./dre op history migrate-db-42-k7f3 --before migrate-db-42-k7f3/run-1:17"
                + " --json\n");
  }

  @Test
  void withoutAnOperationAllAreSearched() {
    finds(Optional.of(PLACE), Optional.of(PLACE));

    var terminal =
        history(
            "--runbook", "migrate", "--step", "copy", "--failed", "--since", "30d", "--team", "x");

    assertThat(searches).singleElement().satisfies(s -> assertThat(s.inAll()).isTrue());
    assertThat(searches.getFirst().runbook()).isEqualTo("migrate");
    assertThat(searches.getFirst().filter().since()).isPresent();
    assertThat(terminal.out())
        .contains(
            "Newer: ./dre op history --failed --runbook migrate --since 30d --step copy --team x\n")
        .contains("Older: ./dre op history --before migrate-db-42-k7f3/run-1:17 --failed ");
  }

  @Test
  void whatIsNotThereIsRefusedAndNothingFoundIsNoError() {
    assertThat(history("db-42", "--failed").out()).isEqualTo("Nothing found.\n");

    answer = new Answer.NoOperation("db-99");
    assertThat(history("db-99"))
        .isEqualTo(
            new Terminal(
                1,
                "",
                "There is no operation “db-99”, nor one on a datastore of that name. dre op list shows"
                    + " those there are.\n"));

    answer = new Answer.Refused("It has no step \"copi\".");
    assertThat(history("db-42", "--step", "copi"))
        .isEqualTo(new Terminal(1, "", "It has no step \"copi\".\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --state bloked | Did you mean "blocked"?
          --event Faild | Temporal has no event "Faild".
          --since tomorrow | --since "tomorrow" should be a duration
          --limit many | --limit "many" should be a number from 1 to 1000.
          --stpe copy | Unknown option
          """)
  void whatCannotBeMeantIsSaidAndNothingIsSearched(String words, String says) {
    var terminal = history(words.split(" ", -1));

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err()).contains(says);
    assertThat(searches).isEmpty();
  }

  @Test
  void whenNobodyAnswersThatIsSaid() {
    var terminal =
        Terminal.searching(
            search ->
                search.run(
                    wanted -> {
                      throw new TemporalSilent(
                          "Temporal does not answer", new IllegalStateException());
                    }),
            "op",
            "history",
            "db-42");

    assertThat(terminal.exitCode()).isEqualTo(3);
    assertThat(terminal.err()).isEqualTo("Not known: Temporal does not answer.\n");
  }
}
