package dev.dre.operations.client;

import dev.dre.operations.Line;
import dev.dre.operations.LineAnswer;
import dev.dre.operations.Operation;
import dev.dre.operations.OperationRequest;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.line.LiftLine;
import dev.dre.operations.line.LineHold;
import dev.dre.operations.line.StopLine;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import java.util.List;
import java.util.Optional;

/**
 * The operations there are. Every method can throw {@link TemporalSilent} when nobody answers in
 * time.
 */
public interface Operations {

  /** What came of a wish to start. */
  sealed interface Started {
    /**
     * It runs; {@code again} when the same wish had started it before; {@code heldBy} what the line
     * is stopped for, so that it begins paused.
     */
    record Running(OperationId id, boolean again, List<LineHold> heldBy) implements Started {

      public Running {
        heldBy = List.copyOf(heldBy);
      }
    }

    /** Another operation holds the datastore. */
    record Busy(OperationId holder) implements Started {}
  }

  /** An operation that has not ended, without asking it anything. */
  record Open(OperationId id, DatastoreName datastore) {}

  /**
   * Starts an operation, or finds that the same wish has started it already. While the line is
   * stopped for it, it begins paused.
   */
  Started start(OperationRequest request, ClusterName location);

  /** Tells an operation what somebody wants. */
  Answer command(DatastoreName datastore, Command command);

  /**
   * Leaves in the operation's own record that {@code command} was refused, for those who keep none
   * themselves. One that has ended takes nothing more.
   */
  void noteRefusal(DatastoreName datastore, Command command, String reason);

  /**
   * The latest operation on {@code datastore}, also when it has ended; empty when there was none,
   * or it is older than what Temporal keeps.
   */
  Optional<Operation> latest(DatastoreName datastore);

  /** An operation by its id, also when it has ended; empty when there is none of that id. */
  Optional<Operation> find(OperationId id);

  /** The operation of that id, or else the latest on the datastore of that name. */
  default Optional<Operation> named(String name) {
    try {
      var found = find(new OperationId(name));
      if (found.isPresent()) {
        return found;
      }
    } catch (IllegalArgumentException e) {
      // Not an id, so it can only be a datastore.
    }
    return latest(new DatastoreName(name));
  }

  /** Those that run first, then those that ended last; at most {@code max}. */
  List<Operation> list(int max);

  /** All that have not ended, also those that do not answer. */
  List<Open> open();

  /** What is stopped for many operations at once. */
  Line line();

  /** Stops the line. Tells no operation: see {@link LineReach}. */
  LineAnswer stop(StopLine wish);

  /** Lets the line go on. Tells no operation: see {@link LineReach}. */
  LineAnswer lift(LiftLine wish);

  /**
   * Where {@code datastore} lives as far as the last operation on it knew; empty when none is
   * known.
   */
  Optional<ClusterName> location(DatastoreName datastore);
}
