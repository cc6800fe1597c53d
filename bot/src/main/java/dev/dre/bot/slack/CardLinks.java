package dev.dre.bot.slack;

import dev.dre.bot.words.Window;
import dev.dre.operations.Operation;
import java.util.Optional;

/** Links to the cards of operations, for private answers. */
public final class CardLinks {

  private final SlackGateway slack;

  public CardLinks(SlackGateway slack) {
    this.slack = slack;
  }

  /** With a space before it; empty when there is no card yet, or Slack does not say where it is. */
  String to(Operation operation) {
    return Optional.ofNullable(operation.windows().get(Window.CARD))
        .map(Posted::parse)
        .flatMap(this::urlOf)
        .map(url -> " <%s|Open it>".formatted(url))
        .orElse("");
  }

  private Optional<String> urlOf(Posted card) {
    try {
      return Optional.of(slack.link(card));
    } catch (SlackProblem e) {
      return Optional.empty();
    }
  }
}
