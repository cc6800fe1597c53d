package dev.dre.cli.runbook;

import dev.dre.words.Words;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A story as lines at a terminal. */
final class StoryText {

  private StoryText() {}

  /** None for what the thread says nothing about. */
  static Stream<String> lines(Told told) {
    var lines = told.words().lines().toList();
    return IntStream.range(0, lines.size())
        .mapToObj(
            i -> "  %12s  %s".formatted(i == 0 ? Words.duration(told.after()) : "", lines.get(i)));
  }
}
