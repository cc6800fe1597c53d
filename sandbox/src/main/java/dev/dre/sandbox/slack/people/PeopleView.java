package dev.dre.sandbox.slack.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.wire.Json;
import dev.dre.sandbox.slack.workspace.Channel;
import dev.dre.sandbox.slack.workspace.Conversations;
import dev.dre.sandbox.slack.workspace.Ephemerals;
import dev.dre.sandbox.slack.workspace.Person;
import dev.dre.sandbox.slack.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one person sees: channels they may read, messages with their authors, and what is only for
 * them.
 */
final class PeopleView {
  private final Workspace workspace;
  private final Conversations conversations;
  private final Ephemerals ephemerals;

  PeopleView(Workspace workspace, Conversations conversations, Ephemerals ephemerals) {
    this.workspace = workspace;
    this.conversations = conversations;
    this.ephemerals = ephemerals;
  }

  /** Guests see only the channels they are in. */
  boolean maySee(Person person, Channel channel) {
    return !person.guest() || channel.has(person.id());
  }

  List<Channel> channels(Person person) {
    return conversations.channels().stream().filter(channel -> maySee(person, channel)).toList();
  }

  /**
   * Oldest first.
   *
   * @param threadTs empty: the channel itself
   */
  List<ObjectNode> messages(Person person, Channel channel, Optional<String> threadTs) {
    var all = new ArrayList<ObjectNode>();
    List<ObjectNode> shared =
        threadTs.isPresent()
            ? conversations.thread(channel, threadTs.get())
            : conversations.roots(channel);
    shared.forEach(message -> all.add(shared(channel, message)));
    for (Ephemerals.Ephemeral own : ephemerals.seenBy(person.id(), channel)) {
      if (own.message().path("thread_ts").asText().equals(threadTs.orElse(""))) {
        all.add(ephemeral(own));
      }
    }
    all.sort(Comparator.comparing(message -> message.path("ts").asText()));
    return all;
  }

  ObjectNode shared(Channel channel, ObjectNode message) {
    ObjectNode seen = message.deepCopy().put("channel", channel.id());
    seen.set("author", author(message));
    return seen;
  }

  ObjectNode ephemeral(Ephemerals.Ephemeral own) {
    return shared(own.channel(), own.message()).put("ephemeral", true);
  }

  private ObjectNode author(ObjectNode message) {
    boolean bot = message.has("bot_id");
    String userId = message.path("user").asText();
    String name =
        bot ? workspace.bot().name() : workspace.person(userId).map(Person::name).orElse(userId);
    return Json.object().put("id", userId).put("name", name).put("bot", bot);
  }
}
