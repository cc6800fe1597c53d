package dev.dre.bot.words;

import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.event.Event;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.GateId;
import dev.dre.operations.plan.StepId;
import java.util.Optional;

/**
 * The messages of a thread that have buttons, by the names that an operation keeps them under. They
 * are drawn from what is so now, so a button goes as soon as what it offers is over.
 */
public final class Window {

  /** The card, the root of the thread. */
  public static final String CARD = "card";

  /** The gate's id follows. */
  private static final String GATE = "gate/";

  /** The event's sequence and the step's id follow. */
  private static final String TROUBLE = "trouble/";

  /** The event's sequence and the step's id follow. */
  private static final String HAND = "hand/";

  /** The event's sequence and the step's id follow. */
  private static final String ASK = "ask/";

  /** The event's sequence follows. */
  private static final String ATTENTION = "attention/";

  private Window() {}

  /** What {@code event} opens; empty for what is told in a line. */
  public static Optional<String> of(Event event) {
    return switch (event.what()) {
      case Happening.GateOpened opened -> Optional.of(GATE + opened.gate());
      case Happening.Blocked blocked ->
          Optional.of(TROUBLE + event.sequence() + "/" + blocked.step());
      case Happening.LeftBehind left -> Optional.of(ATTENTION + event.sequence());
      case Happening.HandedOver handed ->
          Optional.of(HAND + event.sequence() + "/" + handed.step());
      case Happening.Asked asked -> Optional.of(ASK + event.sequence() + "/" + asked.step());
      default -> Optional.empty();
    };
  }

  /**
   * As it should look now; empty for the card, which shows more than the operation knows, and for
   * what only a newer release draws.
   */
  public static Optional<Message> draw(Operation operation, String name) {
    if (name.startsWith(GATE)) {
      return Optional.of(GateMessage.draw(operation, new GateId(name.substring(GATE.length()))));
    }
    if (name.startsWith(TROUBLE)) {
      var step = new StepId(name.substring(name.indexOf('/', TROUBLE.length()) + 1));
      return Optional.of(
          isBlockedAt(operation, step) && isLast(operation, TROUBLE, name)
              ? TroubleMessage.blocked(operation, step)
              : TroubleMessage.settled(step));
    }
    if (name.startsWith(HAND)) {
      var step = new StepId(name.substring(name.indexOf('/', HAND.length()) + 1));
      return Optional.of(
          HandMessage.isWaitedFor(operation, step) && isLast(operation, HAND, name)
              ? HandMessage.waiting(operation, step)
              : HandMessage.over(operation, step));
    }
    if (name.startsWith(ASK)) {
      var step = new StepId(name.substring(name.indexOf('/', ASK.length()) + 1));
      return Optional.of(AskMessage.draw(operation, step, isLast(operation, ASK, name)));
    }
    if (name.startsWith(ATTENTION)) {
      return Optional.of(
          operation.state() == State.NEEDS_ATTENTION && isLast(operation, ATTENTION, name)
              ? TroubleMessage.leftBehind(operation)
              : TroubleMessage.attended(operation));
    }
    return Optional.empty();
  }

  private static boolean isBlockedAt(Operation operation, StepId step) {
    return operation.status().trouble().isPresent()
        && operation.currentStep().filter(run -> run.id().equals(step)).isPresent();
  }

  /** The same step can be blocked again: then only the newest message offers the choices. */
  private static boolean isLast(Operation operation, String kind, String name) {
    return operation.windows().keySet().stream()
        .filter(other -> other.startsWith(kind))
        .noneMatch(other -> sequence(kind, other) > sequence(kind, name));
  }

  private static long sequence(String kind, String name) {
    int end = name.indexOf('/', kind.length());
    return Long.parseLong(name.substring(kind.length(), end < 0 ? name.length() : end));
  }
}
