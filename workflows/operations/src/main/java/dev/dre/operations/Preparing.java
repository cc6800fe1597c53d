package dev.dre.operations;

import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.GateId;
import dev.dre.operations.plan.PlannedChange;
import dev.dre.operations.plan.PlannedRequirement;
import dev.dre.operations.plan.PlannedStep;
import java.util.TreeMap;

/** What was found out before a step starts: whether it is needed, and whether it can start. */
final class Preparing {

  private Preparing() {}

  static void decided(Draft draft, Work.Deciding deciding, Outcome outcome) {
    StepRun run = draft.step(deciding.step());
    PlannedStep planned = draft.planned(run.id());
    if (!(outcome instanceof Outcome.Answered(boolean needed))) {
      draft.becomeBlocked(
          BlockedBecause.INCONCLUSIVE,
          "nobody can say whether %s is needed: %s"
              .formatted(run.id().words(), Rollbacks.reason(outcome)));
    } else if (!needed) {
      draft.put(run.ended(StepStatus.SKIPPED, draft.now));
      draft.emit(new Happening.StepNotNeeded(run.id(), planned.when().orElseThrow().text()));
      Proceeding.advance(draft);
    } else if (!draft.holds.isEmpty()) {
      // Answered again after the pause: what it names may be different then.
      Proceeding.advance(draft);
    } else {
      Proceeding.prepare(draft, run);
    }
  }

  static void required(Draft draft, Work.Requiring requiring, Outcome outcome) {
    StepRun run = draft.step(requiring.step());
    if (!(outcome instanceof Outcome.Required required)) {
      String reason = Rollbacks.reason(outcome);
      draft.emit(new Happening.Required(run.id(), run.attempt(), false, reason, new TreeMap<>()));
      draft.becomeBlocked(
          BlockedBecause.INCONCLUSIVE, "nobody could look whether it can start: " + reason);
      return;
    }
    var reading = required.reading();
    String otherwise = whyNot(draft, requiring, required);
    draft.emit(
        new Happening.Required(run.id(), run.attempt(), otherwise.isEmpty(), otherwise, reading));
    if (!otherwise.isEmpty()) {
      draft.becomeBlocked(BlockedBecause.NOT_READY, otherwise);
    } else if (!draft.holds.isEmpty()) {
      // Looked at again after the pause, and asked again: an approval is for what was so then.
      Proceeding.advance(draft);
    } else if (requiring.approved()) {
      Proceeding.start(draft, run);
    } else {
      Proceeding.askOrStart(draft, run, reading);
    }
  }

  /** Why it cannot start, for people; empty when it can. */
  private static String whyNot(Draft draft, Work.Requiring requiring, Outcome.Required seen) {
    PlannedStep planned = draft.planned(requiring.step());
    if (!seen.holds()) {
      return seen.why().isEmpty()
          ? planned.require().map(PlannedRequirement::otherwise).orElse("it cannot start")
          : seen.why();
    }
    boolean asApproved =
        !requiring.approved()
            || planned.action().change().isEmpty()
            || approved(draft, requiring).equals(seen.reading().get(PlannedChange.AS_OF));
    return asApproved
        ? ""
        : "what it would change has changed since approval: retry asks anew, with what it is now";
  }

  private static String approved(Draft draft, Work.Requiring requiring) {
    var gate = draft.closedGates.get(GateId.of(requiring.step(), requiring.attempt()));
    return gate == null ? "" : gate.asked().evidence().getOrDefault(PlannedChange.AS_OF, "");
  }
}
