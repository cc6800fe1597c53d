package dev.dre.sandbox.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person put into an element, in the shape in which Slack tells the app. */
public final class ElementValue {
  /** The fields that hold one value, by type; menus with options are different. */
  private static final Map<String, String> SINGLE =
      Map.of(
          "plain_text_input", "value",
          "number_input", "value",
          "email_text_input", "value",
          "url_text_input", "value",
          "users_select", "selected_user",
          "channels_select", "selected_channel",
          "conversations_select", "selected_conversation",
          "datepicker", "selected_date",
          "timepicker", "selected_time",
          "datetimepicker", "selected_date_time");

  private static final Map<String, String> SEVERAL =
      Map.of(
          "multi_users_select", "selected_users",
          "multi_channels_select", "selected_channels",
          "multi_conversations_select", "selected_conversations");

  private static final List<String> ONE_OPTION =
      List.of("static_select", "external_select", "radio_buttons", "overflow");
  private static final List<String> SEVERAL_OPTIONS =
      List.of("multi_static_select", "multi_external_select", "checkboxes");

  private ElementValue() {}

  /** {@code {"type":…,"value":…}} for what was given, or for what the element starts with. */
  public static ObjectNode of(Elements.Placed placed, Optional<JsonNode> given) {
    ObjectNode element = placed.element();
    String type = placed.type();
    ObjectNode value = Json.object().put("type", type);
    if (SINGLE.containsKey(type)) {
      String field = SINGLE.get(type);
      String initial = "initial_" + field.replace("selected_", "");
      // Emptied by a person is empty, whatever it started with.
      JsonNode held = given.orElse(element.path(initial));
      if (held.isNull() || held.asText().isEmpty()) {
        value.putNull(field);
      } else if (type.equals("datetimepicker")) {
        value.put(field, held.asLong());
      } else {
        value.put(field, held.asText());
      }
    } else if (SEVERAL.containsKey(type)) {
      String field = SEVERAL.get(type);
      JsonNode initial = element.path("initial_" + field.replace("selected_", ""));
      value.set(field, list(given.orElse(initial)));
    } else if (ONE_OPTION.contains(type)) {
      JsonNode initial = element.path("initial_option");
      Optional<JsonNode> chosen =
          given.isPresent() ? option(element, given.get()) : Optional.of(initial);
      value.set(
          "selected_option",
          chosen
              .filter(JsonNode::isObject)
              .map(ElementValue::asSent)
              .orElse(JsonNodeFactory.instance.nullNode()));
    } else if (SEVERAL_OPTIONS.contains(type)) {
      value.set(
          "selected_options",
          given.isPresent()
              ? options(element, given.get())
              : options(element, element.path("initial_options")));
    }
    return value;
  }

  /** Whether a person has to go back and fill this in. */
  public static boolean isEmpty(ObjectNode value) {
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      if (!field.getKey().equals("type")
          && !field.getValue().isNull()
          && !(field.getValue().isArray() && field.getValue().isEmpty())) {
        return false;
      }
    }
    return true;
  }

  private static Optional<JsonNode> option(ObjectNode element, JsonNode given) {
    String wanted = given.isObject() ? given.path("value").asText() : given.asText();
    return allOptions(element).stream()
        .filter(option -> option.path("value").asText().equals(wanted))
        .findFirst();
  }

  private static ArrayNode options(ObjectNode element, JsonNode given) {
    ArrayNode chosen = Json.array();
    list(given)
        .forEach(one -> option(element, one).map(ElementValue::asSent).ifPresent(chosen::add));
    return chosen;
  }

  // The official client knows no description of what was chosen, so an app must not count on it.
  private static JsonNode asSent(JsonNode option) {
    ObjectNode sent = option.deepCopy();
    sent.remove("description");
    return sent;
  }

  private static List<JsonNode> allOptions(ObjectNode element) {
    var all = new ArrayList<JsonNode>();
    element.path("options").forEach(all::add);
    element.path("option_groups").forEach(group -> group.path("options").forEach(all::add));
    return all;
  }

  private static ArrayNode list(JsonNode node) {
    if (node instanceof ArrayNode array) {
      return array.deepCopy();
    }
    ArrayNode list = Json.array();
    if (!node.isMissingNode() && !node.isNull() && !node.asText().isEmpty()) {
      list.add(node);
    }
    return list;
  }
}
