package dev.dre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "PT0.25S, 250 ms",
    "PT10S, 10 s",
    "PT90S, 90 s",
    "PT30M, 30 min",
    "PT4H, 4 h",
    "PT36H, 36 h",
    "PT240H, 10 d",
    "PT0S, 0 h"
  })
  void aDurationIsToldInTheLargestUnitThatNeedsNoFraction(Duration duration, String words) {
    assertThat(Words.of(duration)).isEqualTo(words);
  }

  @Test
  void aCommandShowsWhereEachArgumentEnds() {
    assertThat(
            Words.command(
                List.of("pg-migrate", "cut-over", "--budget=10s", "two words", "it's", "")))
        .isEqualTo("pg-migrate cut-over --budget=10s 'two words' 'it'\\''s' ''");
  }
}
