package dev.dre.operations.command;

import dev.dre.approvals.Actor;
import dev.dre.operations.id.CommandId;
import dev.dre.operations.id.OperationId;
import java.util.Set;

/**
 * What somebody wants of one operation.
 *
 * @param operation named because the workflow's id is the datastore's and is used again by the next
 *     operation
 * @param groups the groups that {@code actor} was found in when the command was given; none when
 *     they could not be resolved
 */
public record Command(
    CommandId id, OperationId operation, Actor actor, Set<String> groups, Origin origin, Act act) {

  public Command {
    groups = Set.copyOf(groups);
  }
}
