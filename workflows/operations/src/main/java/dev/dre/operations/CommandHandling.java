package dev.dre.operations;

import static dev.dre.operations.command.Answer.alreadySo;
import static dev.dre.operations.command.Answer.refused;

import dev.dre.approvals.Actor;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.event.GateResult;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.GateId;
import dev.dre.operations.id.Subject;
import dev.dre.operations.line.LineHoldId;
import java.time.Instant;
import java.util.Optional;

/**
 * The rules above the table: a command seen before gets its first answer; one about another
 * operation, gate or attempt is refused; so is one without the right. Only then the table is asked.
 */
final class CommandHandling {

  /** A retried click comes within minutes; more answers than this are forgotten, oldest first. */
  private static final int REMEMBERED = 200;

  private CommandHandling() {}

  static Operation.Handled handle(Operation operation, Command command, Instant now) {
    var before = answered(operation, command);
    if (before.isPresent()) {
      return new Operation.Handled(operation, before.get());
    }
    var draft = new Draft(operation, now);
    Answer answer = decide(draft, operation, command);
    if (answer instanceof Answer.Refused) {
      return new Operation.Handled(operation, answer);
    }
    Guards.withoutWorker(draft, false);
    remember(draft, command, answer);
    return new Operation.Handled(draft.finish(), answer);
  }

  private static Optional<Answer> answered(Operation operation, Command command) {
    return operation.answers().stream()
        .filter(r -> r.command().equals(command.id()))
        .map(Operation.Remembered::answer)
        .findFirst();
  }

  private static void remember(Draft draft, Command command, Answer answer) {
    draft.answers.add(new Operation.Remembered(command.id(), answer));
    if (draft.answers.size() > REMEMBERED) {
      draft.answers.remove(oldestOfPeople(draft));
    }
  }

  /**
   * What the line was answered is never forgotten: else an operation that somebody let go on alone
   * would be held once more.
   */
  private static int oldestOfPeople(Draft draft) {
    for (int i = 0; i < draft.answers.size(); i++) {
      if (!LineHoldId.sends(draft.answers.get(i).command())) {
        return i;
      }
    }
    return 0;
  }

  static Operation noteRefusal(Operation operation, Command command, String reason, Instant now) {
    if (operation.state().isFinal() || answered(operation, command).isPresent()) {
      return operation;
    }
    var draft = new Draft(operation, now);
    remember(draft, command, new Answer.Refused(reason));
    draft.emit(new Happening.CommandRefused(command.actor(), command.act().kind().words(), reason));
    return draft.finish();
  }

  private static Answer decide(Draft draft, Operation operation, Command command) {
    if (!command.operation().equals(operation.id())) {
      return refused(
          "this belongs to %s; the present operation is %s.", command.operation(), operation.id());
    }
    return lineGoesOn(operation, command.act())
        .or(() -> outdated(operation, command.act()))
        .or(() -> withoutRight(operation, command))
        .orElseGet(
            () ->
                TransitionTable.cell(operation.state(), command.act().kind())
                    .rule()
                    .apply(draft, command));
  }

  /** A stop of the line can arrive after the word that it is over. */
  private static Optional<Answer> lineGoesOn(Operation operation, Act act) {
    if (!(act instanceof Act.Pause pause) || pause.line().isEmpty()) {
      return Optional.empty();
    }
    var over = pause.line().get().id().lifts();
    return operation.answers().stream()
        .filter(r -> r.command().equals(over))
        .findFirst()
        .map(r -> alreadySo("The line goes on already."));
  }

  private static Optional<Answer> withoutRight(Operation operation, Command command) {
    var rights = operation.plan().rights();
    return command
        .act()
        .right()
        .filter(right -> !rights.allow(right, command.actor(), command.groups()))
        .map(
            right ->
                refused(
                    "only %s can %s this.",
                    rights.holdersInWords(right), command.act().kind().words()));
  }

  /**
   * Refuses a button that was drawn for something that is over. Empty when it is still about what
   * is so.
   */
  private static Optional<Answer> outdated(Operation operation, Act act) {
    return switch (act) {
      case Act.Approve approve ->
          outdatedGate(operation, approve.gate(), approve.gateDigest(), GateResult.APPROVED);
      case Act.Reject reject ->
          outdatedGate(operation, reject.gate(), reject.gateDigest(), GateResult.REJECTED);
      case Act.Retry retry -> outdatedSubject(operation, retry.subject());
      case Act.Done done -> outdatedSubject(operation, done.subject());
      case Act.Skip skip -> outdatedSubject(operation, skip.subject());
      case Act.Reply reply -> outdatedSubject(operation, reply.subject());
      case Act.FinishForward forward -> outdatedSubject(operation, forward.subject());
      case Act.GoBack back -> outdatedSubject(operation, back.subject());
      case Act.Pause ignored -> Optional.empty();
      case Act.Resume ignored -> Optional.empty();
      case Act.Abort ignored -> Optional.empty();
      case Act.GiveUp ignored -> Optional.empty();
      case Act.Acknowledge ignored -> Optional.empty();
      case Act.AssumeGone ignored -> Optional.empty();
      case Act.Reverse ignored -> Optional.empty();
    };
  }

  private static Optional<Answer> outdatedGate(
      Operation operation, GateId id, String digest, GateResult wanted) {
    ClosedGate closed = operation.closedGates().get(id);
    if (closed != null) {
      String how =
          switch (closed.result()) {
            case APPROVED -> "was approved by " + name(closed.by());
            case REJECTED -> "was rejected by " + name(closed.by());
            case EXPIRED -> "expired; nobody answered in time";
            case ABORTED -> "was closed: the operation was aborted by " + name(closed.by());
          };
      return Optional.of(
          closed.result() == wanted
              ? alreadySo("This request %s.", how)
              : refused("this request %s.", how));
    }
    if (operation.gate().isEmpty()) {
      return Optional.empty();
    }
    OpenGate open = operation.gate().get();
    if (!open.id().equals(id)) {
      return Optional.of(
          refused("this button belongs to %s; the open request is %s.", id, open.id()));
    }
    if (!open.digest().equals(digest)) {
      return Optional.of(
          refused("what you were shown has changed since. Look at the request again."));
    }
    return Optional.empty();
  }

  private static Optional<Answer> outdatedSubject(Operation operation, Subject subject) {
    if (subject.equals(Subject.CURRENT) || present(operation, subject)) {
      return Optional.empty();
    }
    return Optional.of(refused("this button belongs to %s, which is over.", subject));
  }

  private static boolean present(Operation operation, Subject subject) {
    // Once it is being undone, what a step's button offered is over.
    boolean step =
        operation
            .currentStep()
            .filter(s -> operation.abort().isEmpty())
            .map(s -> Subject.attempt(s.id(), s.attempt()).equals(subject))
            .orElse(false);
    return step
        || operation.rollbacks().stream()
            .map(RollbackRun::id)
            .map(Subject::rollback)
            .anyMatch(subject::equals);
  }

  private static String name(Optional<Actor> actor) {
    return switch (actor.orElse(null)) {
      case null -> "nobody";
      case Actor.Person person -> "<@" + person.user() + ">";
      case Actor.Machine machine -> "dre itself (%s)".formatted(machine.what());
      case Actor.BreakGlass glass -> "%s@%s (break-glass)".formatted(glass.user(), glass.host());
    };
  }
}
