package dev.dre.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param reminders how often those who are asked were reminded
 * @param escalated whether somebody was called because nobody decided
 */
public record OpenGate(
    GateId id,
    String digest,
    StepId step,
    ApprovalRequest request,
    SortedMap<String, String> evidence,
    Optional<Duration> frozen,
    boolean satisfied,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int reminders,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean escalated) {

  public OpenGate {
    evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
  }

  /** Just opened. */
  public OpenGate(
      GateId id,
      String digest,
      StepId step,
      ApprovalRequest request,
      SortedMap<String, String> evidence,
      Optional<Duration> frozen,
      boolean satisfied) {
    this(id, digest, step, request, evidence, frozen, satisfied, 0, false);
  }

  OpenGate with(ApprovalRequest changed) {
    return changed(changed, frozen, satisfied, reminders, escalated);
  }

  OpenGate frozen(Duration left) {
    return changed(request, Optional.of(left), satisfied, reminders, escalated);
  }

  OpenGate thawed() {
    return changed(request, Optional.empty(), satisfied, reminders, escalated);
  }

  OpenGate nowSatisfied() {
    return changed(request, frozen, true, reminders, escalated);
  }

  OpenGate reminded(int times) {
    return changed(request, frozen, satisfied, times, escalated);
  }

  OpenGate nowEscalated() {
    return changed(request, frozen, satisfied, reminders, true);
  }

  private OpenGate changed(
      ApprovalRequest asked,
      Optional<Duration> left,
      boolean answered,
      int timesReminded,
      boolean called) {
    return new OpenGate(id, digest, step, asked, evidence, left, answered, timesReminded, called);
  }
}
