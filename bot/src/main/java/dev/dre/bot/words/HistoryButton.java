package dev.dre.bot.words;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dre.operations.client.history.HistoryOptions;
import dev.dre.operations.json.OperationJson;
import java.util.Optional;

/** The page of a history that a button leads to: all of the search and its place. */
public final class HistoryButton {

  /** Of what Slack lets a button carry. */
  private static final int LONGEST = 2_000;

  private HistoryButton() {}

  /** Empty when it is longer than a button can carry. */
  static Optional<String> encode(HistoryOptions options) {
    try {
      return Optional.of(OperationJson.mapper().writeValueAsString(options))
          .filter(value -> value.length() <= LONGEST);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empty when {@code text} is not one of ours. */
  public static Optional<HistoryOptions> decode(String text) {
    try {
      return Optional.ofNullable(OperationJson.mapper().readValue(text, HistoryOptions.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
