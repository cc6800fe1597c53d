package dev.dre.sandbox.slack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.TreeMap;

/** What goes back over HTTP. */
public record HttpAnswer(int status, Map<String, String> headers, Buffer body) {

  public static HttpAnswer json(JsonNode body) {
    return json(200, body);
  }

  public static HttpAnswer json(int status, JsonNode body) {
    return new HttpAnswer(
        status,
        Map.of("Content-Type", "application/json; charset=utf-8"),
        Buffer.buffer(Json.write(body)));
  }

  /** {@code {"ok":false,"error":…}}. */
  public static HttpAnswer refusal(int status, String error) {
    return json(status, Json.object().put("ok", false).put("error", error));
  }

  public static HttpAnswer text(int status, String contentType, String text) {
    return new HttpAnswer(status, Map.of("Content-Type", contentType), Buffer.buffer(text));
  }

  public HttpAnswer withHeader(String name, String value) {
    var all = new TreeMap<>(headers);
    all.put(name, value);
    return new HttpAnswer(status, Map.copyOf(all), body);
  }

  /** Whoever asked may be gone already; that is no trouble of ours. */
  public void sendTo(HttpServerResponse response) {
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(status);
    headers.forEach(response::putHeader);
    response.end(body);
  }
}
