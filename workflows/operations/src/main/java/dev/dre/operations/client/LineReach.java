package dev.dre.operations.client;

import dev.dre.operations.Line;
import dev.dre.operations.LineDifference;
import dev.dre.operations.Operation;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.line.LineHold;
import dev.dre.operations.line.LineScope;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Tells every operation what the line is stopped for, and what is over. It compares, so it can be
 * done at any time, by anybody, and as often as one likes.
 */
public final class LineReach {

  private final Operations operations;
  private final Executor executor;
  private final InstantSource clock;

  public LineReach(Operations operations, Executor executor, InstantSource clock) {
    this.operations = operations;
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param told the operations that were told something, and took it
   * @param standing those that are held by the line now, also from before
   * @param missed those that were not reached, each with why: {@code migrate-db-42-k7f3 (does not
   *     answer)}
   */
  public record Reached(List<OperationId> told, List<OperationId> standing, List<String> missed) {}

  /** One operation: what was said to it, whether the line holds it now, and why it was missed. */
  private record Visit(OperationId id, boolean told, boolean held, Optional<String> missed) {}

  /** All of them at the same time: one that is slow holds up no other. */
  public Reached everybody() {
    var visits =
        operations.open().stream()
            .map(open -> CompletableFuture.supplyAsync(() -> visit(open), executor))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    return new Reached(
        visits.stream().filter(Visit::told).map(Visit::id).toList(),
        visits.stream().filter(Visit::held).map(Visit::id).toList(),
        visits.stream().flatMap(v -> v.missed().stream()).toList());
  }

  private Visit visit(Operations.Open open) {
    try {
      var operation = operations.latest(open.datastore()).filter(o -> o.id().equals(open.id()));
      // Only now: a stop that came since is missing here at worst, and never taken for lifted.
      Line line = operations.line();
      return operation
          .map(o -> tell(o, line))
          .orElseGet(() -> new Visit(open.id(), false, false, Optional.empty()));
    } catch (TemporalSilent e) {
      return leavePause(open);
    }
  }

  /** Nobody can ask what it is about, so only what is about everything is left for it. */
  private Visit leavePause(Operations.Open open) {
    try {
      for (LineHold hold : operations.line().holds()) {
        if (hold.scope() instanceof LineScope.Everything) {
          operations.command(open.datastore(), LineDifference.pause(open.id(), hold));
        }
      }
    } catch (TemporalSilent e) {
      // It is named as missed either way.
    }
    return missed(open.id(), "does not answer");
  }

  private Visit tell(Operation operation, Line line) {
    var refused = new ArrayList<String>();
    boolean told = false;
    for (Command command : LineDifference.between(line, operation, clock.instant())) {
      switch (operations.command(operation.plan().datastore().name(), command)) {
        case Answer.Refused no -> refused.add(no.says());
        case Answer.Accepted yes -> told = true;
        case Answer.AlreadySo already -> {}
      }
    }
    if (!refused.isEmpty()) {
      return missed(operation.id(), refused.getFirst());
    }
    boolean covered = !line.covering(operation.plan()).isEmpty();
    boolean paused = told || operation.holds().stream().anyMatch(h -> h.line().isPresent());
    if (covered && !paused) {
      return missed(operation.id(), "goes on: it is " + operation.state().words());
    }
    return new Visit(operation.id(), told, covered, Optional.empty());
  }

  private static Visit missed(OperationId id, String why) {
    return new Visit(id, false, false, Optional.of("%s (%s)".formatted(id, why)));
  }
}
