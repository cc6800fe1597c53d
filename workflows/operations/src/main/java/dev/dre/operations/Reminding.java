package dev.dre.operations;

import dev.dre.approvals.Principal;
import dev.dre.operations.event.Happening;
import dev.dre.operations.plan.Right;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Nobody is left waiting in silence: who is waited for is reminded while an operation stands
 * blocked, needs attention, is held while it is undone, or waits for an approval whose policy says
 * so. A pause ends that, and a reminder decides nothing.
 */
final class Reminding {

  /** Until somebody is reminded of an operation that stands blocked or needs attention. */
  private static final Duration FIRST = Duration.ofHours(1);

  /** Things are half undone meanwhile. */
  private static final Duration FIRST_OF_A_HELD_ABORT = Duration.ofMinutes(15);

  /** From one reminder to the next. */
  private static final Duration AGAIN = Duration.ofHours(4);

  private Reminding() {}

  /** When somebody is to be reminded next; nothing for an operation that goes by earlier rules. */
  static Stream<Instant> next(Operation operation) {
    return operation.rulesVersion() < Operation.PEOPLE_ARE_REMINDED
        ? Stream.of()
        : Stream.of(standing(operation), ofGate(operation), escalation(operation))
            .flatMap(Optional::stream);
  }

  static void tick(Draft draft) {
    if (draft.rulesVersion < Operation.PEOPLE_ARE_REMINDED) {
      return;
    }
    Operation now = draft.finish();
    if (due(draft, standing(now))) {
      remindOfStanding(draft, now);
    }
    if (due(draft, ofGate(now))) {
      OpenGate gate = draft.gate.orElseThrow();
      var every = gate.request().policy().reminder().orElseThrow();
      draft.gate = Optional.of(gate.reminded(times(open(gate).plus(every), every, draft.now)));
      draft.emit(
          new Happening.ApprovalReminded(
              gate.id(),
              gate.step(),
              gate.request().policy().from(),
              gate.request().missing(),
              gate.request().expiresAt()));
    }
    if (due(draft, escalation(now))) {
      OpenGate gate = draft.gate.orElseThrow();
      var escalation = gate.request().policy().escalation().orElseThrow();
      draft.gate = Optional.of(gate.nowEscalated());
      draft.emit(
          new Happening.ApprovalEscalated(
              gate.id(),
              gate.step(),
              escalation.to(),
              escalation.after(),
              gate.request().missing(),
              gate.request().expiresAt()));
    }
  }

  private static boolean due(Draft draft, Optional<Instant> at) {
    return at.filter(moment -> !draft.now.isBefore(moment)).isPresent();
  }

  private static void remindOfStanding(Draft draft, Operation now) {
    Instant since = standsSince(now).orElseThrow();
    int times = times(since.plus(first(now)), AGAIN, draft.now);
    draft.reminded(times);
    draft.emit(
        new Happening.StillWaiting(
            now.state(),
            now.currentStep().filter(step -> now.state() == State.BLOCKED).map(StepRun::id),
            since,
            awaited(now),
            times));
  }

  /** How often by {@code now}. What nobody could tell in its time is not told all at once. */
  private static int times(Instant first, Duration every, Instant now) {
    return 1 + (int) Duration.between(first, now).dividedBy(every);
  }

  private static Duration first(Operation operation) {
    return operation.state() == State.ABORTING ? FIRST_OF_A_HELD_ABORT : FIRST;
  }

  private static List<Principal> awaited(Operation operation) {
    Right right =
        switch (operation.state()) {
          case BLOCKED -> Right.RETRY;
          case NEEDS_ATTENTION -> Right.ACKNOWLEDGE;
          default -> Right.RESUME;
        };
    return operation.plan().rights().holders().getOrDefault(right, List.of());
  }

  private static Optional<Instant> standing(Operation operation) {
    return standsSince(operation)
        .map(
            since ->
                since
                    .plus(first(operation))
                    .plus(AGAIN.multipliedBy(operation.status().reminders())));
  }

  /** Since when only a person can make it go on; empty when it goes on, or is meant to stand. */
  private static Optional<Instant> standsSince(Operation operation) {
    return switch (operation.state()) {
      case BLOCKED, NEEDS_ATTENTION -> Optional.of(operation.status().since());
      case ABORTING -> operation.holds().stream().map(Hold::since).min(Instant::compareTo);
      case RUNNING,
          AWAITING_APPROVAL,
          WAITING,
          PAUSING,
          PAUSED,
          SUCCEEDED,
          REJECTED,
          ABORTED,
          ABORTED_NEEDS_ATTENTION,
          STOPPED ->
          Optional.empty();
    };
  }

  /**
   * The clock of an abort that is held is that of its oldest hold: of another one it begins anew.
   */
  static void lifts(Draft draft, Hold hold) {
    boolean oldest =
        draft.holds.stream()
            .filter(other -> !other.equals(hold))
            .allMatch(other -> other.since().isAfter(hold.since()));
    if (draft.state() == State.ABORTING && oldest) {
      draft.neverReminded();
    }
  }

  private static Optional<OpenGate> openGate(Operation operation) {
    return operation.gate().filter(gate -> operation.state() == State.AWAITING_APPROVAL);
  }

  private static Optional<Instant> ofGate(Operation operation) {
    return openGate(operation)
        .flatMap(
            gate ->
                gate.request()
                    .policy()
                    .reminder()
                    .map(every -> open(gate).plus(every.multipliedBy(gate.reminders() + 1L)))
                    .filter(at -> at.isBefore(gate.request().expiresAt())));
  }

  private static Optional<Instant> escalation(Operation operation) {
    return openGate(operation)
        .filter(gate -> !gate.escalated())
        .flatMap(
            gate ->
                gate.request()
                    .policy()
                    .escalation()
                    .map(escalation -> open(gate).plus(escalation.after()))
                    .filter(at -> at.isBefore(gate.request().expiresAt())));
  }

  /** When it was opened, as if its clock had never stood still. */
  private static Instant open(OpenGate gate) {
    return gate.request().expiresAt().minus(gate.request().policy().expiry());
  }
}
