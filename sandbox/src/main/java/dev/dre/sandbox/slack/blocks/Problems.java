package dev.dre.sandbox.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with some blocks, each with its place, in Slack's words. */
public final class Problems {

  /** What is wrong at the place {@code pointer}, a JSON pointer. */
  public record Problem(String message, String pointer) {
    @Override
    public String toString() {
      return message + " [json-pointer:" + pointer + "]";
    }
  }

  private final List<Problem> all = new ArrayList<>();

  public List<Problem> all() {
    return List.copyOf(all);
  }

  void add(String message, String pointer) {
    all.add(new Problem(message, pointer));
  }

  void missing(String field, String pointer) {
    add("missing required field: " + field, pointer);
  }

  /** Text that may be absent, and is at most {@code max} characters long. */
  void length(JsonNode node, String field, int max, String pointer) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return;
    }
    String place = pointer + "/" + field;
    if (!value.isTextual()) {
      add("must provide a string", place);
    } else if (value.asText().length() > max) {
      add("must be less than " + (max + 1) + " characters", place);
    }
  }

  /** A list that must be there and hold between one and {@code max} items. */
  void items(JsonNode node, String field, int max, String pointer) {
    JsonNode list = node.path(field);
    String place = pointer + "/" + field;
    if (!list.isArray()) {
      missing(field, pointer);
    } else if (list.isEmpty()) {
      add("no fewer than 1 item required", place);
    } else if (list.size() > max) {
      add("no more than " + max + " items allowed", place);
    }
  }
}
