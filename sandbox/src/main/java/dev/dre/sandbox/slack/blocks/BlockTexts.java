package dev.dre.sandbox.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All that is to be read in blocks. */
public final class BlockTexts {

  private BlockTexts() {}

  /** In reading order: paragraphs, labels, what is written on buttons. */
  public static List<String> of(JsonNode blocks) {
    var texts = new ArrayList<String>();
    collect(blocks, texts);
    return List.copyOf(texts);
  }

  private static void collect(JsonNode node, List<String> texts) {
    if (node.isArray()) {
      node.forEach(item -> collect(item, texts));
      return;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getKey().equals("text") && field.getValue().isTextual()) {
        texts.add(field.getValue().asText());
      } else {
        collect(field.getValue(), texts);
      }
    }
  }
}
