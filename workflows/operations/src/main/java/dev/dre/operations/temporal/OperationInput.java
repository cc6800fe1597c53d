package dev.dre.operations.temporal;

import dev.dre.operations.Operation;
import dev.dre.operations.OperationRequest;
import dev.dre.operations.plan.Plan;
import java.time.Instant;
import java.util.Optional;

/**
 * How an operation begins, or goes on in a new run of its workflow. One of the two is present.
 *
 * @param carriedOn the operation as it was when the history of the run before had grown long
 * @param rules the version of the rules that a new operation begins with; empty for the first. It
 *     stands here because what is not recorded would be another one when a later release replays
 */
public record OperationInput(
    Optional<OperationRequest> request, Optional<Operation> carriedOn, Optional<Integer> rules) {

  public static OperationInput starting(OperationRequest request) {
    return new OperationInput(
        Optional.of(request), Optional.empty(), Optional.of(Operation.RULES_VERSION));
  }

  public static OperationInput carryingOn(Operation operation) {
    return new OperationInput(Optional.empty(), Optional.of(operation), Optional.empty());
  }

  /** The operation as it is when the run begins. */
  public Operation begin(Instant now) {
    return carriedOn.orElseGet(
        () -> Operation.start(request.orElseThrow(), rules.orElse(Operation.FIRST_RULES), now));
  }

  /** What the operation does, however it begins. */
  public Plan plan() {
    return request
        .map(OperationRequest::plan)
        .or(() -> carriedOn.map(Operation::plan))
        .orElseThrow(() -> new IllegalStateException("begins with nothing"));
  }
}
