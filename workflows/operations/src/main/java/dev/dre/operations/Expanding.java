package dev.dre.operations;

import dev.dre.config.expression.TextList;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.Happening;
import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.PlannedEach;
import dev.dre.operations.plan.PlannedGate.OutputReference;
import java.util.List;
import java.util.Optional;

/** The moment in which a list is needed that an earlier step has reported. */
final class Expanding {

  /** More is a mistake, or work for several operations: nobody reads such a plan. */
  private static final int MOST = 100;

  /** Nothing that is run for each is called so. */
  private static final int LONGEST = 200;

  private Expanding() {}

  /** Puts a step for each entry in the place of {@code run}, and goes on with the first. */
  static void expand(Draft draft, StepRun run) {
    PlannedEach each = draft.planned(run.id()).each().orElseThrow();
    var reported = draft.reported(each.list());
    var entries = reported.flatMap(TextList::parse).map(all -> all.stream().distinct().toList());
    var problem = problem(each.list(), reported, entries);
    if (problem.isPresent()) {
      draft.becomeBlocked(BlockedBecause.NOT_READY, problem.get());
      return;
    }
    List<String> all = entries.orElseThrow();
    if (all.isEmpty()) {
      draft.put(run.ended(StepStatus.SKIPPED, draft.now));
      draft.emit(new Happening.StepNotNeeded(run.id(), "size(%s) > 0".formatted(each.list())));
    } else {
      var plan = Expansion.of(draft.plan(), run.id(), all);
      String digest = Digest.of(plan);
      draft.expand(run.id(), plan, digest);
      draft.emit(new Happening.StepExpanded(run.id(), all, digest));
    }
    Proceeding.advance(draft);
  }

  private static Optional<String> problem(
      OutputReference list, Optional<String> reported, Optional<List<String>> entries) {
    if (reported.isEmpty()) {
      return Optional.of("%s was not reported, so nobody knows for what to run it".formatted(list));
    }
    if (entries.isEmpty()) {
      return Optional.of("%s is no list: %s".formatted(list, shortened(reported.get())));
    }
    if (entries.get().size() > MOST) {
      return Optional.of(
          "%s has %d entries, and more than %d are not run by one operation"
              .formatted(list, entries.get().size(), MOST));
    }
    return entries.get().stream()
        .filter(entry -> entry.isBlank() || entry.length() > LONGEST || hasControls(entry))
        .findFirst()
        .map(
            entry ->
                "%s has an entry that is empty, longer than %d characters, or has control characters: \"%s\""
                    .formatted(list, LONGEST, shortened(entry)));
  }

  private static boolean hasControls(String entry) {
    return entry.chars().anyMatch(Character::isISOControl);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
