package dev.dre.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dre.sandbox.slack.blocks.BlockTexts;

/**
 * A dialog that a person has open.
 *
 * @param json as Slack has it
 */
public record SlackView(JsonNode json) {

  public String id() {
    return json.path("id").asText();
  }

  public String callbackId() {
    return json.path("callback_id").asText();
  }

  public String title() {
    return json.path("title").path("text").asText();
  }

  /** Everything that is to be read in it, one text a line. */
  public String shown() {
    return String.join("\n", BlockTexts.of(json.path("blocks")));
  }
}
