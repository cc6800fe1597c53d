package dev.dre.operations.client;

import dev.dre.operations.Line;
import dev.dre.operations.LineDifference;
import dev.dre.operations.Operation;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.line.LineHold;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.plan.Plan;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Tells every operation what the line is stopped for, and what is over. It compares, so it can be
 * done at any time, by anybody, and as often as one likes.
 */
public final class LineReach {

  /** Temporal itself waits a minute for a worker that is not there. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Operations operations;
  private final Executor executor;
  private final InstantSource clock;

  public LineReach(Operations operations, Executor executor, InstantSource clock) {
    this.operations = operations;
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * What came of it, for the operations of one scope.
   *
   * @param told those that were told something, and took it
   * @param standing those that are held by the line now, also from before
   * @param missed those that were not reached, each with why: {@code migrate-db-42-k7f3 (does not
   *     answer)}
   */
  public record Reached(List<OperationId> told, List<OperationId> standing, List<String> missed) {}

  /**
   * One operation: its plan unless it does not answer, whether it took something, whether the line
   * holds it now, and why it was missed.
   */
  private record Visit(
      OperationId id, Optional<Plan> plan, boolean told, boolean held, Optional<String> missed) {

    /** What does not answer may be of any scope. */
    boolean isOf(LineScope scope) {
      return plan.map(scope::covers).orElse(true);
    }
  }

  /**
   * Tells all of them at the same time: one that is slow holds up no other.
   *
   * @param about whose operations the answer is about; the others are told all the same
   */
  public Reached everybody(LineScope about) {
    var visits =
        operations.open().stream()
            .map(open -> CompletableFuture.supplyAsync(() -> visit(open), executor))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .flatMap(Optional::stream)
            .filter(visit -> visit.isOf(about))
            .toList();
    return new Reached(
        visits.stream().filter(Visit::told).map(Visit::id).toList(),
        visits.stream().filter(Visit::held).map(Visit::id).toList(),
        visits.stream().flatMap(v -> v.missed().stream()).toList());
  }

  /** Empty when it has ended meanwhile. */
  private Optional<Visit> visit(Operations.Open open) {
    try {
      var operation = look(open);
      // Only now: a stop that came since is missing there at worst, and never taken for lifted.
      Line line = operations.line();
      return operation.filter(o -> !o.state().isFinal()).map(o -> tell(o, line));
    } catch (TemporalSilent e) {
      boolean left = leavePause(open);
      var missed =
          missed(open.id(), left ? "does not answer; the pause is left for it" : "does not answer");
      return Optional.of(new Visit(open.id(), Optional.empty(), false, false, missed));
    }
  }

  private Optional<Operation> look(Operations.Open open) {
    try {
      return CompletableFuture.supplyAsync(() -> operations.latest(open.datastore()), executor)
          .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .join()
          .filter(o -> o.id().equals(open.id()));
    } catch (CompletionException e) {
      throw new TemporalSilent("the operation does not answer", e);
    }
  }

  /**
   * Nobody can ask what it is about, so only what is about everything is left for it. Whether
   * something was.
   */
  private boolean leavePause(Operations.Open open) {
    boolean left = false;
    try {
      for (LineHold hold : operations.line().holds()) {
        if (hold.scope() instanceof LineScope.Everything) {
          operations.command(open.datastore(), LineDifference.pause(open.id(), hold));
          left = true;
        }
      }
    } catch (TemporalSilent e) {
      // It is named as missed either way.
    }
    return left;
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
    boolean covered = !line.covering(operation.plan()).isEmpty();
    boolean held = told || operation.holds().stream().anyMatch(h -> h.line().isPresent());
    Optional<String> missed = Optional.empty();
    if (!refused.isEmpty()) {
      missed = missed(operation.id(), refused.getFirst());
    } else if (covered && !held) {
      missed = missed(operation.id(), "not held: it " + operation.state().verb());
    }
    return new Visit(operation.id(), Optional.of(operation.plan()), told, covered && held, missed);
  }

  private static Optional<String> missed(OperationId id, String why) {
    return Optional.of("%s (%s)".formatted(id, why));
  }
}
