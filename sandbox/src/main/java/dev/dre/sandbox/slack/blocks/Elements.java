package dev.dre.sandbox.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what can be clicked or filled in. */
public final class Elements {

  /** An element and the block that it stands in. */
  public record Placed(ObjectNode block, ObjectNode element) {

    public String blockId() {
      return block.path("block_id").asText();
    }

    public String actionId() {
      return element.path("action_id").asText();
    }

    public String type() {
      return element.path("type").asText();
    }

    public boolean isInput() {
      return block.path("type").asText().equals("input");
    }
  }

  private Elements() {}

  public static List<Placed> in(JsonNode blocks) {
    var found = new ArrayList<Placed>();
    for (JsonNode block : blocks) {
      add(block, block.path("accessory"), found);
      add(block, block.path("element"), found);
      if (block.path("type").asText().equals("actions")) {
        block.path("elements").forEach(element -> add(block, element, found));
      }
    }
    return List.copyOf(found);
  }

  /**
   * The element with this action.
   *
   * @param blockId empty: in any block
   */
  public static Optional<Placed> find(JsonNode blocks, String blockId, String actionId) {
    return in(blocks).stream()
        .filter(p -> p.actionId().equals(actionId))
        .filter(p -> blockId.isEmpty() || p.blockId().equals(blockId))
        .findFirst();
  }

  private static void add(JsonNode block, JsonNode element, List<Placed> found) {
    if (block instanceof ObjectNode b
        && element instanceof ObjectNode e
        && !e.path("action_id").asText().isEmpty()) {
      found.add(new Placed(b, e));
    }
  }
}
