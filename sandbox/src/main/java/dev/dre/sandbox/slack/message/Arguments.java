package dev.dre.sandbox.slack.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dre.sandbox.slack.wire.Json;
import java.util.Optional;

/**
 * What a call was given, however it came: in a form every value is text, in JSON it may be a
 * structure.
 */
public record Arguments(ObjectNode values) {

  public Optional<String> text(String name) {
    return Json.text(values, name);
  }

  public String required(String name) {
    return text(name).orElseThrow(() -> SlackProblem.missingArgument(name));
  }

  public boolean has(String name) {
    return values.has(name) && !values.path(name).isNull();
  }

  public boolean flag(String name) {
    String value = values.path(name).asText();
    return value.equals("true") || value.equals("1");
  }

  public int number(String name, int otherwise, String problem) {
    Optional<String> value = text(name);
    try {
      return value.map(Integer::parseInt).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw new SlackProblem(problem);
    }
  }

  /** A list; empty when it was not given. */
  public Optional<ArrayNode> list(String name, String problem) {
    Optional<JsonNode> node = structure(name, problem);
    if (node.isPresent() && !node.get().isArray()) {
      throw new SlackProblem(problem);
    }
    return node.map(ArrayNode.class::cast);
  }

  /** An object; empty when it was not given. */
  public Optional<ObjectNode> object(String name, String problem) {
    Optional<JsonNode> node = structure(name, problem);
    if (node.isPresent() && !node.get().isObject()) {
      throw new SlackProblem(problem);
    }
    return node.map(ObjectNode.class::cast);
  }

  private Optional<JsonNode> structure(String name, String problem) {
    JsonNode value = values.path(name);
    if (value.isMissingNode() || value.isNull() || value.equals(TextNode.valueOf(""))) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      return Optional.of(value);
    }
    return Optional.of(Json.parse(value.asText()).orElseThrow(() -> new SlackProblem(problem)));
  }
}
