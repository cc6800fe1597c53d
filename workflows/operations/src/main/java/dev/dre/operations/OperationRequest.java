package dev.dre.operations;

import dev.dre.approvals.Actor;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.Plan;
import java.util.List;

/**
 * What it takes to start an operation.
 *
 * @param channel where the operation tells its story: the chat's channel id
 * @param planDigest the digest of {@code plan}
 * @param sinks the names of those who want to be told what happens
 */
public record OperationRequest(
    OperationId id,
    Actor requester,
    String channel,
    Plan plan,
    String planDigest,
    List<String> sinks) {

  public OperationRequest {
    sinks = List.copyOf(sinks);
  }
}
