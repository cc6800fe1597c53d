package dev.dre.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.wire.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Acts as one person of the workspace, for tests and the demo: nothing that the page could not do.
 */
public final class SlackPerson {
  private final StandInClient client;
  private final String name;

  public SlackPerson(URI standIn, String name) {
    this.client = new StandInClient(standIn);
    this.name = name;
  }

  public String name() {
    return name;
  }

  /**
   * Types into a channel's composer; {@code /…} is a command. Returns when the app has answered.
   */
  public SlackAnswer says(String channel, String text) {
    return SlackAnswer.of(client.post(messagesOf(channel), Json.object().put("text", text)));
  }

  public SlackAnswer repliesTo(SlackMessage message, String text) {
    ObjectNode body = Json.object().put("text", text).put("thread_ts", message.ts());
    return SlackAnswer.of(client.post(messagesOf(message.channel()), body));
  }

  /** Uses a button that must be there now. */
  public SlackAnswer clicks(SlackMessage message, String actionId) {
    return SlackAnswer.of(client.post(path("actions"), inMessage(message, actionId)));
  }

  /** Chooses from a menu. */
  public SlackAnswer chooses(SlackMessage message, String actionId, String value) {
    return SlackAnswer.of(
        client.post(path("actions"), inMessage(message, actionId).put("value", value)));
  }

  public SlackAnswer clicks(SlackView view, String actionId) {
    ObjectNode body = Json.object().put("view_id", view.id()).put("action_id", actionId);
    return SlackAnswer.of(client.post(path("actions"), body));
  }

  /** What the channel shows, oldest first. */
  public List<SlackMessage> messages(String channel) {
    return messages(client.get(messagesOf(channel)));
  }

  /** The root and its replies, oldest first. */
  public List<SlackMessage> thread(SlackMessage root) {
    return messages(client.get(messagesOf(root.channel()) + "?thread_ts=" + root.ts()));
  }

  /** The content of a file that a message shows, as text. */
  public String downloads(SlackFile file) {
    return client.text(path("files/" + file.id()));
  }

  public Optional<SlackView> openView() {
    JsonNode view = client.get(path("view")).path("view");
    return view.isObject() ? Optional.of(new SlackView(view)) : Optional.empty();
  }

  /**
   * Fills in and submits a dialog.
   *
   * @param values by block id: the value of the one field in that block
   */
  public SlackAnswer submits(SlackView view, Map<String, String> values) {
    ObjectNode body = Json.object();
    ObjectNode given = body.putObject("values");
    for (JsonNode block : view.json().path("blocks")) {
      String blockId = block.path("block_id").asText();
      String value = values.get(blockId);
      if (value != null) {
        given.putObject(blockId).put(block.path("element").path("action_id").asText(), value);
      }
    }
    return SlackAnswer.of(client.post(path("views/" + view.id() + "/submit"), body));
  }

  public SlackAnswer closes(SlackView view) {
    return SlackAnswer.of(client.post(path("views/" + view.id() + "/close"), Json.object()));
  }

  private static ObjectNode inMessage(SlackMessage message, String actionId) {
    ObjectNode body = Json.object().put("channel", message.channel());
    return body.put("message_ts", message.ts()).put("action_id", actionId);
  }

  private static List<SlackMessage> messages(JsonNode answer) {
    var messages = new ArrayList<SlackMessage>();
    answer.path("messages").forEach(message -> messages.add(new SlackMessage(message)));
    return List.copyOf(messages);
  }

  private String messagesOf(String channel) {
    return path("channels/" + URLEncoder.encode(channel, StandardCharsets.UTF_8) + "/messages");
  }

  private String path(String rest) {
    return "/people/" + name + "/" + rest;
  }
}
