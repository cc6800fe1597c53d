package dev.dre.operations;

import static dev.dre.operations.State.ABORTING;
import static dev.dre.operations.State.AWAITING_APPROVAL;
import static dev.dre.operations.State.BLOCKED;
import static dev.dre.operations.State.NEEDS_ATTENTION;
import static dev.dre.operations.State.PAUSED;
import static dev.dre.operations.State.PAUSING;
import static dev.dre.operations.State.RUNNING;
import static dev.dre.operations.State.WAITING;
import static dev.dre.operations.command.ActKind.ABORT;
import static dev.dre.operations.command.ActKind.ACKNOWLEDGE;
import static dev.dre.operations.command.ActKind.APPROVE;
import static dev.dre.operations.command.ActKind.ASSUME_GONE;
import static dev.dre.operations.command.ActKind.DONE;
import static dev.dre.operations.command.ActKind.FINISH_FORWARD;
import static dev.dre.operations.command.ActKind.GIVE_UP;
import static dev.dre.operations.command.ActKind.GO_BACK;
import static dev.dre.operations.command.ActKind.PAUSE;
import static dev.dre.operations.command.ActKind.REJECT;
import static dev.dre.operations.command.ActKind.REPLY;
import static dev.dre.operations.command.ActKind.RESUME;
import static dev.dre.operations.command.ActKind.RETRY;
import static dev.dre.operations.command.ActKind.REVERSE;
import static dev.dre.operations.command.ActKind.SKIP;

import dev.dre.operations.command.ActKind;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * What each command does in each state: the one table, printed into docs/operations.md as it stands
 * here.
 *
 * <p>A cell that is not written refuses, and says in which state it does.
 */
public final class TransitionTable {

  /** Changes the draft and answers; a refusal throws the draft away. */
  interface Rule extends BiFunction<Draft, Command, Answer> {}

  /** {@code says}: what happens, for people. */
  record Cell(String says, Rule rule) {}

  private static final Map<State, Map<ActKind, Cell>> TABLE = new EnumMap<>(State.class);

  static {
    for (State state : State.values()) {
      for (ActKind act : ActKind.values()) {
        put(state, act, "refused", (draft, command) -> refusal(state, act));
      }
    }

    put(RUNNING, PAUSE, "→ pausing", Pausing::pauseRunning);
    put(RUNNING, RESUME, "already so", already("It runs."));
    put(RUNNING, ABORT, "→ aborting; refused once switched", Aborting::abort);

    put(
        WAITING,
        PAUSE,
        "→ pausing until the look that runs has ended, or → paused",
        Pausing::pauseWaiting);
    put(WAITING, DONE, "done by hand: looks whether it took effect", Shadowing::done);
    put(WAITING, REPLY, "recorded; all in: goes on", Asking::reply);
    put(WAITING, RESUME, "already so", already("Nothing holds it; it waits."));
    put(WAITING, ABORT, "→ aborting; refused once switched", Aborting::abort);
    put(WAITING, SKIP, "a step that the runbook lets be skipped: goes on", Recovering::skip);

    put(AWAITING_APPROVAL, PAUSE, "→ paused over it; its clock stops", Pausing::pauseStanding);
    put(
        AWAITING_APPROVAL,
        RESUME,
        "already so",
        already("Nothing holds it; it waits for approval."));
    put(
        AWAITING_APPROVAL,
        ABORT,
        "gate closed, → aborting; refused once switched",
        Aborting::abort);
    put(AWAITING_APPROVAL, APPROVE, "counted; enough: → running", Gates::approve);
    put(
        AWAITING_APPROVAL,
        REJECT,
        "→ blocked, or rejected when nothing was changed",
        Gates::reject);

    put(PAUSING, PAUSE, "one more hold", Pausing::addHold);
    put(PAUSING, RESUME, "lifts; the last: → running or waiting", Pausing::resume);
    put(PAUSING, ABORT, "→ aborting; refused once switched", Aborting::abort);

    put(PAUSED, PAUSE, "one more hold", Pausing::addHold);
    put(
        PAUSED,
        RESUME,
        "lifts; the last: its guards look first, then → the state under it",
        Pausing::resume);
    put(PAUSED, ABORT, "→ aborting; refused once switched", Aborting::abort);
    put(PAUSED, APPROVE, "over a gate: recorded", TransitionTable::approvePaused);
    put(PAUSED, REJECT, "over a gate: → paused over blocked", TransitionTable::rejectPaused);
    put(PAUSED, REPLY, "recorded; goes on when resumed", Asking::reply);
    put(PAUSED, RETRY, "refused: resume first", refuse("it is paused: resume first."));

    put(BLOCKED, PAUSE, "→ paused over it", Pausing::pauseStanding);
    put(BLOCKED, RESUME, "refused: choose", refuse("it is not paused: choose retry or abort."));
    put(BLOCKED, ABORT, "→ aborting; refused once switched", Aborting::abort);
    put(
        BLOCKED,
        RETRY,
        "looks whether it took effect; then a new attempt, through its gate",
        Recovering::retry);
    put(BLOCKED, SKIP, "a step that the runbook lets be skipped: goes on", Recovering::skip);
    put(
        BLOCKED,
        FINISH_FORWARD,
        "after a partial verify: a new attempt, through its gate",
        Recovering::finishForward);
    put(
        BLOCKED,
        GO_BACK,
        "after a partial verify: the step is taken back, → blocked",
        Recovering::goBack);

    put(ABORTING, PAUSE, "no further rollback starts", Pausing::holdRollbacks);
    put(ABORTING, RESUME, "lifts; the last: rollbacks go on", Pausing::resume);
    put(ABORTING, ABORT, "already so", already("It is being undone."));
    put(ABORTING, RETRY, "what failed is tried now; refused under a hold", Aborting::retryRollback);
    put(ABORTING, GIVE_UP, "this rollback is given up, with a comment", Aborting::giveUp);

    for (State state : List.of(RUNNING, PAUSING, ABORTING)) {
      put(
          state,
          ASSUME_GONE,
          "a Job nobody can see counts as gone; a look at what is left ends",
          Clearing::assumeGone);
    }

    for (State state : List.of(RUNNING, WAITING, AWAITING_APPROVAL, PAUSING, PAUSED, BLOCKED)) {
      put(state, REVERSE, "once switched: stops, → stopped; another goes back", Reversing::reverse);
    }

    put(NEEDS_ATTENTION, ABORT, "already so", already("It has been undone as far as possible."));
    put(NEEDS_ATTENTION, RETRY, "→ aborting, everything is tried again", Aborting::tryAgain);
    put(
        NEEDS_ATTENTION,
        ACKNOWLEDGE,
        "→ aborted needs attention; the datastore is free",
        Aborting::acknowledge);
  }

  private TransitionTable() {}

  static Cell cell(State state, ActKind act) {
    return Objects.requireNonNull(Objects.requireNonNull(TABLE.get(state)).get(act));
  }

  /** What {@code act} does in {@code state}, in words. */
  public static String says(State state, ActKind act) {
    return cell(state, act).says();
  }

  private static void put(State state, ActKind act, String says, Rule rule) {
    TABLE.computeIfAbsent(state, s -> new EnumMap<>(ActKind.class)).put(act, new Cell(says, rule));
  }

  private static Rule already(String says) {
    return (draft, command) -> new Answer.AlreadySo(says);
  }

  private static Rule refuse(String reason) {
    return (draft, command) -> new Answer.Refused(reason);
  }

  private static Answer approvePaused(Draft draft, Command command) {
    return draft.gate.isPresent() ? Gates.approve(draft, command) : refusal(PAUSED, APPROVE);
  }

  private static Answer rejectPaused(Draft draft, Command command) {
    return draft.gate.isPresent() ? Gates.reject(draft, command) : refusal(PAUSED, REJECT);
  }

  private static Answer refusal(State state, ActKind act) {
    if (state.isFinal()) {
      return Answer.refused("it has ended: %s.", state.words());
    }
    return Answer.refused("%s does not go while it %s.", act.words(), state.verb());
  }
}
