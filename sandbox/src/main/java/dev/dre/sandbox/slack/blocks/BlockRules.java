package dev.dre.sandbox.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Slack's limits for blocks: what breaks one of them is refused, as it would be there. */
public final class BlockRules {
  private static final int MESSAGE_BLOCKS = 50;
  private static final int VIEW_BLOCKS = 100;

  /** Known, but not looked into: the app does not make them. */
  private static final Set<String> UNCHECKED =
      Set.of(
          "divider",
          "rich_text",
          "video",
          "file",
          "call",
          "context_actions",
          "table",
          "data_table",
          "plan",
          "task_card",
          "card",
          "carousel",
          "container",
          "share_shortcut");

  private final Problems problems = new Problems();
  private final TextRules texts = new TextRules(problems);
  private final ElementRules elements = new ElementRules(problems);
  private final Set<String> blockIds = new HashSet<>();

  private BlockRules() {}

  public static List<Problems.Problem> ofMessage(JsonNode blocks) {
    var rules = new BlockRules();
    rules.blocks(blocks, MESSAGE_BLOCKS, "/blocks");
    return rules.problems.all();
  }

  public static List<Problems.Problem> ofView(JsonNode view) {
    var rules = new BlockRules();
    rules.view(view);
    return rules.problems.all();
  }

  /** All that is to be read in {@code blocks}, in characters: more than about 13,200 is refused. */
  public static int textLength(JsonNode blocks) {
    return BlockTexts.of(blocks).stream().mapToInt(String::length).sum();
  }

  private void view(JsonNode view) {
    String pointer = "/view";
    String type = view.path("type").asText();
    if (!type.equals("modal")) {
      problems.add("unsupported type: " + type, pointer + "/type");
    }
    texts.required(view, "title", true, 24, pointer);
    texts.optional(view, "submit", true, 24, pointer);
    texts.optional(view, "close", true, 24, pointer);
    problems.length(view, "private_metadata", 3000, pointer);
    problems.length(view, "callback_id", 255, pointer);
    problems.length(view, "external_id", 255, pointer);
    blocks(view.path("blocks"), VIEW_BLOCKS, pointer + "/blocks");
    for (JsonNode block : view.path("blocks")) {
      if (block.path("type").asText().equals("input") && !view.has("submit")) {
        problems.add("must define `submit` to use an `input` block in modals", pointer);
        return;
      }
    }
  }

  private void blocks(JsonNode blocks, int max, String pointer) {
    if (!blocks.isArray()) {
      problems.add("must provide an array", pointer);
      return;
    }
    if (blocks.size() > max) {
      problems.add("no more than " + max + " items allowed", pointer);
    }
    int index = 0;
    for (JsonNode block : blocks) {
      block(block, max == VIEW_BLOCKS, pointer + "/" + index++);
    }
  }

  private void block(JsonNode block, boolean inView, String pointer) {
    problems.length(block, "block_id", 255, pointer);
    String id = block.path("block_id").asText();
    if (!id.isEmpty() && !blockIds.add(id)) {
      problems.add(
          "`block_id` \"" + id + "\" already exists for another block", pointer + "/block_id");
    }
    String type = block.path("type").asText();
    switch (type) {
      case "section" -> section(block, pointer);
      case "actions" -> actions(block, pointer);
      case "context" -> context(block, pointer);
      case "header" -> texts.required(block, "text", true, 150, pointer);
      case "image" -> image(block, pointer);
      case "input" -> input(block, pointer);
      case "markdown" -> problems.length(block, "text", 12_000, pointer);
      default -> {
        if (!UNCHECKED.contains(type) && !(inView && type.equals("alert"))) {
          problems.add("unsupported type: " + type, pointer + "/type");
        }
      }
    }
  }

  private void section(JsonNode block, String pointer) {
    if (!block.has("text") && !block.has("fields")) {
      problems.missing("text", pointer);
    }
    texts.optional(block, "text", false, 3000, pointer);
    if (block.has("fields")) {
      problems.items(block, "fields", 10, pointer);
      int index = 0;
      for (JsonNode field : block.path("fields")) {
        texts.check(field, false, 2000, pointer + "/fields/" + index++);
      }
    }
    if (block.has("accessory")) {
      elements.accessory(block.path("accessory"), pointer + "/accessory");
    }
  }

  private void actions(JsonNode block, String pointer) {
    problems.items(block, "elements", 25, pointer);
    var actionIds = new HashSet<String>();
    int index = 0;
    for (JsonNode element : block.path("elements")) {
      elements.interactive(element, actionIds, pointer + "/elements/" + index++);
    }
  }

  private void context(JsonNode block, String pointer) {
    problems.items(block, "elements", 10, pointer);
    int index = 0;
    for (JsonNode element : block.path("elements")) {
      String place = pointer + "/elements/" + index++;
      if (element.path("type").asText().equals("image")) {
        elements.image(element, place);
      } else {
        texts.check(element, false, 2000, place);
      }
    }
  }

  private void image(JsonNode block, String pointer) {
    elements.image(block, pointer);
    texts.optional(block, "title", true, 2000, pointer);
  }

  private void input(JsonNode block, String pointer) {
    texts.required(block, "label", true, 2000, pointer);
    texts.optional(block, "hint", true, 2000, pointer);
    if (block.has("element")) {
      elements.any(block.path("element"), new HashSet<>(), pointer + "/element");
    } else {
      problems.missing("element", pointer);
    }
  }
}
