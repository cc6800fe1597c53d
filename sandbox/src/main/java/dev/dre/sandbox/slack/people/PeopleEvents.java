package dev.dre.sandbox.slack.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.interaction.Modals;
import dev.dre.sandbox.slack.wire.Json;
import dev.dre.sandbox.slack.workspace.Channel;
import dev.dre.sandbox.slack.workspace.ConversationListener;
import dev.dre.sandbox.slack.workspace.Ephemerals;
import dev.dre.sandbox.slack.workspace.Person;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Tells everybody who looks what changes before their eyes, as Server-Sent Events. */
final class PeopleEvents implements ConversationListener, Ephemerals.Listener, Modals.Listener {
  // Proxies and browsers give up on a stream that says nothing.
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  private record Viewer(Person person, HttpServerResponse response) {}

  private final PeopleView view;
  private final List<Viewer> viewers = new ArrayList<>();

  PeopleEvents(Vertx vertx, PeopleView view) {
    this.view = view;
    vertx.setPeriodic(
        KEEP_ALIVE.toMillis(),
        timer -> List.copyOf(viewers).forEach(v -> write(v, ": still here\n\n")));
  }

  void open(Person person, HttpServerResponse response) {
    response.setChunked(true);
    response.putHeader("Content-Type", "text/event-stream; charset=utf-8");
    response.putHeader("Cache-Control", "no-store");
    var viewer = new Viewer(person, response);
    response.closeHandler(gone -> viewers.remove(viewer));
    response.exceptionHandler(e -> viewers.remove(viewer));
    viewers.add(viewer);
    write(viewer, format(Json.object().put("type", "hello").put("user", person.id())));
  }

  @Override
  public void posted(Channel channel, ObjectNode message) {
    toReaders(channel, event("message", channel, view.shared(channel, message)));
  }

  @Override
  public void changed(Channel channel, ObjectNode message) {
    toReaders(channel, event("message_changed", channel, view.shared(channel, message)));
  }

  @Override
  public void deleted(Channel channel, ObjectNode message) {
    toReaders(channel, deletion(channel, message));
  }

  @Override
  public void shown(Ephemerals.Ephemeral own) {
    to(own.userId(), event("ephemeral", own.channel(), view.ephemeral(own)));
  }

  @Override
  public void changed(Ephemerals.Ephemeral own) {
    to(own.userId(), event("message_changed", own.channel(), view.ephemeral(own)));
  }

  @Override
  public void gone(Ephemerals.Ephemeral own) {
    to(own.userId(), deletion(own.channel(), own.message()));
  }

  @Override
  public void shown(String userId, ObjectNode shown) {
    ObjectNode event = Json.object().put("type", "view");
    event.set("view", shown);
    to(userId, event);
  }

  @Override
  public void closed(String userId, String viewId) {
    to(userId, Json.object().put("type", "view_closed").put("view_id", viewId));
  }

  /** Something that Slack itself tells a person, and that no app wrote. */
  void notice(Person person, String text) {
    to(person.id(), Json.object().put("type", "notice").put("text", text));
  }

  private static ObjectNode event(String type, Channel channel, ObjectNode message) {
    ObjectNode event = Json.object().put("type", type).put("channel", channel.id());
    event.set("message", message);
    return event;
  }

  private static ObjectNode deletion(Channel channel, ObjectNode message) {
    ObjectNode event = Json.object().put("type", "message_deleted").put("channel", channel.id());
    event.put("ts", message.path("ts").asText());
    if (message.has("thread_ts")) {
      event.put("thread_ts", message.path("thread_ts").asText());
    }
    return event;
  }

  private void toReaders(Channel channel, ObjectNode event) {
    send(event, person -> view.maySee(person, channel));
  }

  private void to(String userId, ObjectNode event) {
    send(event, person -> person.id().equals(userId));
  }

  private void send(ObjectNode event, Predicate<Person> to) {
    String text = format(event);
    for (Viewer viewer : List.copyOf(viewers)) {
      if (to.test(viewer.person())) {
        write(viewer, text);
      }
    }
  }

  private static String format(ObjectNode event) {
    return "event: " + event.path("type").asText() + "\ndata: " + Json.write(event) + "\n\n";
  }

  private void write(Viewer viewer, String text) {
    if (viewer.response().closed()) {
      viewers.remove(viewer);
    } else {
      viewer.response().write(text);
    }
  }
}
