package dev.dre.sandbox.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;

/** Text objects, and what is made of nothing but them. */
final class TextRules {
  private final Problems problems;

  TextRules(Problems problems) {
    this.problems = problems;
  }

  void required(JsonNode owner, String field, boolean plainOnly, int max, String pointer) {
    if (!owner.has(field)) {
      problems.missing(field, pointer);
    } else {
      check(owner.path(field), plainOnly, max, pointer + "/" + field);
    }
  }

  void optional(JsonNode owner, String field, boolean plainOnly, int max, String pointer) {
    if (owner.has(field)) {
      check(owner.path(field), plainOnly, max, pointer + "/" + field);
    }
  }

  void check(JsonNode text, boolean plainOnly, int max, String pointer) {
    if (!text.isObject()) {
      problems.add("must provide an object", pointer);
      return;
    }
    String type = text.path("type").asText();
    if (!type.equals("plain_text") && (plainOnly || !type.equals("mrkdwn"))) {
      problems.add("unsupported type: " + type, pointer + "/type");
    }
    if (!text.path("text").isTextual()) {
      problems.missing("text", pointer);
    } else if (text.path("text").asText().isEmpty()) {
      problems.add("must be more than 0 characters", pointer + "/text");
    }
    problems.length(text, "text", max, pointer);
  }

  void confirm(JsonNode element, String pointer) {
    JsonNode confirm = element.path("confirm");
    if (confirm.isMissingNode()) {
      return;
    }
    String place = pointer + "/confirm";
    required(confirm, "title", true, 100, place);
    required(confirm, "text", false, 300, place);
    required(confirm, "confirm", true, 30, place);
    required(confirm, "deny", true, 30, place);
  }
}
