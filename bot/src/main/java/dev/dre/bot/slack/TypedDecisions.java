package dev.dre.bot.slack;

import com.slack.api.model.view.View;
import dev.dre.bot.slack.Replies.Place;
import dev.dre.bot.words.Buttons;
import dev.dre.bot.words.Dialogs;
import dev.dre.bot.words.GateMessage;
import dev.dre.bot.words.Window;
import dev.dre.operations.OpenGate;
import dev.dre.operations.Operation;
import dev.dre.operations.client.Operations;
import dev.dre.operations.client.TemporalSilent;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code /dre approve db-42} and {@code /dre reject db-42}. Nobody decides about what they were not
 * shown, so they show the request first and decide when it is submitted.
 */
final class TypedDecisions {

  /** What can be decided. */
  enum Decision {
    APPROVE("approve", "Approve", Buttons.APPROVE),
    REJECT("reject", "Reject", Buttons.REJECT);

    private final String word;
    private final String title;
    private final String callback;

    Decision(String word, String title, String callback) {
      this.word = word;
      this.title = title;
      this.callback = callback;
    }
  }

  private final SlackGateway slack;
  private final Operations operations;

  TypedDecisions(SlackGateway slack, Operations operations) {
    this.slack = slack;
    this.operations = operations;
  }

  static Set<String> words() {
    return Arrays.stream(Decision.values()).map(d -> d.word).collect(Collectors.toSet());
  }

  /** Empty when {@code word} decides nothing. */
  static Optional<Decision> meantBy(String word) {
    return Arrays.stream(Decision.values()).filter(d -> d.word.equals(word)).findFirst();
  }

  /** {@code name}: of the operation or its datastore. Everything is told in the dialog. */
  void ask(Place place, Decision decision, String name, String trigger) {
    // Opened at once, because the trigger lives for three seconds.
    String view = slack.open(trigger, Dialogs.loading(decision.title));
    slack.updateView(view, drawn(place, decision, name));
  }

  private View drawn(Place place, Decision decision, String name) {
    Optional<Operation> operation;
    try {
      operation = operations.named(name);
    } catch (TemporalSilent e) {
      return Dialogs.problem(
          decision.title,
          "The operation does not answer at the moment. Nothing was done; try again in a minute.");
    }
    if (operation.isEmpty()) {
      return Dialogs.problem(
          decision.title,
          name.isEmpty()
              ? "Say which operation: `/dre %s &lt;operation or datastore&gt;`."
                  .formatted(decision.word)
              : SlashCommands.missing(name));
    }
    return operation
        .get()
        .gate()
        .map(gate -> drawn(place, decision, operation.get(), gate))
        .orElseGet(
            () ->
                Dialogs.problem(
                    decision.title,
                    "%s asks for no approval now: it %s."
                        .formatted(operation.get().id(), operation.get().state().verb())));
  }

  private static View drawn(Place place, Decision decision, Operation operation, OpenGate gate) {
    boolean takesComment =
        decision == Decision.APPROVE && gate.request().policy().commentRequired();
    return Dialogs.decision(
        decision.title,
        decision.callback,
        GateMessage.value(operation, gate).pressedAt(at(place, operation)),
        GateMessage.shown(operation, gate.id()),
        !takesComment);
  }

  /** What comes of it is told where the card is. */
  private static String at(Place place, Operation operation) {
    return Optional.ofNullable(operation.windows().get(Window.CARD))
        .orElseGet(() -> new Posted(place.channel(), "").window());
  }
}
