package dev.dre.operations;

import dev.dre.approvals.Actor;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.line.LineHold;
import dev.dre.operations.plan.Plan;
import java.util.List;

/**
 * What it takes to start an operation.
 *
 * @param channel where the operation tells its story: the chat's channel id
 * @param planDigest the digest of {@code plan}
 * @param sinks the names of those who want to be told what happens
 * @param line what the line is stopped for: it begins paused by these
 */
public record OperationRequest(
    OperationId id,
    Actor requester,
    String channel,
    Plan plan,
    String planDigest,
    List<String> sinks,
    List<LineHold> line) {

  public OperationRequest {
    sinks = List.copyOf(sinks);
    line = List.copyOf(line);
  }

  /** The line moves. */
  public OperationRequest(
      OperationId id,
      Actor requester,
      String channel,
      Plan plan,
      String planDigest,
      List<String> sinks) {
    this(id, requester, channel, plan, planDigest, sinks, List.of());
  }

  /** The same, held by {@code line} from its first moment. */
  public OperationRequest heldBy(List<LineHold> line) {
    return new OperationRequest(id, requester, channel, plan, planDigest, sinks, line);
  }
}
