package dev.dre.operations.temporal;

import dev.dre.operations.Operation;
import dev.dre.operations.OperationRequest;
import dev.dre.operations.plan.Plan;
import java.util.Optional;

/**
 * How an operation begins, or goes on in a new run of its workflow. One of the two is present.
 *
 * @param carriedOn the operation as it was when the history of the run before had grown long
 */
public record OperationInput(Optional<OperationRequest> request, Optional<Operation> carriedOn) {

  public static OperationInput starting(OperationRequest request) {
    return new OperationInput(Optional.of(request), Optional.empty());
  }

  public static OperationInput carryingOn(Operation operation) {
    return new OperationInput(Optional.empty(), Optional.of(operation));
  }

  /** What the operation does, however it begins. */
  public Plan plan() {
    return request
        .map(OperationRequest::plan)
        .or(() -> carriedOn.map(Operation::plan))
        .orElseThrow(() -> new IllegalStateException("begins with nothing"));
  }
}
