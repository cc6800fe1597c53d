package dev.dre.sandbox.slack.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.blocks.ElementValue;
import dev.dre.sandbox.slack.blocks.Elements;
import dev.dre.sandbox.slack.interaction.ResponseUrls.Origin;
import dev.dre.sandbox.slack.socket.Ack;
import dev.dre.sandbox.slack.wire.Json;
import dev.dre.sandbox.slack.workspace.Channel;
import dev.dre.sandbox.slack.workspace.Conversations;
import dev.dre.sandbox.slack.workspace.Ephemerals;
import dev.dre.sandbox.slack.workspace.Ephemerals.Ephemeral;
import dev.dre.sandbox.slack.workspace.Person;
import dev.dre.sandbox.slack.workspace.Timestamps;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;

/** What happens when somebody uses a button or a menu. */
public final class Clicks {
  private static final Set<String> OF_A_BUTTON = Set.of("text", "value", "style", "url");

  /**
   * What was used.
   *
   * @param blockId empty: whichever block has the action
   * @param value what was chosen; empty for a button
   * @param values what the fields around it hold
   */
  public record Click(String actionId, String blockId, Optional<JsonNode> value, JsonNode values) {}

  private final Conversations conversations;
  private final Ephemerals ephemerals;
  private final Modals modals;
  private final Envelopes envelopes;
  private final Triggers triggers;
  private final ResponseUrls responseUrls;
  private final Timestamps timestamps;

  public Clicks(
      Conversations conversations,
      Ephemerals ephemerals,
      Modals modals,
      Envelopes envelopes,
      Triggers triggers,
      ResponseUrls responseUrls,
      Timestamps timestamps) {
    this.conversations = conversations;
    this.ephemerals = ephemerals;
    this.modals = modals;
    this.envelopes = envelopes;
    this.triggers = triggers;
    this.responseUrls = responseUrls;
    this.timestamps = timestamps;
  }

  public Future<Outcome> inMessage(Person person, Channel channel, String ts, Click click) {
    Optional<ObjectNode> own = ephemerals.find(person.id(), channel, ts).map(Ephemeral::message);
    Optional<ObjectNode> message = own.or(() -> conversations.message(channel, ts));
    if (message.isEmpty()) {
      return Future.succeededFuture(Outcome.failed("there is no such message in this channel"));
    }
    JsonNode blocks = message.get().path("blocks");
    Optional<Elements.Placed> placed = Elements.find(blocks, click.blockId(), click.actionId());
    if (placed.isEmpty()) {
      return Future.succeededFuture(notThere(click, "message"));
    }
    var origin = new Origin(person, channel, Optional.of(ts));
    return envelopes
        .messageAction(
            person,
            channel,
            message.get(),
            own.isPresent(),
            action(placed.get(), click),
            StateValues.of(blocks, click.values()),
            triggers.issue(person),
            responseUrls.issue("actions", origin))
        .map(Clicks::outcome);
  }

  public Future<Outcome> inView(Person person, String viewId, Click click) {
    Optional<Modals.Open> open = modals.find(viewId).filter(o -> o.person().equals(person));
    if (open.isEmpty()) {
      return Future.succeededFuture(Outcome.failed("this dialog is not open"));
    }
    ObjectNode view = open.get().view().deepCopy();
    Optional<Elements.Placed> placed =
        Elements.find(view.path("blocks"), click.blockId(), click.actionId());
    if (placed.isEmpty()) {
      return Future.succeededFuture(notThere(click, "dialog"));
    }
    view.putObject("state").set("values", StateValues.of(view.path("blocks"), click.values()));
    return envelopes
        .viewAction(person, view, action(placed.get(), click), triggers.issue(person))
        .map(Clicks::outcome);
  }

  private static Outcome notThere(Click click, String where) {
    return Outcome.failed("this %s has no element %s now".formatted(where, click.actionId()));
  }

  private ObjectNode action(Elements.Placed placed, Click click) {
    ObjectNode action = Json.object().put("action_id", placed.actionId());
    action.put("block_id", placed.blockId());
    if (placed.type().equals("button")) {
      action.put("type", "button");
      for (String field : OF_A_BUTTON) {
        if (placed.element().has(field)) {
          action.set(field, placed.element().path(field));
        }
      }
    } else {
      action.setAll(ElementValue.of(placed, click.value()));
    }
    return action.put("action_ts", timestamps.next());
  }

  private static Outcome outcome(Ack ack) {
    return switch (ack) {
      case Ack.InTime inTime -> Outcome.acked(inTime.millis());
      case Ack.Missing missing -> Outcome.failed("operation_timeout");
      case Ack.NobodyConnected nobody -> Outcome.failed("dispatch_failed");
    };
  }
}
