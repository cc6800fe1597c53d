package dev.dre.operations;

import dev.dre.operations.event.Happening;
import dev.dre.operations.event.Outbox;
import dev.dre.operations.plan.PlannedStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The first moment of an operation. */
final class Starting {

  private Starting() {}

  static Operation start(OperationRequest request, int rulesVersion, Instant now) {
    var plan = request.plan();
    var blank =
        new Operation(
            request.id(),
            request.requester(),
            request.channel(),
            plan,
            request.planDigest(),
            rulesVersion,
            now,
            new Status(State.RUNNING, Optional.empty(), now, Optional.empty()),
            plan.steps().stream().map(s -> StepRun.pending(s.id())).toList(),
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>(),
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Outbox.forSinks(request.sinks()),
            new TreeMap<>(),
            List.of(),
            List.of());
    var draft = new Draft(blank, now);
    draft.emit(
        new Happening.OperationStarted(
            request.requester(),
            plan.summary(),
            request.planDigest(),
            plan.steps().size(),
            plan.steps().stream().filter(s -> s.gate().isPresent()).map(PlannedStep::id).toList(),
            plan.datastore().environment(),
            plan.datastore().team()));
    request.line().forEach(hold -> Pausing.holdFromTheStart(draft, hold));
    Proceeding.advance(draft);
    return draft.finish();
  }
}
