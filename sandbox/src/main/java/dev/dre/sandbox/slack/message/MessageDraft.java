package dev.dre.sandbox.slack.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.blocks.BlockForm;
import dev.dre.sandbox.slack.blocks.BlockRules;
import dev.dre.sandbox.slack.blocks.Problems;
import dev.dre.sandbox.slack.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What an app wants to say, within Slack's limits.
 *
 * @param metadata present but empty: remove what is there
 */
public record MessageDraft(
    Optional<String> text,
    Optional<ArrayNode> blocks,
    Optional<ArrayNode> attachments,
    Optional<ObjectNode> metadata) {
  private static final int MAX_TEXT = 40_000;
  private static final int MAX_MARKDOWN = 12_000;
  // Neither is documented as a number; both were seen by others.
  private static final int MAX_BLOCK_TEXT = 13_200;
  private static final int MAX_METADATA_BYTES = 16 * 1024;

  /**
   * Reads {@code text}, {@code markdown_text}, {@code blocks}, {@code attachments} and {@code
   * metadata}.
   */
  public static MessageDraft from(Arguments arguments) {
    Optional<ArrayNode> blocks = blocks(arguments);
    Optional<ArrayNode> attachments = arguments.list("attachments", "invalid_attachments");
    if (attachments.isPresent() && attachments.get().size() > 100) {
      throw new SlackProblem("too_many_attachments");
    }
    Optional<String> text = arguments.text("text");
    Optional<String> markdown = arguments.text("markdown_text");
    if (markdown.isPresent()) {
      if (text.isPresent() || blocks.isPresent()) {
        throw new SlackProblem("markdown_text_conflict");
      }
      if (markdown.get().length() > MAX_MARKDOWN) {
        throw new SlackProblem("msg_too_long");
      }
      text = markdown;
    }
    return new MessageDraft(text.map(MessageDraft::cut), blocks, attachments, metadata(arguments));
  }

  /** Whether there is anything to show. */
  public boolean saysNothing() {
    return text.isEmpty()
        && (blocks.isEmpty() || blocks.get().isEmpty())
        && (attachments.isEmpty() || attachments.get().isEmpty());
  }

  public MessageDraft orNoText() {
    if (saysNothing()) {
      throw new SlackProblem("no_text");
    }
    return this;
  }

  private static String cut(String text) {
    return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
  }

  private static Optional<ArrayNode> blocks(Arguments arguments) {
    Optional<ArrayNode> blocks = arguments.list("blocks", "invalid_blocks_format");
    if (blocks.isPresent()) {
      List<Problems.Problem> problems = BlockRules.ofMessage(blocks.get());
      if (!problems.isEmpty()) {
        throw SlackProblem.withPlaces("invalid_blocks", problems);
      }
      if (BlockRules.textLength(blocks.get()) > MAX_BLOCK_TEXT) {
        throw new SlackProblem("msg_blocks_too_long");
      }
    }
    return blocks.map(BlockForm::of);
  }

  private static Optional<ObjectNode> metadata(Arguments arguments) {
    Optional<ObjectNode> metadata = arguments.object("metadata", "invalid_metadata_format");
    if (metadata.isEmpty() || metadata.get().isEmpty()) {
      return metadata;
    }
    ObjectNode given = metadata.get();
    if (!given.path("event_type").isTextual() || !given.path("event_payload").isObject()) {
      throw new SlackProblem("invalid_metadata_format");
    }
    if (Json.write(given).getBytes(StandardCharsets.UTF_8).length > MAX_METADATA_BYTES) {
      throw new SlackProblem("metadata_too_large");
    }
    return metadata;
  }
}
