package dev.dre.sandbox.slack.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.blocks.ElementValue;
import dev.dre.sandbox.slack.blocks.Elements;
import dev.dre.sandbox.slack.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What all the fields of a message or dialog hold, by block and action. */
final class StateValues {
  private static final Set<String> HOLD_NOTHING =
      Set.of("button", "overflow", "image", "workflow_button", "icon_button", "feedback_buttons");

  private StateValues() {}

  /**
   * @param given {@code {block: {action: value}}}, for the fields that a person touched
   */
  static ObjectNode of(JsonNode blocks, JsonNode given) {
    ObjectNode values = Json.object();
    for (Elements.Placed placed : Elements.in(blocks)) {
      if (!HOLD_NOTHING.contains(placed.type())) {
        values
            .withObjectProperty(placed.blockId())
            .set(placed.actionId(), ElementValue.of(placed, given(given, placed)));
      }
    }
    return values;
  }

  /** What Slack itself asks to put right before it tells the app. */
  static Map<String, String> problems(JsonNode blocks, ObjectNode values) {
    var problems = new LinkedHashMap<String, String>();
    for (Elements.Placed placed : Elements.in(blocks)) {
      if (!placed.isInput()) {
        continue;
      }
      JsonNode value = values.path(placed.blockId()).path(placed.actionId());
      boolean empty = !(value instanceof ObjectNode object) || ElementValue.isEmpty(object);
      if (empty && !placed.block().path("optional").asBoolean()) {
        problems.put(placed.blockId(), "Please complete this required field.");
      } else if (!empty) {
        FieldChecks.problem(placed.element(), value)
            .ifPresent(problem -> problems.put(placed.blockId(), problem));
      }
    }
    return problems;
  }

  private static Optional<JsonNode> given(JsonNode given, Elements.Placed placed) {
    JsonNode value = given.path(placed.blockId()).path(placed.actionId());
    return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
  }
}
