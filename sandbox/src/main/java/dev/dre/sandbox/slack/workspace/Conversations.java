package dev.dre.sandbox.slack.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.wire.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was said in each channel, and who is in it. Every message handed out is a copy. */
public final class Conversations {
  private final Journal journal;
  private final Timestamps timestamps;
  private final Map<String, Channel> channels = new LinkedHashMap<>();
  private final Map<String, Timeline> timelines = new LinkedHashMap<>();
  private final List<ConversationListener> listeners = new CopyOnWriteArrayList<>();

  /** Reads what {@code journal} holds. */
  public Conversations(Workspace workspace, Journal journal, Timestamps timestamps) {
    this.journal = journal;
    this.timestamps = timestamps;
    for (Channel channel : workspace.channels()) {
      channels.put(channel.id(), channel);
      timelines.put(channel.id(), new Timeline());
    }
    journal.replay(this::apply);
    journal.compact(asChanges());
  }

  public void listen(ConversationListener listener) {
    listeners.add(listener);
  }

  public Collection<Channel> channels() {
    return List.copyOf(channels.values());
  }

  public Optional<Channel> channel(String id) {
    return Optional.ofNullable(channels.get(id));
  }

  /** By id or by name, with or without the #. */
  public Optional<Channel> channelByName(String idOrName) {
    String name = idOrName.startsWith("#") ? idOrName.substring(1) : idOrName;
    return channels.values().stream()
        .filter(c -> c.id().equals(name) || c.name().equals(name))
        .findFirst();
  }

  public Channel join(Channel channel, String userId) {
    Channel present = channels.getOrDefault(channel.id(), channel);
    if (present.has(userId)) {
      return present;
    }
    var members = new ArrayList<>(present.members());
    members.add(userId);
    Channel joined = present.withMembers(members);
    channels.put(channel.id(), joined);
    journal.append(membersChange(joined));
    return joined;
  }

  /** Adds {@code message} with a ts of its own. */
  public ObjectNode post(Channel channel, ObjectNode message) {
    ObjectNode stored = message.deepCopy().put("ts", timestamps.next());
    ObjectNode seen = put(channel, stored);
    listeners.forEach(listener -> listener.posted(channel, seen));
    announceRoot(channel, stored);
    return seen;
  }

  /** Puts {@code message} where the one with its ts is. */
  public ObjectNode replace(Channel channel, ObjectNode message) {
    ObjectNode seen = put(channel, message.deepCopy());
    listeners.forEach(listener -> listener.changed(channel, seen));
    return seen;
  }

  public void delete(Channel channel, String ts) {
    of(channel)
        .remove(ts)
        .ifPresent(
            gone -> {
              ObjectNode change = Json.object();
              change.putObject("delete").put("channel", channel.id()).put("ts", ts);
              journal.append(change);
              listeners.forEach(listener -> listener.deleted(channel, gone));
              announceRoot(channel, gone);
            });
  }

  public Optional<ObjectNode> message(Channel channel, String ts) {
    return of(channel).find(ts);
  }

  /**
   * What the channel itself shows: roots, and replies that were also sent to the channel. Oldest
   * first.
   */
  public List<ObjectNode> roots(Channel channel) {
    return of(channel).roots();
  }

  /** The root, if it is still there, and its replies, oldest first. */
  public List<ObjectNode> thread(Channel channel, String rootTs) {
    return of(channel).thread(rootTs);
  }

  public static boolean isRoot(JsonNode message) {
    return Timeline.isRoot(message);
  }

  private void announceRoot(Channel channel, ObjectNode reply) {
    if (!isRoot(reply)) {
      message(channel, reply.path("thread_ts").asText())
          .ifPresent(root -> listeners.forEach(listener -> listener.changed(channel, root)));
    }
  }

  // Written down before anybody hears of it.
  private ObjectNode put(Channel channel, ObjectNode stored) {
    Timeline timeline = of(channel);
    journal.append(putChange(channel.id(), withoutReplies(stored)));
    timeline.put(withoutReplies(stored));
    return timeline.seen(withoutReplies(stored));
  }

  // What is derived from the replies is never stored: it would be wrong after the next one.
  private static ObjectNode withoutReplies(ObjectNode message) {
    ObjectNode bare = message.deepCopy();
    bare.remove(
        List.of(
            "reply_count",
            "reply_users_count",
            "latest_reply",
            "reply_users",
            "is_locked",
            "subscribed"));
    return bare;
  }

  private Timeline of(Channel channel) {
    return timelines.computeIfAbsent(channel.id(), id -> new Timeline());
  }

  private void apply(JsonNode change) {
    JsonNode put = change.path("put");
    if (put.path("message") instanceof ObjectNode message) {
      timestamps.seen(message.path("ts").asText());
      timeline(put).ifPresent(timeline -> timeline.put(message));
    }
    JsonNode delete = change.path("delete");
    timeline(delete).ifPresent(timeline -> timeline.remove(delete.path("ts").asText()));
    JsonNode members = change.path("members");
    channel(members.path("channel").asText())
        .ifPresent(
            channel -> {
              var users = new ArrayList<String>();
              members.path("users").forEach(user -> users.add(user.asText()));
              channels.put(channel.id(), channel.withMembers(users));
            });
  }

  private Optional<Timeline> timeline(JsonNode change) {
    return Optional.ofNullable(timelines.get(change.path("channel").asText()));
  }

  private List<ObjectNode> asChanges() {
    var changes = new ArrayList<ObjectNode>();
    channels.values().forEach(channel -> changes.add(membersChange(channel)));
    timelines.forEach((id, timeline) -> timeline.all().forEach(m -> changes.add(putChange(id, m))));
    return changes;
  }

  private static ObjectNode putChange(String channelId, ObjectNode message) {
    ObjectNode change = Json.object();
    change.putObject("put").put("channel", channelId).set("message", message);
    return change;
  }

  private static ObjectNode membersChange(Channel channel) {
    ObjectNode change = Json.object();
    ArrayNode users = change.putObject("members").put("channel", channel.id()).putArray("users");
    channel.members().forEach(users::add);
    return change;
  }
}
