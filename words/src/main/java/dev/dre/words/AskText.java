package dev.dre.words;

import dev.dre.operations.OpenQuestions;
import dev.dre.operations.Operation;
import dev.dre.operations.Reply;
import dev.dre.operations.State;
import dev.dre.operations.StepRun;
import dev.dre.operations.plan.PlannedStep;
import java.util.stream.Collectors;

/** What a step asks people. */
public final class AskText {

  private AskText() {}

  /** The questions, and who is waited for. */
  public static String waiting(Operation operation, OpenQuestions open) {
    var asking = open.asking();
    StepRun run = operation.step(asking.step());
    PlannedStep step = operation.planOf(run);
    return """
        *Questions: %s* (step %d of %d): %s
        %s
        Waiting for %s.%s %s"""
        .formatted(
            Words.name(asking.step()),
            operation.positionOf(run),
            operation.steps().size(),
            Words.escape(step.title(), 300),
            open.ask().questions().stream()
                .map(q -> "• " + Words.escape(q.title(), 200))
                .collect(Collectors.joining("\n")),
            waitedFor(open),
            answered(run),
            operation.state() == State.PAUSED
                ? "Paused: answers are taken, and nothing goes on before somebody resumes."
                : "Open until %s; then the operation stands still and it can be asked again."
                    .formatted(Words.day(asking.until())));
  }

  /** {@code one of @dre or @alice}, or each of those who are still missing. */
  private static String waitedFor(OpenQuestions open) {
    return open.ask().all()
        ? open.missing().stream().map(Words::principal).collect(Collectors.joining(" and "))
        : Words.principals(open.missing());
  }

  private static String answered(StepRun run) {
    return run.replies().isEmpty() ? "" : " Answered: %s.".formatted(names(run));
  }

  /** Who has answered. */
  public static String names(StepRun run) {
    return run.replies().stream().map(Reply::by).map(Words::name).collect(Collectors.joining(", "));
  }
}
