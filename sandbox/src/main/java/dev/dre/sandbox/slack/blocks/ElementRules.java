package dev.dre.sandbox.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Buttons, menus and fields. */
final class ElementRules {
  private static final Set<String> MENUS =
      Set.of(
          "static_select",
          "multi_static_select",
          "external_select",
          "multi_external_select",
          "users_select",
          "multi_users_select",
          "conversations_select",
          "multi_conversations_select",
          "channels_select",
          "multi_channels_select");
  private static final Set<String> CHOICES = Set.of("radio_buttons", "checkboxes");
  private static final Set<String> PICKERS =
      Set.of(
          "datepicker",
          "timepicker",
          "datetimepicker",
          "workflow_button",
          "icon_button",
          "feedback_buttons");
  private static final Set<String> FIELDS =
      Set.of(
          "plain_text_input",
          "number_input",
          "email_text_input",
          "url_text_input",
          "rich_text_input",
          "file_input");

  private final Problems problems;
  private final TextRules texts;
  private final InitialRules initial;

  ElementRules(Problems problems) {
    this.problems = problems;
    this.texts = new TextRules(problems);
    this.initial = new InitialRules(problems);
  }

  /** What may stand in a message's row of buttons, or beside a section. */
  void interactive(JsonNode element, Set<String> actionIds, String pointer) {
    String type = element.path("type").asText();
    if (FIELDS.contains(type)) {
      problems.add("unsupported type: " + type, pointer + "/type");
      return;
    }
    any(element, actionIds, pointer);
  }

  void accessory(JsonNode element, String pointer) {
    if (element.path("type").asText().equals("image")) {
      image(element, pointer);
    } else {
      interactive(element, new HashSet<>(), pointer);
    }
  }

  void any(JsonNode element, Set<String> actionIds, String pointer) {
    String type = element.path("type").asText();
    if (type.equals("button")) {
      button(element, pointer);
    } else if (type.equals("overflow")) {
      options(element, 5, true, pointer);
    } else if (CHOICES.contains(type)) {
      options(element, 10, false, pointer);
    } else if (MENUS.contains(type)) {
      menu(element, type, pointer);
    } else if (FIELDS.contains(type)) {
      field(element, type, pointer);
    } else if (!PICKERS.contains(type)) {
      problems.add("unsupported type: " + type, pointer + "/type");
    } else if (!type.endsWith("button") && !type.endsWith("buttons")) {
      texts.optional(element, "placeholder", true, 150, pointer);
    }
    initial.check(element, type, pointer);
    texts.confirm(element, pointer);
    actionId(element, actionIds, pointer);
  }

  void image(JsonNode image, String pointer) {
    if (!image.has("image_url") && !image.has("slack_file")) {
      problems.missing("image_url", pointer);
    }
    problems.length(image, "image_url", 3000, pointer);
    if (!image.has("alt_text")) {
      problems.missing("alt_text", pointer);
    }
    problems.length(image, "alt_text", 2000, pointer);
  }

  private void actionId(JsonNode element, Set<String> actionIds, String pointer) {
    problems.length(element, "action_id", 255, pointer);
    String id = element.path("action_id").asText();
    if (!id.isEmpty() && !actionIds.add(id)) {
      problems.add(
          "`action_id` \"" + id + "\" already exists for another action", pointer + "/action_id");
    }
  }

  private void button(JsonNode button, String pointer) {
    texts.required(button, "text", true, 75, pointer);
    problems.length(button, "value", 2000, pointer);
    problems.length(button, "url", 3000, pointer);
    problems.length(button, "accessibility_label", 75, pointer);
    String style = button.path("style").asText();
    if (!Set.of("", "primary", "danger").contains(style)) {
      problems.add("must be one of: primary, danger", pointer + "/style");
    }
  }

  private void menu(JsonNode menu, String type, String pointer) {
    texts.optional(menu, "placeholder", true, 150, pointer);
    if (!type.contains("static")) {
      return;
    }
    if (menu.has("option_groups")) {
      problems.items(menu, "option_groups", 100, pointer);
      int index = 0;
      for (JsonNode group : menu.path("option_groups")) {
        String place = pointer + "/option_groups/" + index++;
        texts.required(group, "label", true, 75, place);
        options(group, 100, true, place);
      }
    } else {
      options(menu, 100, true, pointer);
    }
  }

  private void options(JsonNode owner, int max, boolean plainOnly, String pointer) {
    problems.items(owner, "options", max, pointer);
    int index = 0;
    for (JsonNode option : owner.path("options")) {
      String place = pointer + "/options/" + index++;
      texts.required(option, "text", plainOnly, 75, place);
      texts.optional(option, "description", plainOnly, 75, place);
      if (!option.has("value")) {
        problems.missing("value", place);
      }
      problems.length(option, "value", 150, place);
    }
  }

  private void field(JsonNode field, String type, String pointer) {
    texts.optional(field, "placeholder", true, 150, pointer);
    if (type.equals("number_input") && !field.path("is_decimal_allowed").isBoolean()) {
      problems.missing("is_decimal_allowed", pointer);
    }
    if (type.equals("plain_text_input")) {
      between(field, "min_length", 0, pointer);
      between(field, "max_length", 1, pointer);
      problems.length(field, "initial_value", 3000, pointer);
    }
  }

  private void between(JsonNode field, String name, int min, String pointer) {
    JsonNode value = field.path(name);
    if (!value.isMissingNode() && (!value.isInt() || value.asInt() < min || value.asInt() > 3000)) {
      problems.add("must be between " + min + " and 3000", pointer + "/" + name);
    }
  }
}
