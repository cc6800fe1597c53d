package dev.dre.sandbox.slack.workspace;

import java.util.List;

/**
 * A public channel.
 *
 * @param members user ids, in the order in which they joined
 */
public record Channel(String id, String name, String topic, List<String> members) {

  public Channel {
    members = List.copyOf(members);
  }

  public boolean has(String userId) {
    return members.contains(userId);
  }

  Channel withMembers(List<String> newMembers) {
    return new Channel(id, name, topic, newMembers);
  }
}
