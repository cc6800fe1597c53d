package dev.dre.sandbox.slack.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.wire.Json;
import dev.dre.sandbox.slack.wire.Refusal;
import dev.dre.sandbox.slack.workspace.Channel;
import dev.dre.sandbox.slack.workspace.Conversations;
import dev.dre.sandbox.slack.workspace.Person;
import dev.dre.sandbox.slack.workspace.Workspace;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What becomes of the words that a person types. */
final class Composer {
  private static final Pattern MENTION = Pattern.compile("(?<![\\w@])@([a-z0-9._-]+)");

  private final Workspace workspace;
  private final Conversations conversations;

  Composer(Workspace workspace, Conversations conversations) {
    this.workspace = workspace;
    this.conversations = conversations;
  }

  ObjectNode post(Person person, Channel channel, Optional<String> threadTs, String text) {
    if (!channel.has(person.id())) {
      throw new Refusal(
          409,
          "%s is not in #%s: /invite @%s first"
              .formatted(person.name(), channel.name(), person.name()));
    }
    ObjectNode message = Json.object().put("client_msg_id", UUID.randomUUID().toString());
    message.put("type", "message").put("user", person.id()).put("team", workspace.id());
    message.put("text", withMentions(escaped(text)));
    if (threadTs.isPresent()) {
      ObjectNode root =
          conversations
              .message(channel, threadTs.get())
              .orElseThrow(() -> new Refusal(404, "no such thread: " + threadTs.get()));
      message.put("thread_ts", root.path("thread_ts").asText(threadTs.get()));
    }
    return conversations.post(channel, message);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private String withMentions(String text) {
    return MENTION
        .matcher(text)
        .replaceAll(
            match -> Matcher.quoteReplacement(mention(match.group(1)).orElse(match.group())));
  }

  private Optional<String> mention(String name) {
    if (name.equals(workspace.bot().name())) {
      return Optional.of("<@" + workspace.bot().userId() + ">");
    }
    Optional<String> person = workspace.person(name).map(p -> "<@" + p.id() + ">");
    return person.or(
        () ->
            workspace.groups().stream()
                .filter(group -> group.handle().equals(name))
                .map(group -> "<!subteam^" + group.id() + ">")
                .findFirst());
  }
}
