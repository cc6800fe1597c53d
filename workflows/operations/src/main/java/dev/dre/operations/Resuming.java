package dev.dre.operations;

import static dev.dre.operations.command.Answer.accepted;
import static dev.dre.operations.command.Answer.alreadySo;
import static dev.dre.operations.command.Answer.refused;

import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.event.Happening;
import dev.dre.operations.line.OfLine;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.plan.Right;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lifting a hold. The last one of a paused operation is lifted only once its guards have looked
 * again and found nothing that would stop it; whoever may acknowledge can do without that.
 */
final class Resuming {

  private Resuming() {}

  static Answer lift(Draft draft, Command command, Hold hold) {
    boolean line = ((Act.Resume) command.act()).line();
    if (line && hold.line().isEmpty()) {
      return refused("this hold is of this operation alone: the line does not lift it.");
    }
    var lift = new Lift(command.actor(), line, false);
    var rights = draft.fixed().plan().rights();
    boolean mayIgnore = rights.allow(Right.ACKNOWLEDGE, command.actor(), command.groups());
    String takes = "Going on in spite of it takes " + rights.holdersInWords(Right.ACKNOWLEDGE);
    if (looksFirst(draft, hold)) {
      var operation = draft.finish();
      boolean knows = hold.lift().isPresent() || Guards.objects(operation);
      if (!(mayIgnore && knows)) {
        return lookFirst(draft, hold, lift, mayIgnore, takes);
      }
    } else {
      var objection = Guards.objection(draft.finish(), hold);
      if (objection.isPresent() && !mayIgnore) {
        return refused("its guard still says that it is not well: %s. %s.", objection.get(), takes);
      }
    }
    lifted(draft, hold, lift);
    String others = line ? "" : hold.line().map(Resuming::lineStands).orElse("");
    return draft.holds.isEmpty()
        ? accepted("Going on.%s", others)
        : accepted("Lifted; %d other holds stand.%s", draft.holds.size(), others);
  }

  /** Who lets one operation go on learns that the others still stand. */
  private static String lineStands(OfLine line) {
    return " Only this operation: the line is still stopped for %s. To lift it for all: resume %s."
        .formatted(line.scope().words(), line.scope().flag());
  }

  /** A hold has stood as long as its owner wanted, and lifts itself. */
  static void over(Draft draft, Hold hold) {
    var lift = new Lift(hold.owner(), false, true);
    if (!looksFirst(draft, hold)) {
      lifted(draft, hold, lift);
      return;
    }
    var unseen = Guards.unserved(draft.finish());
    if (unseen.isPresent()) {
      begin(draft, hold, lift);
      keep(draft, unseen.get().guard(), unseen.get().says());
    } else {
      begin(draft, hold, lift);
    }
  }

  /** Whether there is something to look at before {@code hold} is lifted. */
  private static boolean looksFirst(Draft draft, Hold hold) {
    return draft.rulesVersion >= Operation.GUARDS_LOOK_BEFORE_IT_GOES_ON
        && draft.state() == State.PAUSED
        && draft.holds.equals(List.of(hold))
        && !Guards.watching(draft.finish()).isEmpty();
  }

  private static Answer lookFirst(
      Draft draft, Hold hold, Lift lift, boolean mayIgnore, String takes) {
    if (hold.lift().isPresent()) {
      return alreadySo("The guards are being looked at before it goes on. %s.", takes);
    }
    var unseen = Guards.unserved(draft.finish());
    if (unseen.isPresent() && !mayIgnore) {
      return refused("%s %s.", unseen.get().says(), takes);
    }
    if (unseen.isPresent()) {
      lifted(draft, hold, lift);
      return accepted("Going on. %s", unseen.get().says());
    }
    begin(draft, hold, lift);
    return accepted("Looking at the guards before it goes on: %s.", titles(draft));
  }

  private static void begin(Draft draft, Hold hold, Lift lift) {
    draft.holds.replaceAll(h -> h.equals(hold) ? h.lifting(lift) : h);
    Guards.lookAfresh(draft);
    draft.emit(new Happening.LookingFirst(hold.id(), lift.by(), titles(draft)));
  }

  private static String titles(Draft draft) {
    return Guards.watching(draft.finish()).stream()
        .map(PlannedGuard::title)
        .collect(Collectors.joining(", "));
  }

  /** A guard has looked afresh and found nothing that would stop it. */
  static void nothingAgainst(Draft draft) {
    var hold = lifting(draft);
    if (hold.isPresent() && !Guards.looksAfresh(draft.finish())) {
      lifted(draft, hold.get(), hold.get().lift().orElseThrow());
    }
  }

  /** A guard has looked afresh, and speaks against it: it stays paused, in the guard's name. */
  static void keep(Draft draft, PlannedGuard guard, String says) {
    Guards.stopLookingAfresh(draft);
    var hold = lifting(draft).orElseThrow();
    var lift = hold.lift().orElseThrow();
    Guards.pause(draft, guard, says);
    draft.emit(
        new Happening.KeptPaused(guard.id(), guard.title(), says, lift.by(), lift.byItself()));
    if (Guards.isOf(guard, hold)) {
      draft.holds.replaceAll(h -> h.equals(hold) ? h.notLifting() : h);
    } else {
      lifted(draft, hold, lift);
    }
  }

  /** The one that is lifted once all is well. */
  static Optional<Hold> lifting(Draft draft) {
    return draft.holds.stream().filter(h -> h.lift().isPresent()).findFirst();
  }

  private static void lifted(Draft draft, Hold hold, Lift lift) {
    Reminding.lifts(draft, hold);
    draft.holds.remove(hold);
    int remaining = draft.holds.size();
    draft.emit(
        lift.byItself()
            ? new Happening.HoldOver(hold.id(), hold.owner(), true, remaining)
            : new Happening.HoldLifted(
                hold.id(),
                lift.by(),
                remaining,
                lift.line() ? hold.line() : Optional.<OfLine>empty()));
    if (remaining == 0) {
      Guards.stopLookingAfresh(draft);
      Pausing.goOn(draft);
    }
  }
}
