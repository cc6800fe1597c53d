package dev.dre.operations;

import static dev.dre.operations.command.Answer.accepted;
import static dev.dre.operations.command.Answer.alreadySo;
import static dev.dre.operations.command.Answer.refused;

import dev.dre.approvals.Actor;
import dev.dre.operations.command.Answer;
import dev.dre.operations.line.LiftLine;
import dev.dre.operations.line.LiftedHold;
import dev.dre.operations.line.LineHold;
import dev.dre.operations.line.LineHoldId;
import dev.dre.operations.line.StopLine;
import dev.dre.operations.plan.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is stopped for many operations at once: immutable, with its rules as pure functions. It only
 * says what should be so; operations are told by those who look whether it is.
 *
 * @param holds the oldest first
 * @param lifted the last ones that are over, the oldest first: a wish that is delivered again must
 *     not stop the line again, and an operation that still has one is told who lifted it
 */
public record Line(List<LineHold> holds, List<LiftedHold> lifted) {

  /** Nobody is still away after so many. */
  private static final int REMEMBERED = 100;

  /** The line after a wish, and what its sender is told. */
  public record Handled(Line line, LineAnswer answer) {}

  public Line {
    holds = List.copyOf(holds);
    lifted = List.copyOf(lifted);
  }

  /** Nothing is stopped. */
  public static Line moving() {
    return new Line(List.of(), List.of());
  }

  public Handled stop(StopLine wish, Instant now) {
    if (wish.reason().isBlank()) {
      return unchanged(refused("stopping the line needs a reason: others have to stand still."));
    }
    Optional<LineHold> same = hold(wish.id());
    if (same.isPresent()) {
      return new Handled(
          this, new LineAnswer(alreadySo("It is stopped already."), List.of(same.get())));
    }
    if (liftedBy(wish.id()).isPresent()) {
      return unchanged(alreadySo("That stop is lifted already."));
    }
    var hold = new LineHold(wish.id(), wish.scope(), wish.by(), wish.reason(), now);
    var more = new ArrayList<>(holds);
    more.add(hold);
    return new Handled(
        new Line(more, lifted),
        new LineAnswer(
            accepted("The line is stopped for %s.", wish.scope().words()), List.of(hold)));
  }

  /** Lifts one stop; others stand, also of the same operations. */
  public Handled lift(LiftLine wish, Instant now) {
    var ofScope = holds.stream().filter(h -> h.scope().equals(wish.scope())).toList();
    if (wish.hold().flatMap(this::liftedBy).isPresent()) {
      return unchanged(alreadySo("That stop is lifted already."));
    }
    if (ofScope.isEmpty()) {
      return unchanged(
          alreadySo(
              "The line is not stopped for %s.%s",
              wish.scope().words(), LineWords.howToLift(holds)));
    }
    if (wish.hold().isEmpty() && ofScope.size() > 1) {
      return unchanged(
          refused(
              "it is stopped %d times for %s: say which one to lift.%s",
              ofScope.size(), wish.scope().words(), LineWords.howToLift(ofScope)));
    }
    LineHoldId id = wish.hold().orElseGet(() -> ofScope.getFirst().id());
    var found = ofScope.stream().filter(h -> h.id().equals(id)).findFirst();
    if (found.isEmpty()) {
      return unchanged(
          refused(
              "there is no stop %s for %s.%s",
              id, wish.scope().words(), LineWords.howToLift(ofScope)));
    }
    return new Handled(
        without(found.get(), wish.by(), now),
        new LineAnswer(
            accepted("The line goes on for %s.", wish.scope().words()), List.of(found.get())));
  }

  private Line without(LineHold hold, Actor by, Instant now) {
    var over = new ArrayList<>(lifted);
    over.add(new LiftedHold(hold.id(), by, now));
    return new Line(
        holds.stream().filter(h -> !h.equals(hold)).toList(),
        over.subList(Math.max(0, over.size() - REMEMBERED), over.size()));
  }

  private Handled unchanged(Answer answer) {
    return new Handled(this, new LineAnswer(answer, List.of()));
  }

  /** What an operation of {@code plan} has to stand still for. */
  public List<LineHold> covering(Plan plan) {
    return holds.stream().filter(h -> h.scope().covers(plan)).toList();
  }

  /** Empty when it is not there, or not any more. */
  public Optional<LineHold> hold(LineHoldId id) {
    return holds.stream().filter(h -> h.id().equals(id)).findFirst();
  }

  /** Who lifted {@code id}; empty when nobody did, or too long ago. */
  public Optional<Actor> liftedBy(LineHoldId id) {
    return lifted.stream().filter(l -> l.id().equals(id)).map(LiftedHold::by).findFirst();
  }
}
