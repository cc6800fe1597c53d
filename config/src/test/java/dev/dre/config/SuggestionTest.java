package dev.dre.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {

  private static final List<String> CLUSTERS = List.of("cluster-a", "cluster-b", "eu-1");

  @Test
  void swappedLettersAreOneMistake() {
    assertThat(Suggestion.of("culster-b", CLUSTERS)).contains("cluster-b");
  }

  @Test
  void capitalsDoNotMakeAWordAnotherOne() {
    assertThat(Suggestion.of("DB-42", List.of("db-41", "db-42"))).contains("db-42");
  }

  @Test
  void whatIsLikeNothingGetsNoSuggestion() {
    assertThat(Suggestion.of("production", CLUSTERS)).isEmpty();
  }

  @Test
  void ofTwoThatAreEquallyLikeTheFirstIsMeantAlways() {
    assertThat(Suggestion.of("cluster-z", List.of("cluster-b", "cluster-a"))).contains("cluster-a");
  }

  @Test
  void whatIsKnownIsListed() {
    assertThat(Suggestion.unknown("cluster", "eu1", CLUSTERS))
        .isEqualTo("no cluster \"eu1\". Did you mean \"eu-1\"? Known: cluster-a, cluster-b, eu-1.");
  }

  @Test
  void nothingToChooseFromIsSaid() {
    assertThat(Suggestion.unknown("group", "dre", List.of()))
        .isEqualTo("no group \"dre\". There is none.");
  }
}
