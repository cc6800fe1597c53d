package dev.dre.bot.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.App;
import dev.dre.bot.slack.Replies.Place;
import dev.dre.bot.words.HistoryButton;
import dev.dre.bot.words.HistoryMessage;
import dev.dre.bot.words.Message;
import dev.dre.operations.client.TemporalSilent;
import dev.dre.operations.client.history.HistoryOptions;
import dev.dre.operations.client.history.OperationHistories;
import dev.dre.operations.planning.ArgumentText;
import dev.dre.words.Words;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /dre history …}, and the buttons that lead to its other pages. */
final class HistoryPages {

  static final List<String> ACTIONS = List.of(HistoryMessage.NEWER, HistoryMessage.OLDER);

  private final OperationHistories histories;
  private final Replies replies;
  private final Background background;
  private final InstantSource clock;

  HistoryPages(
      OperationHistories histories, Replies replies, Background background, InstantSource clock) {
    this.histories = histories;
    this.replies = replies;
    this.background = background;
    this.clock = clock;
  }

  void register(App app) {
    for (String action : ACTIONS) {
      app.blockAction(
          action,
          (request, context) -> {
            BlockActionPayload payload = request.getPayload();
            background.run(() -> turn(payload));
            return context.ack();
          });
    }
  }

  private void turn(BlockActionPayload payload) {
    @Nullable String channel = payload.getChannel() == null ? null : payload.getChannel().getId();
    if (channel != null) {
      var place = new Place(channel, Optional.empty(), payload.getUser().getId());
      turn(place, payload.getResponseUrl(), payload.getActions().getFirst().getValue());
    }
  }

  /** Shows the page that {@code value} leads to in place of the one with the button. */
  void turn(Place place, @Nullable String responseUrl, @Nullable String value) {
    var options = HistoryButton.decode(String.valueOf(value));
    if (options.isEmpty()) {
      replies.tell(place, "This button is of another release; type the search again.");
      return;
    }
    try {
      replies.replace(place, Optional.ofNullable(responseUrl), page(options.get()));
    } catch (TemporalSilent e) {
      replies.tell(place, "Temporal does not answer at the moment; try again in a minute.");
    }
  }

  /** What was typed behind {@code history}. */
  void search(Place place, String text) {
    Message message;
    try {
      message = page(HistoryOptions.of(ArgumentText.parse(text)));
    } catch (HistoryOptions.Wrong e) {
      message = Message.of(wrong(e));
    }
    replies.tell(place, message);
  }

  private Message page(HistoryOptions options) {
    try {
      var search = options.search(clock.instant(), HistoryMessage.PAGE).atMost(HistoryMessage.PAGE);
      return switch (histories.search(search)) {
        case OperationHistories.Answer.NoOperation none ->
            Message.of(SlashCommands.missing(none.name()));
        case OperationHistories.Answer.Refused refused ->
            Message.of(Words.escape(refused.why(), 1_000));
        case OperationHistories.Answer.Found found -> HistoryMessage.of(options, found.page());
      };
    } catch (HistoryOptions.Wrong e) {
      return Message.of(wrong(e));
    }
  }

  private static String wrong(HistoryOptions.Wrong e) {
    return Words.escape(String.valueOf(e.getMessage()), 1_000)
        + "\nUsage: `/dre history [operation or datastore] [--step …] [--activity …] [--event …] [--state …] [--since …] [--failed] [--text …]`";
  }
}
