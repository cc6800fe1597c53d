package dev.dre.sandbox.slack.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.blocks.BlockForm;
import dev.dre.sandbox.slack.blocks.BlockRules;
import dev.dre.sandbox.slack.blocks.Problems;
import dev.dre.sandbox.slack.message.SlackProblem;
import dev.dre.sandbox.slack.wire.Json;
import dev.dre.sandbox.slack.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Turns a view as an app sends it into the view that Slack keeps and sends back. */
final class ViewForm {
  private static final int MAX_BYTES = 250 * 1024;

  private final Workspace workspace;

  ViewForm(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Refuses what breaks a limit. */
  static void check(ObjectNode view) {
    if (Json.write(view).getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new SlackProblem("view_too_large");
    }
    List<Problems.Problem> problems = BlockRules.ofView(view);
    if (!problems.isEmpty()) {
      throw SlackProblem.withPlaces("invalid_arguments", problems);
    }
  }

  /**
   * @param previousId empty for the first of a stack
   * @param rootId empty for the first of a stack
   */
  ObjectNode of(ObjectNode given, String id, String previousId, String rootId) {
    ObjectNode view = Json.object().put("id", id).put("team_id", workspace.id());
    view.put("type", given.path("type").asText());
    view.set("blocks", BlockForm.of(given.path("blocks")));
    view.put("private_metadata", given.path("private_metadata").asText());
    view.put("callback_id", given.path("callback_id").asText());
    view.putObject("state").putObject("values");
    view.put("hash", UUID.randomUUID().toString().substring(0, 8));
    view.set("title", plainText(given.path("title")));
    view.put("clear_on_close", given.path("clear_on_close").asBoolean());
    view.put("notify_on_close", given.path("notify_on_close").asBoolean());
    view.set("close", plainText(given.path("close")));
    view.set("submit", plainText(given.path("submit")));
    if (previousId.isEmpty()) {
      view.putNull("previous_view_id");
    } else {
      view.put("previous_view_id", previousId);
    }
    view.put("root_view_id", rootId.isEmpty() ? id : rootId);
    view.put("app_id", workspace.bot().appId());
    view.put("external_id", given.path("external_id").asText());
    view.put("app_installed_team_id", workspace.id());
    view.put("bot_id", workspace.bot().botId());
    return view;
  }

  private static JsonNode plainText(JsonNode text) {
    if (text instanceof ObjectNode object) {
      ObjectNode copy = object.deepCopy();
      return copy.has("emoji") ? copy : copy.put("emoji", true);
    }
    return NullNode.getInstance();
  }
}
