package dev.dre.sandbox.slack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.message.Arguments;
import dev.dre.sandbox.slack.message.SlackProblem;
import dev.dre.sandbox.slack.wire.Json;
import dev.dre.sandbox.slack.workspace.BotAccount;
import dev.dre.sandbox.slack.workspace.Person;
import dev.dre.sandbox.slack.workspace.UserGroup;
import dev.dre.sandbox.slack.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code users.*} and {@code usergroups.*}. */
final class PeopleMethods {
  private final Workspace workspace;

  PeopleMethods(Workspace workspace) {
    this.workspace = workspace;
  }

  Map<String, ApiMethod> all() {
    return Map.of(
        "users.info", this::info,
        "users.list", this::list,
        "usergroups.list", this::groups,
        "usergroups.users.list", this::groupMembers);
  }

  private ObjectNode info(Arguments arguments) {
    String wanted = arguments.required("user");
    for (JsonNode user : everybody()) {
      if (user.path("id").asText().equals(wanted)) {
        ObjectNode answer = Json.object();
        answer.set("user", user);
        return answer;
      }
    }
    throw new SlackProblem("user_not_found");
  }

  private ObjectNode list(Arguments arguments) {
    ObjectNode answer = Json.object().put("cache_ts", 1_700_000_000);
    Paging.add(answer, "members", everybody(), 200, arguments, u -> u.path("id").asText());
    return answer;
  }

  private ObjectNode groups(Arguments arguments) {
    ObjectNode answer = Json.object();
    ArrayNode list = answer.putArray("usergroups");
    for (UserGroup group : workspace.groups()) {
      ObjectNode json = list.addObject().put("id", group.id()).put("team_id", workspace.id());
      json.put("is_usergroup", true).put("is_subteam", true).put("is_external", false);
      json.put("name", group.name()).put("description", "").put("handle", group.handle());
      json.put("enterprise_subteam_id", "").put("auto_provision", false);
      json.put("date_create", 1_700_000_000).put("date_update", 1_700_000_000);
      json.put("date_delete", 0).putNull("auto_type").put("created_by", group.members().getFirst());
      json.put("updated_by", group.members().getFirst()).putNull("deleted_by");
      ObjectNode prefs = json.putObject("prefs");
      prefs.putArray("channels");
      prefs.putArray("groups");
      if (arguments.flag("include_users")) {
        ArrayNode users = json.putArray("users");
        group.members().forEach(users::add);
      }
      if (arguments.flag("include_count")) {
        json.put("user_count", group.members().size());
      }
    }
    return answer;
  }

  private ObjectNode groupMembers(Arguments arguments) {
    UserGroup group =
        workspace
            .group(arguments.required("usergroup"))
            .orElseThrow(() -> new SlackProblem("no_such_subteam"));
    ObjectNode answer = Json.object();
    ArrayNode users = answer.putArray("users");
    group.members().forEach(users::add);
    return answer;
  }

  private List<JsonNode> everybody() {
    List<JsonNode> all = new ArrayList<>();
    workspace.people().forEach(person -> all.add(json(person)));
    BotAccount bot = workspace.bot();
    ObjectNode json = user(bot.userId(), bot.name(), bot.name()).put("is_bot", true);
    json.withObjectProperty("profile").put("bot_id", bot.botId()).put("api_app_id", bot.appId());
    all.add(json);
    return all;
  }

  private ObjectNode json(Person person) {
    ObjectNode json = user(person.id(), person.name(), person.realName()).put("is_bot", false);
    json.put("is_restricted", person.guest()).put("is_ultra_restricted", false);
    json.withObjectProperty("profile").put("email", person.name() + "@sandbox.example");
    return json;
  }

  private ObjectNode user(String id, String name, String realName) {
    ObjectNode json = Json.object().put("id", id).put("team_id", workspace.id()).put("name", name);
    json.put("deleted", false).put("real_name", realName).put("tz", "Etc/UTC");
    json.put("tz_label", "Coordinated Universal Time").put("tz_offset", 0);
    ObjectNode profile = json.putObject("profile").put("real_name", realName);
    profile.put("real_name_normalized", realName).put("display_name", name);
    profile.put("display_name_normalized", name).put("team", workspace.id());
    json.put("is_admin", false).put("is_owner", false).put("is_primary_owner", false);
    json.put("is_restricted", false).put("is_ultra_restricted", false);
    return json.put("is_app_user", false).put("updated", 1_700_000_000);
  }
}
