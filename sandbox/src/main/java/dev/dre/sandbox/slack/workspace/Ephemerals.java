package dev.dre.sandbox.slack.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages that only one person sees. Like Slack's, they are gone after a restart. */
public final class Ephemerals {

  /** Hears of what one person sees and nobody else. */
  public interface Listener {
    void shown(Ephemeral ephemeral);

    void changed(Ephemeral ephemeral);

    void gone(Ephemeral ephemeral);
  }

  /** A message for the eyes of {@code userId}. */
  public record Ephemeral(String userId, Channel channel, ObjectNode message) {

    public String ts() {
      return message.path("ts").asText();
    }
  }

  private final Timestamps timestamps;
  private final List<Ephemeral> all = new ArrayList<>();
  private final List<Listener> listeners = new ArrayList<>();

  public Ephemerals(Timestamps timestamps) {
    this.timestamps = timestamps;
  }

  public void listen(Listener listener) {
    listeners.add(listener);
  }

  public Ephemeral show(String userId, Channel channel, ObjectNode message) {
    var shown = new Ephemeral(userId, channel, message.deepCopy().put("ts", timestamps.next()));
    all.add(shown);
    listeners.forEach(listener -> listener.shown(shown));
    return shown;
  }

  public Ephemeral replace(Ephemeral old, ObjectNode message) {
    var fresh = new Ephemeral(old.userId(), old.channel(), message.deepCopy().put("ts", old.ts()));
    all.replaceAll(e -> e.ts().equals(old.ts()) ? fresh : e);
    listeners.forEach(listener -> listener.changed(fresh));
    return fresh;
  }

  public void remove(Ephemeral old) {
    if (all.removeIf(e -> e.ts().equals(old.ts()))) {
      listeners.forEach(listener -> listener.gone(old));
    }
  }

  public Optional<Ephemeral> find(String userId, Channel channel, String ts) {
    return seenBy(userId, channel).stream().filter(e -> e.ts().equals(ts)).findFirst();
  }

  /** Oldest first. */
  public List<Ephemeral> seenBy(String userId, Channel channel) {
    return all.stream()
        .filter(e -> e.userId().equals(userId) && e.channel().id().equals(channel.id()))
        .toList();
  }
}
