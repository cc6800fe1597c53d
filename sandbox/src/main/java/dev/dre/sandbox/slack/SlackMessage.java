package dev.dre.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dre.sandbox.slack.blocks.BlockTexts;
import dev.dre.sandbox.slack.blocks.Elements;
import java.util.ArrayList;
import java.util.List;

/**
 * A message as one person sees it.
 *
 * @param json as Slack has it, with {@code channel}, {@code author} and {@code ephemeral} added
 */
public record SlackMessage(JsonNode json) {

  public String ts() {
    return json.path("ts").asText();
  }

  /** The channel's id. */
  public String channel() {
    return json.path("channel").asText();
  }

  /** What notifications and screen readers say. */
  public String text() {
    return json.path("text").asText();
  }

  /**
   * Everything that is to be read in the blocks, one text a line; the text where there are no
   * blocks.
   */
  public String shown() {
    JsonNode blocks = json.path("blocks");
    return blocks.isEmpty() ? text() : String.join("\n", BlockTexts.of(blocks));
  }

  /** Whether only this person sees it. */
  public boolean ephemeral() {
    return json.path("ephemeral").asBoolean();
  }

  public boolean fromBot() {
    return json.path("author").path("bot").asBoolean();
  }

  /** The name of whoever wrote it. */
  public String author() {
    return json.path("author").path("name").asText();
  }

  /** The files it shows. */
  public List<SlackFile> files() {
    var files = new ArrayList<SlackFile>();
    json.path("files").forEach(file -> files.add(SlackFile.of(file)));
    return List.copyOf(files);
  }

  public int replyCount() {
    return json.path("reply_count").asInt();
  }

  /** The action ids of all that can be clicked in it now. */
  public List<String> actions() {
    return Elements.in(json.path("blocks")).stream().map(Elements.Placed::actionId).toList();
  }
}
