package dev.dre.sandbox.slack.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.blocks.BlockRules;
import dev.dre.sandbox.slack.blocks.Problems;
import dev.dre.sandbox.slack.message.Arguments;
import dev.dre.sandbox.slack.message.SlackProblem;
import dev.dre.sandbox.slack.wire.Json;
import dev.dre.sandbox.slack.workspace.BotAccount;
import dev.dre.sandbox.slack.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What an app asks about itself, and for. */
final class AppMethods {
  private final Workspace workspace;
  private final Supplier<String> socketUrl;

  AppMethods(Workspace workspace, Supplier<String> socketUrl) {
    this.workspace = workspace;
    this.socketUrl = socketUrl;
  }

  Map<String, ApiMethod> all() {
    return Map.of(
        "api.test",
        AppMethods::apiTest,
        "apps.connections.open",
        arguments -> Json.object().put("url", socketUrl.get()),
        "auth.test",
        arguments -> authTest(),
        "blocks.validate",
        AppMethods::validate);
  }

  private static ObjectNode apiTest(Arguments arguments) {
    arguments
        .text("error")
        .ifPresent(
            error -> {
              throw new SlackProblem(error);
            });
    ObjectNode answer = Json.object();
    answer.set("args", arguments.values().deepCopy().without("token"));
    return answer;
  }

  private ObjectNode authTest() {
    BotAccount bot = workspace.bot();
    ObjectNode answer = Json.object();
    answer.put("url", "https://" + workspace.domain() + ".slack.com/");
    answer.put("team", workspace.name()).put("user", bot.name());
    answer.put("team_id", workspace.id()).put("user_id", bot.userId()).put("bot_id", bot.botId());
    return answer.put("is_enterprise_install", false);
  }

  private static ObjectNode validate(Arguments arguments) {
    Optional<ArrayNode> blocks = arguments.list("blocks", "invalid_arguments");
    Optional<ObjectNode> message = arguments.object("message", "invalid_arguments");
    Optional<ObjectNode> view = arguments.object("view", "invalid_arguments");
    long given = List.of(blocks, message, view).stream().filter(Optional::isPresent).count();
    if (given != 1) {
      throw new SlackProblem(
          "invalid_arguments", "must provide exactly one of `blocks`, `view`, or `message`");
    }
    blocks.ifPresent(b -> refuse("invalid_blocks", BlockRules.ofMessage(b)));
    message.ifPresent(m -> refuse("invalid_message", BlockRules.ofMessage(m.path("blocks"))));
    view.ifPresent(v -> refuse("invalid_view", BlockRules.ofView(v)));
    return Json.object();
  }

  private static void refuse(String code, List<Problems.Problem> problems) {
    if (!problems.isEmpty()) {
      throw SlackProblem.withPlaces(code, problems);
    }
  }
}
