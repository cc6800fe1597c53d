package dev.dre.operations;

import dev.dre.approvals.ApprovalRequest;
import dev.dre.operations.id.GateId;
import dev.dre.operations.plan.StepId;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A question to people that is not answered yet, or is answered and waits for the end of a pause.
 *
 * @param digest of the plan, the attempt and the evidence that is shown; an approval names it
 * @param evidence what people are shown: outputs of earlier steps by {@code step.output}, {@code
 *     not known} where a step gave none; and by their bare names what was seen of what the step
 *     requires
 * @param frozen how much time was left when a pause stopped the clock; empty while the clock runs
 * @param satisfied whether the approvals are all there
 */
public record OpenGate(
    GateId id,
    String digest,
    StepId step,
    ApprovalRequest request,
    SortedMap<String, String> evidence,
    Optional<Duration> frozen,
    boolean satisfied) {

  public OpenGate {
    evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
  }

  OpenGate with(ApprovalRequest changed) {
    return new OpenGate(id, digest, step, changed, evidence, frozen, satisfied);
  }

  OpenGate frozen(Duration left) {
    return new OpenGate(id, digest, step, request, evidence, Optional.of(left), satisfied);
  }

  OpenGate thawed() {
    return new OpenGate(id, digest, step, request, evidence, Optional.empty(), satisfied);
  }

  OpenGate nowSatisfied() {
    return new OpenGate(id, digest, step, request, evidence, frozen, true);
  }
}
