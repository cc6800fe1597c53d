package dev.dre.sandbox.slack.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.interaction.ResponseUrls.Origin;
import dev.dre.sandbox.slack.message.Arguments;
import dev.dre.sandbox.slack.message.BotMessages;
import dev.dre.sandbox.slack.message.MessageDraft;
import dev.dre.sandbox.slack.message.SlackProblem;
import dev.dre.sandbox.slack.workspace.Conversations;
import dev.dre.sandbox.slack.workspace.Ephemerals;
import dev.dre.sandbox.slack.workspace.Ephemerals.Ephemeral;
import dev.dre.sandbox.slack.workspace.Timestamps;
import java.util.Optional;

/** What the app says in an ack or at a response_url, without naming a channel. */
public final class AppReplies {
  private final Conversations conversations;
  private final Ephemerals ephemerals;
  private final BotMessages messages;
  private final Timestamps timestamps;

  public AppReplies(
      Conversations conversations,
      Ephemerals ephemerals,
      BotMessages messages,
      Timestamps timestamps) {
    this.conversations = conversations;
    this.ephemerals = ephemerals;
    this.messages = messages;
    this.timestamps = timestamps;
  }

  /**
   * Shows {@code reply} where {@code origin} happened: only to that person unless it says
   * otherwise.
   */
  void show(Origin origin, Arguments reply) {
    if (origin.originalTs().isPresent()) {
      if (reply.flag("delete_original")) {
        deleteOriginal(origin, origin.originalTs().get());
        return;
      }
      if (reply.flag("replace_original")) {
        replaceOriginal(origin, origin.originalTs().get(), MessageDraft.from(reply).orNoText());
        return;
      }
    }
    ObjectNode message = messages.of(MessageDraft.from(reply).orNoText());
    reply.text("thread_ts").ifPresent(ts -> message.put("thread_ts", ts));
    if (reply.text("response_type").orElse("ephemeral").equals("in_channel")) {
      conversations.post(origin.channel(), message);
    } else {
      ephemerals.show(origin.person().id(), origin.channel(), message);
    }
  }

  private void deleteOriginal(Origin origin, String ts) {
    Optional<Ephemeral> ephemeral = ephemerals.find(origin.person().id(), origin.channel(), ts);
    ephemeral.ifPresentOrElse(ephemerals::remove, () -> conversations.delete(origin.channel(), ts));
  }

  private void replaceOriginal(Origin origin, String ts, MessageDraft draft) {
    Optional<Ephemeral> ephemeral = ephemerals.find(origin.person().id(), origin.channel(), ts);
    if (ephemeral.isPresent()) {
      ObjectNode old = ephemeral.get().message();
      ephemerals.replace(ephemeral.get(), messages.updated(old, draft, timestamps.next()));
      return;
    }
    ObjectNode old =
        conversations
            .message(origin.channel(), ts)
            .orElseThrow(() -> new SlackProblem("message_not_found"));
    conversations.replace(origin.channel(), messages.updated(old, draft, timestamps.next()));
  }
}
