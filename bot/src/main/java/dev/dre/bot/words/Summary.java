package dev.dre.bot.words;

import dev.dre.operations.Operation;
import dev.dre.operations.StepRun;
import dev.dre.words.Words;
import java.util.Locale;
import java.util.stream.Collectors;

/** One operation in a private message: all that is known of each step. */
public final class Summary {

  private Summary() {}

  public static String of(Operation operation) {
    String steps =
        operation.steps().stream()
            .map(run -> step(operation, run))
            .collect(Collectors.joining("\n"));
    return "*%s*  `%s`\n%s since %s · plan %s · started by %s %s\n%s"
        .formatted(
            Words.escape(operation.plan().summary(), 300),
            operation.id(),
            operation.state().words(),
            Words.day(operation.status().since()),
            operation.planDigest().substring(0, 6),
            Words.name(operation.requester()),
            Words.day(operation.startedAt()),
            steps);
  }

  /** One line for lists. */
  public static String line(Operation operation) {
    return "`%s`  %s · %s since %s · by %s"
        .formatted(
            operation.id(),
            Words.escape(operation.plan().summary(), 300),
            operation.state().words(),
            Words.day(operation.status().since()),
            Words.name(operation.requester()));
  }

  private static String step(Operation operation, StepRun run) {
    String outputs = Words.outputs(run.outputs());
    String attempts = run.attempt() > 1 ? ", attempt " + run.attempt() : "";
    return "%d. *%s* %s: %s%s%s"
        .formatted(
            operation.positionOf(run),
            Words.name(run.id()),
            Words.escape(operation.planOf(run).title(), 200),
            run.status().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            attempts,
            outputs.isEmpty() ? "" : " (" + outputs + ")");
  }
}
