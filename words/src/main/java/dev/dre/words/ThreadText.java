package dev.dre.words;

import dev.dre.operations.Operation;
import dev.dre.operations.event.Event;
import dev.dre.operations.event.Happening;

/** What the thread says when something happens: a line, or a message that has buttons in a chat. */
public final class ThreadText {

  private ThreadText() {}

  /**
   * Slack's mrkdwn. {@code operation}: as it is now; what offers a choice is told only as long as
   * that choice is there, and is empty afterwards.
   */
  public static String of(Operation operation, Event event) {
    return switch (event.what()) {
      case Happening.GateOpened opened ->
          operation
              .gate()
              .filter(gate -> gate.id().equals(opened.gate()))
              .map(gate -> GateText.open(operation, gate))
              .orElse("");
      case Happening.Blocked blocked ->
          operation.status().trouble().isPresent()
              ? TroubleText.blocked(operation, blocked.step())
              : "";
      case Happening.LeftBehind left -> TroubleText.leftBehind(operation);
      case Happening.HandedOver handed -> HandText.waiting(operation, handed.step());
      case Happening.Asked asked ->
          operation.questions().map(open -> AskText.waiting(operation, open)).orElse("");
      default -> ThreadLine.of(event).orElse("");
    };
  }
}
