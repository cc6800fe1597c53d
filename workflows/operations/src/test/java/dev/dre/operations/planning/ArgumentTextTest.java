package dev.dre.operations.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.planning.ArgumentText.Arguments;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentTextTest {

  private static final Arguments MEANT =
      new Arguments(List.of("db-42"), Map.of("to", "cluster-b"), "");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db-42 --to cluster-b",
        "db-42 --to=cluster-b",
        "--to cluster-b db-42",
        "  db-42   --to\tcluster-b\n",
        "'db-42' --to \"cluster-b\"",
        "db-42 --to=\"cluster-b\"",
        "\"db-42\" \"--to=cluster-b\""
      })
  void flagsAndWordsAreUnderstoodInAnyOrderAndQuoting(String text) {
    assertThat(ArgumentText.parse(text)).isEqualTo(MEANT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db-42 —to cluster-b",
        "db-42 –to cluster-b",
        "db-42 ––to cluster-b",
        "db-42 —-to cluster-b",
        "db-42 -–to cluster-b",
        "db-42 —to=cluster-b",
        "db-42 --to “cluster-b”",
        "„db-42“ --to ‘cluster-b’",
        "db-42 --to “cluster-b\"",
        "db-42\u00a0—to\u202fcluster-b\u200b",
        "db\u201142 --to cluster\u2011b"
      })
  void whatPhonesMakeOfDashesQuotesAndBlanksIsUnderstood(String text) {
    assertThat(ArgumentText.parse(text)).isEqualTo(MEANT);
  }

  @Test
  void nothingIsNoArguments() {
    assertThat(ArgumentText.parse(" ")).isEqualTo(new Arguments(List.of(), Map.of(), ""));
  }

  @Test
  void aQuotedTextIsOneWordWithItsBlanksAndDashes() {
    assertThat(ArgumentText.parse("db-42 --note “two words — and --more” last").flags())
        .containsExactly(Map.entry("note", "two words — and --more"));
  }

  @Test
  void aValueInQuotesMayLookLikeAFlag() {
    assertThat(ArgumentText.parse("--note \"--to\" “—b”"))
        .isEqualTo(new Arguments(List.of("—b"), Map.of("note", "--to"), ""));
  }

  @Test
  void quotesInsideAWordJoinItsParts() {
    assertThat(ArgumentText.parse("--note='it'\"'\"'s'").flags())
        .containsExactly(Map.entry("note", "it's"));
  }

  @Test
  void aDashInsideAWordStays() {
    assertThat(ArgumentText.parse("a—b").positional()).containsExactly("a—b");
  }

  @Test
  void anApostropheOfAPhoneIsNoQuote() {
    assertThat(ArgumentText.parse("it’s").positional()).containsExactly("it’s");
  }

  @Test
  void emptyQuotesAreAnEmptyWord() {
    assertThat(ArgumentText.parse("\"\" --to ''"))
        .isEqualTo(new Arguments(List.of(""), Map.of("to", ""), ""));
  }

  @Test
  void aFlagWithoutValueHasAnEmptyOne() {
    assertThat(ArgumentText.parse("--to --max-lag 5s db-42"))
        .isEqualTo(new Arguments(List.of("db-42"), Map.of("to", "", "max-lag", "5s"), ""));
    assertThat(ArgumentText.parse("db-42 --to").flags()).containsExactly(Map.entry("to", ""));
  }

  @Test
  void aNegativeNumberIsAValue() {
    assertThat(ArgumentText.parse("-3 --margin -5"))
        .isEqualTo(new Arguments(List.of("-3"), Map.of("margin", "-5"), ""));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          db-42 --to "cluster-b              | a quote (") is opened and not closed. Close it, or leave it out.
          db-42 --to 'cluster-b              | a quote (') is opened and not closed. Close it, or leave it out.
          db-42 --to “cluster-b              | a quote (“) is opened and not closed. Close it, or leave it out.
          db-42 “--to' cluster-b             | a quote (“) is opened and not closed. Close it, or leave it out.
          db-42 -to cluster-b                | flags have two dashes: --to
          db-42 --to cluster-a --to=cluster-b| --to is given twice.
          db-42 --                           | "--" has dashes without the name of a flag.
          --=cluster-b                       | "--=cluster-b" has dashes without the name of a flag.
          """,
      delimiter = '|')
  void whatCannotBeUnderstoodIsSaid(String text, String problem) {
    assertThat(ArgumentText.parse(text)).isEqualTo(new Arguments(List.of(), Map.of(), problem));
  }

  @Test
  void wordsThatAShellHasSplitAreNotSplitAgain() {
    assertThat(ArgumentText.ofWords(List.of("db-42", "—to", "cluster-b"))).isEqualTo(MEANT);
    assertThat(ArgumentText.ofWords(List.of("it's", "--note=say \"no\" now")))
        .isEqualTo(new Arguments(List.of("it's"), Map.of("note", "say \"no\" now"), ""));
  }

  @Test
  void curlyQuotesThatAShellHasLeftAroundAWordAreTakenAway() {
    assertThat(ArgumentText.ofWords(List.of("“db-42”", "—to=‘cluster-b’"))).isEqualTo(MEANT);
  }

  @Test
  void veryLongTextIsRefusedAndNotRepeated() {
    assertThat(ArgumentText.parse("x".repeat(3_000)).problem())
        .isEqualTo("that is 3,000 characters long; more than 1,000 are not read.");
    assertThat(ArgumentText.parse("x".repeat(1_000)).problem()).isEmpty();
  }
}
