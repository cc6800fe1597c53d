package dev.dre.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a person gets to see of what they just did.
 *
 * @param error what Slack shows when it went wrong; empty otherwise
 * @param ackedAfter how long the app took
 * @param errors what a dialog asks to put right, by block id
 * @param responseAction what a dialog did: errors, update, push, clear; empty otherwise
 */
public record SlackAnswer(
    boolean ok,
    String error,
    Duration ackedAfter,
    Map<String, String> errors,
    String responseAction) {

  static SlackAnswer of(JsonNode json) {
    var errors = new LinkedHashMap<String, String>();
    json.path("errors").properties().forEach(e -> errors.put(e.getKey(), e.getValue().asText()));
    return new SlackAnswer(
        json.path("ok").asBoolean(),
        json.path("error").asText(),
        Duration.ofMillis(json.path("acked_ms").asLong()),
        errors,
        json.path("response_action").asText());
  }
}
