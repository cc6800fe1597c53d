package dev.dre.sandbox.slack.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The messages of one channel by ts, with the threads among them. */
final class Timeline {
  private final TreeMap<String, ObjectNode> messages = new TreeMap<>();
  private final Map<String, TreeSet<String>> repliesByRoot = new HashMap<>();

  static boolean isRoot(JsonNode message) {
    return !message.has("thread_ts") || message.path("thread_ts").equals(message.path("ts"));
  }

  void put(ObjectNode message) {
    String ts = message.path("ts").asText();
    messages.put(ts, message);
    if (!isRoot(message)) {
      repliesByRoot
          .computeIfAbsent(message.path("thread_ts").asText(), root -> new TreeSet<>())
          .add(ts);
    }
  }

  Optional<ObjectNode> remove(String ts) {
    ObjectNode gone = messages.remove(ts);
    if (gone != null && !isRoot(gone)) {
      repliesByRoot.getOrDefault(gone.path("thread_ts").asText(), new TreeSet<>()).remove(ts);
    }
    return Optional.ofNullable(gone);
  }

  /** As stored. */
  Collection<ObjectNode> all() {
    return messages.values();
  }

  Optional<ObjectNode> find(String ts) {
    return Optional.ofNullable(messages.get(ts)).map(this::seen);
  }

  List<ObjectNode> roots() {
    return messages.values().stream()
        .filter(m -> isRoot(m) || m.path("subtype").asText().equals("thread_broadcast"))
        .map(this::seen)
        .toList();
  }

  List<ObjectNode> thread(String rootTs) {
    Stream<String> replies = repliesByRoot.getOrDefault(rootTs, new TreeSet<>()).stream();
    return Stream.concat(Stream.of(rootTs), replies).flatMap(ts -> find(ts).stream()).toList();
  }

  /** A copy, with what Slack adds to the root of a thread. */
  ObjectNode seen(ObjectNode message) {
    ObjectNode copy = message.deepCopy();
    String ts = message.path("ts").asText();
    TreeSet<String> replies = repliesByRoot.getOrDefault(ts, new TreeSet<>());
    if (!isRoot(message) || replies.isEmpty()) {
      return copy;
    }
    var users = new LinkedHashSet<String>();
    for (String reply : replies) {
      find(reply).ifPresent(m -> users.add(m.path("user").asText()));
    }
    copy.put("thread_ts", ts);
    copy.put("reply_count", replies.size());
    copy.put("reply_users_count", users.size());
    copy.put("latest_reply", replies.last());
    ArrayNode list = copy.putArray("reply_users");
    users.forEach(list::add);
    copy.put("is_locked", false);
    copy.put("subscribed", false);
    return copy;
  }
}
