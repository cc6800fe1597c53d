package dev.dre.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A file as a message shows it.
 *
 * @param name with its ending
 * @param type Slack's word for it, such as {@code csv}
 * @param size in bytes
 */
public record SlackFile(String id, String name, String title, String type, int size) {

  static SlackFile of(JsonNode json) {
    return new SlackFile(
        json.path("id").asText(),
        json.path("name").asText(),
        json.path("title").asText(),
        json.path("filetype").asText(),
        json.path("size").asInt());
  }
}
