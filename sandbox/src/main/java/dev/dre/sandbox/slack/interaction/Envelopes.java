package dev.dre.sandbox.slack.interaction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.socket.Ack;
import dev.dre.sandbox.slack.socket.SocketMode;
import dev.dre.sandbox.slack.wire.Json;
import dev.dre.sandbox.slack.workspace.Channel;
import dev.dre.sandbox.slack.workspace.Person;
import dev.dre.sandbox.slack.workspace.Workspace;
import io.vertx.core.Future;

/** The payloads that the app gets, with the names and nesting that Slack gives them. */
public final class Envelopes {
  // Slack still sends this to every app, and tells every app not to rely on it.
  private static final String OLD_VERIFICATION_TOKEN = "sandbox-verification-token";

  private final Workspace workspace;
  private final SocketMode socketMode;

  public Envelopes(Workspace workspace, SocketMode socketMode) {
    this.workspace = workspace;
    this.socketMode = socketMode;
  }

  /** A command as it was typed. */
  Future<Ack> command(
      Person person,
      Channel channel,
      String command,
      String text,
      String triggerId,
      String responseUrl) {
    ObjectNode payload = Json.object().put("token", OLD_VERIFICATION_TOKEN);
    payload.put("team_id", workspace.id()).put("team_domain", workspace.domain());
    payload.put("channel_id", channel.id()).put("channel_name", channel.name());
    payload.put("user_id", person.id()).put("user_name", person.name());
    payload.put("command", command).put("text", text);
    payload.put("api_app_id", workspace.bot().appId()).put("is_enterprise_install", "false");
    payload.put("response_url", responseUrl).put("trigger_id", triggerId);
    return socketMode.send("slash_commands", true, payload);
  }

  /** A click in a message. */
  Future<Ack> messageAction(
      Person person,
      Channel channel,
      ObjectNode message,
      boolean ephemeral,
      ObjectNode action,
      ObjectNode stateValues,
      String triggerId,
      String responseUrl) {
    ObjectNode payload = interactive("block_actions", person);
    ObjectNode container = payload.putObject("container").put("type", "message");
    container.put("message_ts", message.path("ts").asText()).put("channel_id", channel.id());
    container.put("is_ephemeral", ephemeral);
    if (message.has("thread_ts")) {
      container.put("thread_ts", message.path("thread_ts").asText());
    }
    payload.put("trigger_id", triggerId);
    payload.putObject("channel").put("id", channel.id()).put("name", channel.name());
    // The app never gets to see an ephemeral message again.
    if (!ephemeral) {
      payload.set("message", message);
    }
    payload.putObject("state").set("values", stateValues);
    payload.put("response_url", responseUrl);
    actions(payload, action);
    return socketMode.send("interactive", false, payload);
  }

  /** A click in a dialog. */
  Future<Ack> viewAction(Person person, ObjectNode view, ObjectNode action, String triggerId) {
    ObjectNode payload = interactive("block_actions", person);
    payload.putObject("container").put("type", "view").put("view_id", view.path("id").asText());
    payload.put("trigger_id", triggerId).set("view", view);
    actions(payload, action);
    return socketMode.send("interactive", false, payload);
  }

  Future<Ack> viewSubmission(Person person, ObjectNode view, String triggerId) {
    ObjectNode payload = interactive("view_submission", person).put("trigger_id", triggerId);
    payload.set("view", view);
    payload.putArray("response_urls");
    return socketMode.send("interactive", true, payload);
  }

  Future<Ack> viewClosed(Person person, ObjectNode view, boolean cleared) {
    ObjectNode payload = interactive("view_closed", person).put("is_cleared", cleared);
    payload.set("view", view);
    return socketMode.send("interactive", false, payload);
  }

  private static void actions(ObjectNode payload, ObjectNode action) {
    ArrayNode actions = payload.putArray("actions");
    actions.add(action);
  }

  private ObjectNode interactive(String type, Person person) {
    ObjectNode payload = Json.object().put("type", type);
    ObjectNode user = payload.putObject("user").put("id", person.id());
    user.put("username", person.name()).put("name", person.name()).put("team_id", workspace.id());
    payload.put("api_app_id", workspace.bot().appId()).put("token", OLD_VERIFICATION_TOKEN);
    payload.putObject("team").put("id", workspace.id()).put("domain", workspace.domain());
    payload.putNull("enterprise").put("is_enterprise_install", false);
    return payload;
  }
}
