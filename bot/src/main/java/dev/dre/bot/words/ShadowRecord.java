package dev.dre.bot.words;

import dev.dre.operations.ByHand;
import dev.dre.operations.client.PastOperations;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.temporal.OperationResult;
import dev.dre.operations.temporal.OperationResult.StepByHand;
import dev.dre.words.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How often people did by hand what a plan would have done: what lets a team trust it more. */
public final class ShadowRecord {

  /** Of a step; the newest. */
  private static final int MOST_COMMENTS = 3;

  private ShadowRecord() {}

  /** {@code results}: of the last operations of {@code runbook} that ended, the newest first. */
  public static String of(String runbook, List<OperationResult> results) {
    String name = Words.escape(runbook);
    long runs = results.stream().filter(result -> !result.byHand().isEmpty()).count();
    if (runs == 0) {
      return "No step of %s was done by hand in %s. `/dre %s … --mode shadow` starts a run in which people do them."
          .formatted(name, lookedAt(results), name);
    }
    var bySteps =
        results.stream()
            .flatMap(result -> result.byHand().stream())
            .collect(
                Collectors.groupingBy(StepByHand::step, LinkedHashMap::new, Collectors.toList()));
    String lines =
        bySteps.entrySet().stream()
            .map(e -> line(e.getKey(), e.getValue()))
            .collect(Collectors.joining("\n"));
    return "*%s in shadow*: people did steps by hand in %d of %s.\n%s"
        .formatted(name, runs, lookedAt(results), lines);
  }

  /** What is older, still runs, or was run by an earlier release is not in it. */
  private static String lookedAt(List<OperationResult> results) {
    int count = results.size();
    if (count == 0) {
      return "any operation that has ended";
    }
    if (count == 1) {
      return "the one operation of it that has ended";
    }
    return "the last %d operations of it that have ended%s"
        .formatted(count, count < PastOperations.MOST ? "" : "; older ones were not looked at");
  }

  private static String line(String step, List<StepByHand> runs) {
    long agreed = runs.stream().filter(StepByHand::agrees).count();
    long onTrust = runs.stream().filter(run -> run.agrees() && !run.lookedAt()).count();
    var parts = new ArrayList<String>();
    parts.add(
        "%d of %d as planned%s"
            .formatted(
                agreed,
                runs.size(),
                onTrust == 0 ? "" : " (nobody could look whether they took effect)"));
    count(parts, "said to be done before it was", runs.stream().filter(ShadowRecord::wasEarly));
    count(parts, "differently", runs.stream().filter(run -> run.how() == ByHand.How.DIFFERENTLY));
    count(parts, "left out", runs.stream().filter(run -> run.how() == ByHand.How.SKIPPED));
    runs.stream()
        .map(StepByHand::comment)
        .filter(comment -> !comment.isBlank())
        .limit(MOST_COMMENTS)
        .map(comment -> Words.quoted("", Words.shorten(comment, 150)))
        .forEach(parts::add);
    return "• %s: %s".formatted(Words.name(new StepId(step)), String.join(" · ", parts));
  }

  private static boolean wasEarly(StepByHand run) {
    return run.contradicted() > 0;
  }

  private static void count(List<String> parts, String what, Stream<StepByHand> runs) {
    long count = runs.count();
    if (count > 0) {
      parts.add("%d %s".formatted(count, what));
    }
  }
}
