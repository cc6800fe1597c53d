package dev.dre.operations.client.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dre.operations.planning.ArgumentText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryOptionsTest {

  private static final String RUN = "0198f2aa-3c1f-7d10-a0c0-5e4a9c8d7b61";
  private static final Position PLACE = new Position(KeptHistories.OPERATION, RUN, RUN, 17);

  @Test
  void aSwitchInFrontOfTheOperationDoesNotSwallowIt() {
    assertThat(Typed.options("--failed db-42 --step copy"))
        .isEqualTo(Typed.options("db-42 --step copy --failed"));
  }

  @Test
  void whatIsPrintedCanBeTypedAgain() {
    var options = Typed.options("db-42 --failed --text \"no space\" —since 30d");

    assertThat(options.words()).isEqualTo("db-42 --failed --since 30d --text 'no space'");
    assertThat(Typed.options(options.words())).isEqualTo(options);
  }

  @Test
  void theNextPageIsOfTheOperationThatWasShownNotOfTheLatestOnItsDatastore() {
    var next = Typed.options("db-42 --failed").before(PLACE);

    assertThat(next.words())
        .isEqualTo("migrate-db-42-k7f3 --before migrate-db-42-k7f3/%s:17 --failed".formatted(RUN));
    assertThat(next.after(PLACE).given()).doesNotContainKey(HistoryOptions.BEFORE);
    assertThat(Typed.search(next.words()).from().orElseThrow().position()).isEqualTo(PLACE);
    assertThat(Typed.options("--failed").before(PLACE).operation()).isEmpty();
  }

  @Test
  void aPlaceInWhatAChildDidNamesBothRuns() {
    var place = new Position(KeptHistories.OPERATION, RUN, "child-run", 3);

    assertThat(Position.parse(place.toString())).contains(place);
    assertThat(Position.parse("migrate-db-42-k7f3"))
        .contains(Position.before(KeptHistories.OPERATION));
    assertThat(Position.parse("yesterday")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          db-42 --stpe copy | There is no option "--stpe". Did you mean "--step"? Known: --activity, --after, --before, --event, --everything, --failed, --limit, --runbook, --since, --state, --step, --team, --text.
          db-42 db-43 | Say one operation, or none to search them all; “db-43” is one too many.
          db-42 --event ActivityTaskFaild | Temporal has no event "ActivityTaskFaild". Did you mean ActivityTaskFailed? It has for example ActivityTaskFailed; a part of the name is enough, such as Failed.
          db-42 --state bloked | There is no state "bloked". Did you mean "blocked"? Known: running, awaiting-approval, waiting, pausing, paused, blocked, aborting, needs-attention, succeeded, rejected, aborted, aborted-needs-attention, stopped.
          db-42 --since tomorrow | --since "tomorrow" should be a duration such as 30s, 15m, 4h or 2d, or a day such as 2026-11-23.
          db-42 --limit 0 | --limit "0" should be a number from 1 to 1000.
          db-42 --before here | --before "here" is no place in a history: take one that was printed.
          db-42 --step | --step needs a value.
          db-42 --team payments | --runbook and --team choose among all operations: leave the operation out.
          db-42 --text "open | I did not understand that: a quote (") is opened and not closed. Close it, or leave it out.
          """)
  void whatCannotBeMeantIsSaidWithWhatCan(String words, String says) {
    assertThatThrownBy(() -> Typed.search(words))
        .isInstanceOf(HistoryOptions.Wrong.class)
        .hasMessage(says);
  }

  @Test
  void whatAShellHasSplitIsMeantTheSame() {
    var words = List.of("db-42", "--text", "no space", "--failed");

    assertThat(HistoryOptions.of(ArgumentText.ofWords(words)))
        .isEqualTo(Typed.options("db-42 --text 'no space' --failed"));
  }

  @Test
  void nobodySearchesForMoreThanAButtonCanCarry() {
    assertThatThrownBy(() -> Typed.search("db-42 --text " + "x".repeat(101)))
        .hasMessage("--text is longer than 100 characters.");
  }
}
