package dev.dre.sandbox.slack.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.message.Arguments;
import dev.dre.sandbox.slack.message.BotMessages;
import dev.dre.sandbox.slack.message.MessageDraft;
import dev.dre.sandbox.slack.message.SlackProblem;
import dev.dre.sandbox.slack.wire.Json;
import dev.dre.sandbox.slack.workspace.Channel;
import dev.dre.sandbox.slack.workspace.Conversations;
import dev.dre.sandbox.slack.workspace.Ephemerals;
import dev.dre.sandbox.slack.workspace.Timestamps;
import dev.dre.sandbox.slack.workspace.Workspace;
import java.util.Map;

/** {@code chat.*}. */
final class ChatMethods {
  private static final int MAX_UPDATED_TEXT = 4_000;

  private final Workspace workspace;
  private final Conversations conversations;
  private final Ephemerals ephemerals;
  private final Timestamps timestamps;
  private final BotMessages messages;

  ChatMethods(
      Workspace workspace,
      Conversations conversations,
      Ephemerals ephemerals,
      Timestamps timestamps) {
    this.workspace = workspace;
    this.conversations = conversations;
    this.ephemerals = ephemerals;
    this.timestamps = timestamps;
    this.messages = new BotMessages(workspace);
  }

  Map<String, ApiMethod> all() {
    return Map.of(
        "chat.postMessage", this::postMessage,
        "chat.postEphemeral", this::postEphemeral,
        "chat.update", this::update,
        "chat.delete", this::delete,
        "chat.getPermalink", this::getPermalink);
  }

  private ObjectNode postMessage(Arguments arguments) {
    // Only here does Slack also take a channel's name.
    Channel channel = member(channelByName(arguments));
    ObjectNode message = messages.of(MessageDraft.from(arguments).orNoText());
    inThread(arguments, channel, message);
    if (message.has("thread_ts") && arguments.flag("reply_broadcast")) {
      message.put("subtype", "thread_broadcast");
    }
    ObjectNode posted = conversations.post(channel, message);
    ObjectNode answer = Json.object().put("channel", channel.id());
    answer.put("ts", posted.path("ts").asText()).set("message", posted);
    return answer;
  }

  private ObjectNode postEphemeral(Arguments arguments) {
    Channel channel = member(channelByName(arguments));
    String user = arguments.required("user");
    if (!channel.has(user)) {
      throw new SlackProblem("user_not_in_channel");
    }
    ObjectNode message = messages.of(MessageDraft.from(arguments).orNoText());
    inThread(arguments, channel, message);
    Ephemerals.Ephemeral shown = ephemerals.show(user, channel, message);
    return Json.object().put("message_ts", shown.ts());
  }

  private ObjectNode update(Arguments arguments) {
    Channel channel = channel(arguments);
    ObjectNode old = own(channel, arguments.required("ts"), "cant_update_message");
    if (arguments.text("text").orElse("").length() > MAX_UPDATED_TEXT) {
      throw new SlackProblem("msg_too_long");
    }
    MessageDraft draft = MessageDraft.from(arguments);
    if (draft.saysNothing() && draft.blocks().isEmpty() && draft.metadata().isEmpty()) {
      throw new SlackProblem("no_text");
    }
    ObjectNode changed =
        conversations.replace(channel, messages.updated(old, draft, timestamps.next()));
    ObjectNode answer = Json.object().put("channel", channel.id());
    answer.put("ts", changed.path("ts").asText()).put("text", changed.path("text").asText());
    answer.set("message", changed);
    return answer;
  }

  private ObjectNode delete(Arguments arguments) {
    Channel channel = channel(arguments);
    String ts = arguments.required("ts");
    own(channel, ts, "cant_delete_message");
    conversations.delete(channel, ts);
    return Json.object().put("channel", channel.id()).put("ts", ts);
  }

  private ObjectNode getPermalink(Arguments arguments) {
    Channel channel = channel(arguments);
    String ts = arguments.required("message_ts");
    ObjectNode message =
        conversations.message(channel, ts).orElseThrow(() -> new SlackProblem("message_not_found"));
    String link =
        "https://%s.slack.com/archives/%s/p%s"
            .formatted(workspace.domain(), channel.id(), ts.replace(".", ""));
    if (!Conversations.isRoot(message)) {
      link += "?thread_ts=" + message.path("thread_ts").asText() + "&cid=" + channel.id();
    }
    return Json.object().put("channel", channel.id()).put("permalink", link);
  }

  private ObjectNode own(Channel channel, String ts, String otherwise) {
    ObjectNode message =
        conversations.message(channel, ts).orElseThrow(() -> new SlackProblem("message_not_found"));
    if (!message.path("bot_id").asText().equals(workspace.bot().botId())) {
      throw new SlackProblem(otherwise);
    }
    return message;
  }

  private void inThread(Arguments arguments, Channel channel, ObjectNode message) {
    arguments
        .text("thread_ts")
        .ifPresent(
            ts -> {
              ObjectNode root =
                  conversations
                      .message(channel, ts)
                      .orElseThrow(() -> new SlackProblem("cannot_reply_to_message"));
              // A reply to a reply lands in the same thread.
              message.put("thread_ts", root.path("thread_ts").asText(ts));
            });
  }

  private Channel channel(Arguments arguments) {
    return conversations
        .channel(arguments.required("channel"))
        .orElseThrow(() -> new SlackProblem("channel_not_found"));
  }

  private Channel channelByName(Arguments arguments) {
    return conversations
        .channelByName(arguments.required("channel"))
        .orElseThrow(() -> new SlackProblem("channel_not_found"));
  }

  private Channel member(Channel channel) {
    if (!channel.has(workspace.bot().userId())) {
      throw new SlackProblem("not_in_channel");
    }
    return channel;
  }
}
