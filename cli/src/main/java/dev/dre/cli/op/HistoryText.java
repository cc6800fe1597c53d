package dev.dre.cli.op;

import dev.dre.operations.State;
import dev.dre.operations.client.history.HistoryEntry;
import dev.dre.operations.client.history.HistoryPage;
import dev.dre.operations.id.OperationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A page of history as a table for a terminal. */
final class HistoryText {

  /** The rest is in the JSON. */
  private static final int LONGEST_FAILURE = 240;

  private HistoryText() {}

  static List<String> of(HistoryPage page) {
    if (page.entries().isEmpty()) {
      return List.of("Nothing found.");
    }
    int type = widest(page.entries().stream().map(HistoryEntry::type).toList());
    int state = widest(page.entries().stream().map(HistoryText::state).toList());
    int took = widest(page.entries().stream().map(HistoryText::took).toList());
    var lines = new ArrayList<String>();
    Optional<OperationId> operation = Optional.empty();
    for (HistoryEntry entry : page.entries()) {
      if (!operation.equals(Optional.of(entry.operation()))) {
        operation = Optional.of(entry.operation());
        lines.add(entry.operation().value());
      }
      String format = "  %s  %-" + type + "s  %-" + state + "s  %" + took + "s  %s%s";
      lines.add(
          format
              .formatted(
                  OperationText.time(entry.when()).replace(" UTC", "Z"),
                  entry.type(),
                  state(entry),
                  took(entry),
                  entry.what(),
                  entry.by().map(by -> "  (" + OperationText.name(by) + ")").orElse(""))
              .stripTrailing());
      if (entry.failed()) {
        lines.add(" ".repeat(24) + "failed: " + shortened(entry.failure()));
      }
    }
    return lines;
  }

  private static int widest(List<String> texts) {
    return Math.max(1, texts.stream().mapToInt(String::length).max().orElse(1));
  }

  private static String state(HistoryEntry entry) {
    return entry.state().map(State::words).orElse("");
  }

  private static String took(HistoryEntry entry) {
    return entry.took().map(HistoryText::words).orElse("");
  }

  private static String words(Duration took) {
    return took.toSeconds() < 10
        ? String.format(Locale.ROOT, "%.1fs", took.toMillis() / 1000.0)
        : OperationText.words(took);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_FAILURE ? text : text.substring(0, LONGEST_FAILURE - 1) + "…";
  }
}
