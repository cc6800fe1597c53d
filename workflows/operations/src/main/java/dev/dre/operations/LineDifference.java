package dev.dre.operations;

import dev.dre.approvals.Actor;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Command;
import dev.dre.operations.command.Origin;
import dev.dre.operations.id.CommandId;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.line.LineHold;
import dev.dre.operations.line.OfLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What an operation has to be told, so that it stands still for what the line is stopped for, and
 * for nothing that is over. The same difference makes the same commands, whoever sends them.
 */
public final class LineDifference {

  private LineDifference() {}

  /**
   * Only what would change something: who lifted a stop for one operation alone is not overruled.
   *
   * @param line as it was when {@code operation} was looked at, or later: an earlier one would not
   *     know the newest stop and lift it
   */
  public static List<Command> between(Line line, Operation operation, Instant now) {
    var wanted = new ArrayList<Command>();
    for (LineHold hold : line.covering(operation.plan())) {
      wanted.add(pause(operation.id(), hold));
    }
    for (Hold hold : operation.holds()) {
      hold.line()
          .filter(of -> line.hold(of.id()).isEmpty())
          .ifPresent(of -> wanted.add(resume(operation, line, of)));
    }
    return wanted.stream().filter(c -> changes(operation, c, now)).toList();
  }

  /** What makes {@code operation} stand still for {@code hold}. */
  public static Command pause(OperationId operation, LineHold hold) {
    return command(operation, hold.id().stops(), hold.owner(), Act.Pause.because(hold));
  }

  private static Command resume(Operation operation, Line line, OfLine over) {
    // Who lifted it is forgotten after many others; that it is lifted is not.
    Actor by = line.liftedBy(over.id()).orElseGet(() -> new Actor.Machine("line"));
    return command(operation.id(), over.id().lifts(), by, Act.Resume.because(over.id()));
  }

  private static Command command(OperationId operation, CommandId id, Actor by, Act act) {
    return new Command(id, operation, by, new TreeSet<>(), new Origin("", ""), act);
  }

  private static boolean changes(Operation operation, Command command, Instant now) {
    return !operation.handle(command, now).operation().equals(operation);
  }
}
