package dev.dre.sandbox.slack.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.blocks.Problems;
import dev.dre.sandbox.slack.wire.Json;
import java.util.List;

/** A refusal in Slack's way: an error code, and where that helps what exactly is wrong. */
public final class SlackProblem extends RuntimeException {
  private final String code;
  private final List<String> details;

  public SlackProblem(String code, String... details) {
    this(code, List.of(details));
  }

  private SlackProblem(String code, List<String> details) {
    super(code + (details.isEmpty() ? "" : " " + details));
    this.code = code;
    this.details = List.copyOf(details);
  }

  public static SlackProblem withPlaces(String code, List<Problems.Problem> problems) {
    return new SlackProblem(code, problems.stream().map(Problems.Problem::toString).toList());
  }

  public static SlackProblem missingArgument(String name) {
    return new SlackProblem("invalid_arguments", "missing required field: " + name);
  }

  public String code() {
    return code;
  }

  public ObjectNode asJson() {
    ObjectNode json = Json.object().put("ok", false).put("error", code);
    if (!details.isEmpty()) {
      if (code.equals("invalid_blocks")) {
        ArrayNode errors = json.putArray("errors");
        details.forEach(errors::add);
      }
      ArrayNode messages = json.putObject("response_metadata").putArray("messages");
      details.forEach(detail -> messages.add("[ERROR] " + detail));
    }
    return json;
  }
}
