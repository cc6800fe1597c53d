package dev.dre.bot.words;

import dev.dre.operations.Clocks;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What stands still under a pause, and what does not. */
final class ClockWords {

  /** A list of a plan can be long. */
  private static final int MOST = 6;

  private ClockWords() {}

  /** On the card of an operation that is pausing or paused; empty when there is nothing to say. */
  static List<String> ofPaused(Operation operation) {
    var clocks = Clocks.of(operation);
    var lines = new ArrayList<String>();
    clocks
        .stopped()
        .forEach(
            clock ->
                lines.add(
                    "Stands still: %s, %s left when it was paused."
                        .formatted(Words.escape(clock.what(), 100), left(clock.left()))));
    clocks.going().forEach(clock -> lines.add("Does not stand still: " + going(clock)));
    meanwhile(clocks).forEach(says -> lines.add("Does not stand still: " + says));
    return lines;
  }

  /** Before it is paused: always something. */
  static List<String> ofPausing(Operation operation, Instant now) {
    var clocks = Clocks.ifPaused(operation, now);
    var lines = new ArrayList<String>();
    if (operation.state() == State.ABORTING) {
      lines.add("What is not undone yet stays as it is, and the datastore stays locked.");
      meanwhile(clocks).forEach(says -> lines.add("Goes on: " + says));
      return lines;
    }
    lines.add(
        clocks.stopped().isEmpty()
            ? "Clocks of the operation stop; those of the world do not."
            : "Clocks of the operation stop; those of the world do not. "
                + clocks.stopped().stream()
                    .map(
                        clock ->
                            "%s keeps the %s it has left."
                                .formatted(
                                    capital(Words.escape(clock.what(), 100)), left(clock.left())))
                    .reduce((a, b) -> a + " " + b)
                    .orElse(""));
    clocks.going().forEach(clock -> lines.add("Goes on: " + going(clock)));
    meanwhile(clocks).forEach(says -> lines.add("Goes on: " + says));
    operation
        .plan()
        .maxPause()
        .ifPresent(
            max ->
                lines.add(
                    "Paused for %s, %s."
                        .formatted(Words.duration(max.after()), Clocks.endOfAPause(operation))));
    return lines;
  }

  private static String going(Clocks.Going clock) {
    return "%s %s.".formatted(Words.day(clock.at()), Words.escape(clock.then(), 200));
  }

  private static List<String> meanwhile(Clocks clocks) {
    return clocks.meanwhile().stream()
        .limit(MOST)
        .map(says -> Words.escape(says, 200) + (says.endsWith(".") ? "" : "."))
        .toList();
  }

  /** Nobody counts the seconds of hours. */
  private static String left(Duration left) {
    return Words.duration(left.toHours() > 0 ? Duration.ofMinutes(left.toMinutes()) : left);
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
