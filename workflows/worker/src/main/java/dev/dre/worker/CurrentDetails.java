package dev.dre.worker;

import dev.dre.operations.Operation;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the Temporal UI shows as an operation's current details. */
final class CurrentDetails {

  private CurrentDetails() {}

  /** Markdown. */
  static String of(Operation operation) {
    String steps =
        operation.steps().stream()
            .map(s -> "- %s: %s".formatted(s.id(), s.status().name().toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining("\n"));
    return "**%s** %s\n\n%s".formatted(operation.id(), operation.state().words(), steps);
  }
}
