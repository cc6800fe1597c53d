package dev.dre.operations;

import static dev.dre.operations.command.Answer.accepted;
import static dev.dre.operations.command.Answer.alreadySo;
import static dev.dre.operations.command.Answer.refused;

import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.HoldId;
import dev.dre.operations.line.LineHold;
import dev.dre.operations.plan.PauseFate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Standing still: each pause adds a hold, each resume lifts one, and only the last one lifted lets
 * things go on.
 */
final class Pausing {

  private Pausing() {}

  /** Something runs: it meets its fate, nothing starts after it. */
  static Answer pauseRunning(Draft draft, Command command) {
    String meanwhile = PauseWords.meanwhile(draft.finish());
    stopWhatIsRedone(draft);
    addHold(draft, command, meanwhile);
    draft.become(State.PAUSING);
    return accepted("Pausing: %s", meanwhile);
  }

  /** What waits for a person stands still at once; what looks comes to its end first. */
  static Answer pauseWaiting(Draft draft, Command command) {
    return waitsForPeople(draft) ? pauseStanding(draft, command) : pauseRunning(draft, command);
  }

  private static boolean waitsForPeople(Draft draft) {
    var work = draft.work.orElse(null);
    return work instanceof Work.ByHand || work instanceof Work.Asking;
  }

  /** Nothing runs: it stands still at once, over what it is. */
  static Answer pauseStanding(Draft draft, Command command) {
    State over = draft.state();
    addHold(draft, command, "");
    if (over == State.AWAITING_APPROVAL) {
      Gates.freeze(draft);
    }
    draft.becomePausedOver(over);
    return accepted("Paused.");
  }

  /** It stands still already, or will: one more reason. */
  static Answer addHold(Draft draft, Command command) {
    addHold(draft, command, "");
    return accepted("Your hold is added; it goes on when all %d are lifted.", draft.holds.size());
  }

  /** Between two rollbacks. */
  static Answer holdRollbacks(Draft draft, Command command) {
    addHold(draft, command, "a rollback that runs comes to its end");
    return accepted("No further rollback starts until somebody resumes.");
  }

  static Answer resume(Draft draft, Command command) {
    var wanted = ((Act.Resume) command.act()).hold();
    if (draft.holds.isEmpty()) {
      return alreadySo("Nothing holds it.");
    }
    if (wanted.isEmpty() && draft.holds.size() > 1) {
      return refused("there are %d holds: say which one to lift.", draft.holds.size());
    }
    HoldId id = wanted.orElseGet(() -> draft.holds.getFirst().id());
    var found = draft.holds.stream().filter(h -> h.id().equals(id)).findFirst();
    if (found.isEmpty()) {
      return alreadySo("That hold is lifted already.");
    }
    return Resuming.lift(draft, command, found.get());
  }

  /** Before anything has run: it begins standing still. */
  static void holdFromTheStart(Draft draft, LineHold line) {
    var id = line.id().inOperations();
    var none = Optional.<Instant>empty();
    var of = Optional.of(line.asOfLine());
    draft.holds.add(new Hold(id, line.owner(), line.reason(), draft.now, none, false, of));
    draft.emit(new Happening.HoldAdded(id, line.owner(), line.reason(), "", none, false, of));
    // The pause that is sent to all that run may arrive too: it is the same one.
    draft.answers.add(new Operation.Remembered(line.id().stops(), accepted("It starts paused.")));
  }

  /** Holds that have stood as long as their owners wanted lift themselves, or are told of once. */
  static void tick(Draft draft) {
    for (Hold hold : List.copyOf(draft.holds)) {
      if (!hold.due(draft.now)) {
        continue;
      }
      if (hold.thenResume()) {
        Resuming.over(draft, hold);
      } else {
        draft.holds.replaceAll(h -> h.equals(hold) ? hold.remindedOf() : h);
        draft.emit(new Happening.HoldOver(hold.id(), hold.owner(), false, draft.holds.size()));
      }
    }
  }

  /** The last hold is lifted. */
  static void goOn(Draft draft) {
    switch (draft.state()) {
      case PAUSING -> {
        draft.becomeWorking();
        Grouping.startMore(draft);
      }
      case ABORTING -> {
        draft.neverReminded();
        Rollbacks.advance(draft);
      }
      case PAUSED -> {
        switch (draft.over().orElseThrow()) {
          case AWAITING_APPROVAL -> Gates.thaw(draft);
          case BLOCKED -> draft.becomeBlockedAgain();
          case WAITING -> {
            draft.become(State.WAITING);
            Asking.thaw(draft);
          }
          default -> Proceeding.advance(draft);
        }
      }
      default -> throw new IllegalStateException("a hold in state " + draft.state());
    }
  }

  private static void stopWhatIsRedone(Draft draft) {
    draft.changeWork(
        work ->
            work instanceof Work.Running running
                    && draft.planned(running.step()).pause() == PauseFate.REDO
                ? new Work.Stopping(running, Work.Cause.REDO, "")
                : work);
  }

  private static void addHold(Draft draft, Command command, String meanwhile) {
    var id = new HoldId(command.id().value());
    var pause = (Act.Pause) command.act();
    var until = pause.lasts().map(draft.now::plus);
    add(
        draft,
        new Hold(
            id,
            command.actor(),
            pause.reason(),
            draft.now,
            until,
            pause.thenResume(),
            pause.line()),
        meanwhile);
  }

  private static void add(Draft draft, Hold hold, String meanwhile) {
    draft.holds.add(hold);
    draft.emit(
        new Happening.HoldAdded(
            hold.id(),
            hold.owner(),
            hold.reason(),
            meanwhile,
            hold.until(),
            hold.thenResume(),
            hold.line()));
  }

  /** Stands still for a reason that nobody typed, whatever it is doing. */
  static void hold(Draft draft, Hold hold) {
    boolean standing = draft.work.isEmpty() || waitsForPeople(draft);
    switch (draft.state()) {
      case RUNNING, WAITING -> {
        if (standing) {
          add(draft, hold, "");
          draft.becomePausedOver(draft.state());
          return;
        }
        String meanwhile = PauseWords.meanwhile(draft.finish());
        stopWhatIsRedone(draft);
        add(draft, hold, meanwhile);
        draft.become(State.PAUSING);
      }
      case AWAITING_APPROVAL, BLOCKED -> {
        State over = draft.state();
        add(draft, hold, "");
        if (over == State.AWAITING_APPROVAL) {
          Gates.freeze(draft);
        }
        draft.becomePausedOver(over);
      }
      case PAUSING, PAUSED -> add(draft, hold, "");
      default -> throw new IllegalStateException("a hold in state " + draft.state());
    }
  }
}
