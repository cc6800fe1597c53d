package dev.dre.sandbox.slack.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.wire.Json;
import java.util.Map;
import java.util.Optional;

/**
 * What a person gets to see of what they did.
 *
 * @param ackMillis how long the app took; empty when it was not asked, or did not answer
 * @param error empty when it went well
 * @param responseAction what a dialog did: errors, update, push, clear; empty otherwise
 * @param errors what to put right, by block id
 */
public record Outcome(
    Optional<Long> ackMillis, String error, String responseAction, Map<String, String> errors) {

  static Outcome done() {
    return new Outcome(Optional.empty(), "", "", Map.of());
  }

  static Outcome acked(long millis) {
    return new Outcome(Optional.of(millis), "", "", Map.of());
  }

  static Outcome failed(String error) {
    return new Outcome(Optional.empty(), error, "", Map.of());
  }

  static Outcome dialog(long millis, String responseAction) {
    return new Outcome(Optional.of(millis), "", responseAction, Map.of());
  }

  static Outcome toPutRight(Optional<Long> ackMillis, Map<String, String> errors) {
    return new Outcome(ackMillis, "", "errors", errors);
  }

  public ObjectNode asJson() {
    ObjectNode json = Json.object().put("ok", error.isEmpty() && errors.isEmpty());
    ackMillis.ifPresent(millis -> json.put("acked_ms", millis));
    if (!error.isEmpty()) {
      json.put("error", error);
    }
    if (!responseAction.isEmpty()) {
      json.put("response_action", responseAction);
    }
    if (!errors.isEmpty()) {
      ObjectNode list = json.putObject("errors");
      errors.forEach(list::put);
    }
    return json;
  }
}
