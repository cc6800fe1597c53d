package dev.dre.sandbox.slack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dre.sandbox.slack.message.Arguments;
import dev.dre.sandbox.slack.message.SlackProblem;
import dev.dre.sandbox.slack.wire.Json;
import dev.dre.sandbox.slack.workspace.Channel;
import dev.dre.sandbox.slack.workspace.Conversations;
import dev.dre.sandbox.slack.workspace.Workspace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code conversations.*}. */
final class ConversationMethods {
  private static final Pattern TS = Pattern.compile("\\d{1,12}(\\.\\d{1,6})?");

  private final Workspace workspace;
  private final Conversations conversations;

  ConversationMethods(Workspace workspace, Conversations conversations) {
    this.workspace = workspace;
    this.conversations = conversations;
  }

  Map<String, ApiMethod> all() {
    return Map.of(
        "conversations.history", this::history,
        "conversations.info", this::info,
        "conversations.join", this::join,
        "conversations.list", this::list,
        "conversations.members", this::members,
        "conversations.replies", this::replies);
  }

  private ObjectNode history(Arguments arguments) {
    Channel channel = readable(arguments);
    List<ObjectNode> newestFirst = conversations.roots(channel).reversed();
    return page(newestFirst, arguments).put("pin_count", 0);
  }

  private ObjectNode replies(Arguments arguments) {
    Channel channel = readable(arguments);
    String ts = arguments.required("ts");
    ObjectNode message =
        conversations.message(channel, ts).orElseThrow(() -> new SlackProblem("thread_not_found"));
    String root = message.path("thread_ts").asText(ts);
    return page(conversations.thread(channel, root), arguments);
  }

  private static ObjectNode page(List<ObjectNode> messages, Arguments arguments) {
    Optional<String> oldest = time(arguments, "oldest", "invalid_ts_oldest");
    Optional<String> latest = time(arguments, "latest", "invalid_ts_latest");
    boolean inclusive = arguments.flag("inclusive");
    var wanted = new ArrayList<JsonNode>();
    for (ObjectNode message : messages) {
      String ts = message.path("ts").asText();
      if (oldest.isEmpty() || after(ts, oldest.get(), inclusive)) {
        if (latest.isEmpty() || after(latest.get(), ts, inclusive)) {
          if (!arguments.flag("include_all_metadata")) {
            message.remove("metadata");
          }
          wanted.add(message);
        }
      }
    }
    ObjectNode answer = Json.object();
    boolean more =
        Paging.add(answer, "messages", wanted, 100, arguments, m -> m.path("ts").asText());
    return answer.put("has_more", more);
  }

  private static Optional<String> time(Arguments arguments, String name, String problem) {
    Optional<String> ts = arguments.text(name);
    if (ts.isPresent() && !TS.matcher(ts.get()).matches()) {
      throw new SlackProblem(problem);
    }
    return ts;
  }

  private static boolean after(String ts, String other, boolean orSame) {
    int order = new BigDecimal(ts).compareTo(new BigDecimal(other));
    return orSame ? order >= 0 : order > 0;
  }

  private ObjectNode list(Arguments arguments) {
    List<JsonNode> all = new ArrayList<>();
    String types = arguments.text("types").orElse("public_channel");
    if (types.contains("public_channel")) {
      conversations.channels().forEach(channel -> all.add(json(channel)));
    }
    ObjectNode answer = Json.object();
    Paging.add(answer, "channels", all, 100, arguments, c -> c.path("id").asText());
    return answer;
  }

  private ObjectNode info(Arguments arguments) {
    Channel channel = channel(arguments);
    ObjectNode json = json(channel);
    if (!arguments.flag("include_num_members")) {
      json.remove("num_members");
    }
    ObjectNode answer = Json.object();
    answer.set("channel", json);
    return answer;
  }

  private ObjectNode join(Arguments arguments) {
    Channel channel = channel(arguments);
    boolean before = channel.has(workspace.bot().userId());
    Channel joined = conversations.join(channel, workspace.bot().userId());
    ObjectNode answer = Json.object();
    answer.set("channel", json(joined));
    if (before) {
      answer.put("warning", "already_in_channel");
      answer.putObject("response_metadata").putArray("warnings").add("already_in_channel");
    }
    return answer;
  }

  private ObjectNode members(Arguments arguments) {
    List<JsonNode> all = new ArrayList<>();
    channel(arguments).members().forEach(member -> all.add(TextNode.valueOf(member)));
    ObjectNode answer = Json.object();
    Paging.add(answer, "members", all, 100, arguments, JsonNode::asText);
    return answer;
  }

  private Channel channel(Arguments arguments) {
    return conversations
        .channel(arguments.required("channel"))
        .orElseThrow(() -> new SlackProblem("channel_not_found"));
  }

  private Channel readable(Arguments arguments) {
    Channel channel = channel(arguments);
    if (!channel.has(workspace.bot().userId())) {
      throw new SlackProblem("not_in_channel");
    }
    return channel;
  }

  private ObjectNode json(Channel channel) {
    String creator = workspace.people().getFirst().id();
    ObjectNode json = Json.object().put("id", channel.id()).put("name", channel.name());
    json.put("name_normalized", channel.name())
        .put("creator", creator)
        .put("created", 1_700_000_000);
    json.put("is_channel", true).put("is_group", false).put("is_im", false).put("is_mpim", false);
    json.put("is_private", false).put("is_archived", false);
    json.put("is_general", channel.name().equals("general")).put("is_shared", false);
    json.put("is_member", channel.has(workspace.bot().userId()));
    json.put("context_team_id", workspace.id()).put("num_members", channel.members().size());
    json.putObject("topic")
        .put("value", channel.topic())
        .put("creator", creator)
        .put("last_set", 0);
    json.putObject("purpose").put("value", "").put("creator", "").put("last_set", 0);
    json.putArray("previous_names");
    return json;
  }
}
