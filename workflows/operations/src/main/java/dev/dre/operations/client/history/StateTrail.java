package dev.dre.operations.client.history;

import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.Work;
import dev.dre.operations.event.Event;
import dev.dre.operations.event.GateResult;
import dev.dre.operations.event.Happening;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * In which state an operation was at each moment of a run, by the events that its sinks were given:
 * a history itself says nothing of states.
 */
final class StateTrail {

  private final TreeMap<Long, Event> events = new TreeMap<>();
  private Optional<Standing> first = Optional.empty();

  /**
   * As much of a state as it takes to follow it. {@code still}: nothing runs any more; {@code
   * byHand}: it waits for a person.
   */
  private record Standing(State under, int holds, boolean still, boolean byHand) {

    State state() {
      boolean held = holds > 0 && !under.isFinal();
      return switch (under) {
        case ABORTING, NEEDS_ATTENTION -> under;
        default -> !held ? under : still ? State.PAUSED : State.PAUSING;
      };
    }

    Standing as(State next) {
      return new Standing(next, holds, still, false);
    }

    Standing heldBy(int remaining) {
      return new Standing(under, remaining, still && remaining > 0, byHand);
    }

    /** A person does the step. */
    Standing forSomebody() {
      return new Standing(State.WAITING, holds, still, true);
    }

    /** A pause ends what waited by looking: it begins anew after it. */
    Standing standingStill() {
      State over = under == State.WAITING && !byHand ? State.RUNNING : under;
      return new Standing(over, holds, true, byHand);
    }

    /** Undoing was begun again, which is no event of its own. */
    Standing undoing() {
      return under == State.NEEDS_ATTENTION ? as(State.ABORTING) : this;
    }
  }

  /** The run goes on with {@code operation} as it was. */
  void carriesOn(Operation operation) {
    var status = operation.status();
    boolean pausing = status.state() == State.PAUSING;
    State under = pausing ? operation.working() : status.over().orElse(status.state());
    boolean still = status.state() == State.PAUSED;
    Work work = operation.work().orElse(null);
    boolean byHand = work instanceof Work.ByHand || work instanceof Work.Asking;
    first = Optional.of(new Standing(under, operation.holds().size(), still, byHand));
  }

  void heard(Event event) {
    events.put(event.sequence(), event);
  }

  /** The state after everything that happened up to each moment. */
  NavigableMap<Instant, State> states() {
    var states = new TreeMap<Instant, State>();
    first.ifPresent(standing -> states.put(Instant.MIN, standing.state()));
    Standing now = first.orElse(new Standing(State.RUNNING, 0, false, false));
    for (Event event : events.values()) {
      now = after(now, event.what());
      states.put(event.at(), now.state());
    }
    return states;
  }

  static Optional<State> at(NavigableMap<Instant, State> states, Instant moment) {
    return Optional.ofNullable(states.floorEntry(moment)).map(Map.Entry::getValue);
  }

  private static Standing after(Standing now, Happening what) {
    return switch (what) {
      case Happening.OperationStarted ignored -> new Standing(State.RUNNING, 0, false, false);
      case Happening.StepStarted started -> now.as(started.waits() ? State.WAITING : State.RUNNING);
      case Happening.StepSucceeded ignored -> now.as(State.RUNNING);
      case Happening.StepNotNeeded ignored -> now.as(State.RUNNING);
      case Happening.HandedOver ignored -> now.forSomebody();
      case Happening.Asked ignored -> now.forSomebody();
      case Happening.DoneByHand ignored -> now.as(State.RUNNING);
      case Happening.GateOpened ignored -> now.as(State.AWAITING_APPROVAL);
      case Happening.GateClosed closed ->
          closed.result() == GateResult.APPROVED ? now.as(State.RUNNING) : now;
      case Happening.Blocked ignored -> now.as(State.BLOCKED);
      case Happening.WentOn ignored -> now.as(State.RUNNING);
      case Happening.StepSkipped ignored -> now.as(State.RUNNING);
      case Happening.HoldAdded ignored -> now.undoing().heldBy(now.holds() + 1);
      case Happening.HoldLifted lifted -> now.heldBy(lifted.remaining());
      case Happening.HoldOver over -> now.heldBy(over.remaining());
      case Happening.Paused ignored -> now.standingStill();
      case Happening.AbortRequested ignored -> new Standing(State.ABORTING, 0, false, false);
      case Happening.ReverseRequested ignored -> new Standing(State.ABORTING, 0, false, false);
      case Happening.RolledBack ignored -> now.undoing();
      case Happening.RollbackFailed ignored -> now.undoing();
      case Happening.ResidueChecked ignored -> now.undoing();
      case Happening.LeftBehind ignored -> now.as(State.NEEDS_ATTENTION);
      case Happening.Ended ended -> new Standing(named(ended.how(), now.under()), 0, false, false);
      // All others tell of something and change no state.
      default -> now;
    };
  }

  private static State named(String words, State otherwise) {
    return Arrays.stream(State.values())
        .filter(s -> s.words().equals(words))
        .findFirst()
        .orElse(otherwise);
  }
}
