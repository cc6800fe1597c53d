package dev.dre.bot.words;

import dev.dre.operations.ByHand;
import dev.dre.operations.Operation;
import dev.dre.operations.StepRun;
import dev.dre.operations.plan.Mode;
import dev.dre.operations.plan.StepId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** How often people did by hand what a plan would have done: what lets a team trust it more. */
public final class ShadowRecord {

  private ShadowRecord() {}

  /** {@code operations}: of any runbook and mode, the newest first. */
  public static String of(String runbook, List<Operation> operations) {
    var runs =
        operations.stream()
            .filter(o -> o.plan().runbook().equals(runbook))
            .filter(o -> o.plan().trust() == Mode.SHADOW)
            .toList();
    var done = runs.stream().flatMap(o -> o.steps().stream()).filter(s -> s.byHand().isPresent());
    var bySteps =
        done.collect(Collectors.groupingBy(StepRun::id, LinkedHashMap::new, Collectors.toList()));
    if (bySteps.isEmpty()) {
      return "No step of %s was done by hand yet. `/dre %s … --mode shadow` starts a run in which people do them."
          .formatted(Words.escape(runbook), Words.escape(runbook));
    }
    String lines =
        bySteps.entrySet().stream()
            .map(e -> line(e.getKey(), e.getValue()))
            .collect(Collectors.joining("\n"));
    return "*%s in shadow*, %d %s that Temporal still keeps:\n%s"
        .formatted(Words.escape(runbook), runs.size(), runs.size() == 1 ? "run" : "runs", lines);
  }

  private static String line(StepId step, List<StepRun> runs) {
    long agreed = runs.stream().filter(s -> how(s) == ByHand.How.AS_PLANNED).count();
    String otherwise =
        runs.stream()
            .filter(s -> how(s) != ByHand.How.AS_PLANNED)
            .limit(3)
            .map(s -> Words.quoted("", s.byHand().orElseThrow().comment()))
            .collect(Collectors.joining(" · "));
    return "• %s: %d of %d as planned%s"
        .formatted(
            Words.name(step), agreed, runs.size(), otherwise.isEmpty() ? "" : " · " + otherwise);
  }

  private static ByHand.How how(StepRun run) {
    return run.byHand().orElseThrow().how();
  }
}
