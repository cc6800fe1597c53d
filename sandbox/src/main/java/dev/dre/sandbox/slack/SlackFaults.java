package dev.dre.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.wire.Json;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes Slack misbehave, and counts what it was asked. */
public final class SlackFaults {
  private final StandInClient client;

  public SlackFaults(URI standIn) {
    this.client = new StandInClient(standIn);
  }

  /** The next {@code times} calls of {@code method} ({@code *}: of any) get this HTTP status. */
  public void answers(String method, int status, int times) {
    post(call(method).put("status", status).put("times", times));
  }

  /** Calls of {@code method} get this HTTP status for a while. */
  public void answersFor(String method, int status, Duration time) {
    post(call(method).put("status", status).put("for_seconds", time.toMillis() / 1000.0));
  }

  /** Every call of any method gets this HTTP status, until {@link #clear(String)}. */
  public void answersAll(String name, int status) {
    post(call("*").put("status", status).put("name", name));
  }

  /** Every call of any method takes this much longer, until {@link #clear(String)}. */
  public void delaysAll(String name, Duration delay) {
    post(call("*").put("delay_ms", delay.toMillis()).put("name", name));
  }

  /** The next {@code times} calls take effect, and whoever called hears of a failure. */
  public void losesAnswers(String method, int times) {
    post(call(method).put("status", 503).put("after", true).put("times", times));
  }

  /** The next {@code times} calls are refused in Slack's way. */
  public void refuses(String method, String error, int times) {
    post(call(method).put("ok_false", error).put("times", times));
  }

  /** The next {@code times} calls take this much longer. */
  public void delays(String method, Duration delay, int times) {
    post(call(method).put("delay_ms", delay.toMillis()).put("times", times));
  }

  public void dropsAcks(int times) {
    post(Json.object().put("socket", "drop_ack").put("times", times));
  }

  public void dropsEnvelopes(int times) {
    post(Json.object().put("socket", "drop_envelope").put("times", times));
  }

  public void duplicatesEnvelopes(int times) {
    post(Json.object().put("socket", "duplicate").put("times", times));
  }

  /**
   * Asks the app to leave its sockets.
   *
   * @param reason warning, refresh_requested, link_disabled, too_many_websockets
   */
  public void disconnects(String reason) {
    post(Json.object().put("socket", "disconnect").put("reason", reason));
  }

  /** Cuts the app's sockets without a word. */
  public void dropsConnections() {
    post(Json.object().put("socket", "drop"));
  }

  public void clear() {
    client.delete("/faults");
  }

  /** Ends what was begun with this name, and nothing else. */
  public void clear(String name) {
    client.delete("/faults?name=" + name);
  }

  /** The arguments of every call of {@code method} so far, oldest first. */
  public List<JsonNode> calls(String method) {
    var calls = new ArrayList<JsonNode>();
    client.get("/calls?method=" + method).path("calls").forEach(calls::add);
    return List.copyOf(calls);
  }

  private static ObjectNode call(String method) {
    return Json.object().put("method", method);
  }

  private void post(ObjectNode fault) {
    client.post("/faults", fault);
  }
}
