package dev.dre.sandbox.demo;

import dev.dre.sandbox.Terminal;
import java.util.ArrayList;
import java.util.List;

/** What held and what did not, and the numbers. */
final class Report {

  private final Terminal terminal;
  private final List<String> numbers = new ArrayList<>();
  private final List<String> checks = new ArrayList<>();
  private boolean good = true;

  Report(Terminal terminal) {
    this.terminal = terminal;
  }

  void number(String name, String value) {
    numbers.add("  %-44s %s".formatted(name, value));
  }

  void check(String claim, boolean holds) {
    good &= holds;
    checks.add("  %s  %s".formatted(holds ? "held    " : "NOT HELD", claim));
  }

  void failed(String why) {
    check(why, false);
  }

  /** Whether everything held. */
  boolean print() {
    terminal.heading("Summary");
    numbers.forEach(terminal::line);
    terminal.line("");
    checks.forEach(terminal::line);
    terminal.line("");
    terminal.line(good ? "Everything held." : "Not everything held.");
    return good;
  }
}
