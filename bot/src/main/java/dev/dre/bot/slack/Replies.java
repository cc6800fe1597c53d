package dev.dre.bot.slack;

import dev.dre.bot.words.Message;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Private answers: only the one who clicked or typed sees them. */
public final class Replies {

  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

  private final SlackGateway slack;

  public Replies(SlackGateway slack) {
    this.slack = slack;
  }

  /**
   * Where somebody acted, so that the answer appears beside it.
   *
   * @param thread the root of the thread it happened in; empty when it was not in one
   */
  public record Place(String channel, Optional<Posted> thread, String user) {}

  public void tell(Place place, String text) {
    tell(place, Message.of(text));
  }

  /** An answer that cannot be given is logged: what it tells about has happened all the same. */
  public void tell(Place place, Message message) {
    try {
      slack.whisper(place.channel(), place.thread(), place.user(), message);
    } catch (SlackProblem e) {
      LOG.warn("could not tell {} privately: {}", place.user(), e.getMessage());
    }
  }

  /**
   * Shows {@code message} in place of the private message whose button was pressed; beside it where
   * that is no longer possible.
   */
  public void replace(Place place, Optional<String> responseUrl, Message message) {
    if (responseUrl.isPresent()) {
      try {
        slack.replace(responseUrl.get(), message);
        return;
      } catch (SlackProblem e) {
        LOG.info("a private message could not be replaced: {}", e.getMessage());
      }
    }
    tell(place, message);
  }
}
