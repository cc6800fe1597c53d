package dev.dre.operations;

import dev.dre.operations.line.LineHold;
import java.util.List;
import java.util.stream.Collectors;

/** A stopped line, in words that say how it goes on. */
public final class LineWords {

  private LineWords() {}

  /** A sentence, with a blank before it; empty when nothing is stopped. */
  static String howToLift(List<LineHold> holds) {
    return holds.isEmpty()
        ? ""
        : holds.stream()
            .map(h -> "resume %s".formatted(flags(h, holds)))
            .collect(Collectors.joining(" · ", " What lifts the stops there are: ", "."));
  }

  /** What is typed to lift {@code hold} where {@code all} are stopped: {@code --team payments}. */
  public static String flags(LineHold hold, List<LineHold> all) {
    boolean alone = all.stream().filter(h -> h.scope().equals(hold.scope())).count() <= 1;
    return alone ? hold.scope().flag() : "%s --hold %s".formatted(hold.scope().flag(), hold.id());
  }
}
