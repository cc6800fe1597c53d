package dev.dre.sandbox.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;

/**
 * What Slack makes of blocks when it takes them: every block and element gets an id, texts their
 * defaults.
 */
public final class BlockForm {
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/";
  private static final SecureRandom RANDOM = new SecureRandom();

  private BlockForm() {}

  public static ArrayNode of(JsonNode blocks) {
    ArrayNode taken = blocks.deepCopy();
    for (JsonNode block : taken) {
      if (block instanceof ObjectNode object) {
        if (object.path("block_id").asText().isEmpty()) {
          object.put("block_id", randomId());
        }
        element(object.path("accessory"));
        element(object.path("element"));
        if (object.path("type").asText().equals("actions")) {
          object.path("elements").forEach(BlockForm::element);
        }
        if (object.path("type").asText().equals("input")) {
          defaultTo(object, "optional", false);
          defaultTo(object, "dispatch_action", false);
        }
        texts(object);
      }
    }
    return taken;
  }

  private static void element(JsonNode element) {
    if (element instanceof ObjectNode object
        && !object.path("type").asText().equals("image")
        && object.path("action_id").asText().isEmpty()) {
      object.put("action_id", randomId());
    }
  }

  private static void texts(JsonNode node) {
    if (node instanceof ObjectNode object) {
      String type = object.path("type").asText();
      if (type.equals("plain_text")) {
        defaultTo(object, "emoji", true);
      } else if (type.equals("mrkdwn")) {
        defaultTo(object, "verbatim", false);
      }
    }
    node.forEach(BlockForm::texts);
  }

  private static void defaultTo(ObjectNode object, String field, boolean value) {
    if (!object.has(field)) {
      object.put(field, value);
    }
  }

  private static String randomId() {
    var id = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return id.toString();
  }
}
