package dev.dre.operations.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db-42 --to cluster-b",
        "db-42 --to=cluster-b",
        "--to cluster-b db-42",
        "  db-42   --to\tcluster-b ",
        "db-42 —to cluster-b",
        "db-42 –to cluster-b",
        "“db-42” --to ‘cluster-b’",
        "\"db-42\" --to 'cluster-b'",
        "db-42\u00a0—to\u00a0cluster-b",
        "db\u201142 --to cluster\u2011b",
      })
  void peopleAndPhonesWriteTheSameThingInManyWays(String text) {
    var arguments = ArgumentText.parse(text);

    assertThat(arguments.problem()).isEmpty();
    assertThat(arguments.positional()).containsExactly("db-42");
    assertThat(arguments.flags()).isEqualTo(Map.of("to", "cluster-b"));
  }

  @Test
  void aQuoteThatIsNotClosedIsSaid() {
    assertThat(ArgumentText.parse("\"db-42 --to cluster-b").problem()).contains("not closed");
  }

  @Test
  void aFlagWithoutItsValueIsSaid() {
    assertThat(ArgumentText.parse("db-42 --to").problem()).isEqualTo("--to needs a value.");
  }

  @Test
  void aFlagThatIsGivenTwiceIsSaid() {
    assertThat(ArgumentText.parse("--to a --to b").problem()).contains("twice");
  }

  @Test
  void threeThousandCharactersAreRefusedPolitely() {
    assertThat(ArgumentText.parse("x".repeat(3000)).problem()).contains("3000 characters");
  }

  @Test
  void whatStandsInQuotesIsOneWord() {
    assertThat(ArgumentText.parse("db-42 --ticket \"two words\" ''").positional())
        .containsExactly("db-42", "");
    assertThat(ArgumentText.parse("--ticket=\"two words\"").flags())
        .isEqualTo(Map.of("ticket", "two words"));
  }

  @Test
  void wordsThatAShellHasSplitAreTakenAsTheyAre() {
    var arguments = ArgumentText.ofWords(List.of("db-42", "--ticket", "it's \"urgent\""));

    assertThat(arguments.flags()).isEqualTo(Map.of("ticket", "it's \"urgent\""));
  }

  @Test
  void aDashInsideAWordStays() {
    assertThat(ArgumentText.parse("a—b").positional()).containsExactly("a—b");
  }
}
