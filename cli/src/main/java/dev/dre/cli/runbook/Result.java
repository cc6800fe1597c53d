package dev.dre.cli.runbook;

import dev.dre.config.At;
import dev.dre.config.Problem;
import java.util.List;

/**
 * What came of a test.
 *
 * @param mismatches what is not as expected
 * @param mistakes what is wrong with the test itself
 * @param story as far as it went
 */
record Result(
    At at, String name, List<Problem> mismatches, List<Problem> mistakes, List<Told> story) {

  Result {
    mismatches = List.copyOf(mismatches);
    mistakes = mistakes.stream().distinct().sorted().toList();
    story = List.copyOf(story);
  }

  boolean isGood() {
    return mismatches.isEmpty() && mistakes.isEmpty();
  }
}
