package dev.dre.sandbox.slack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A request whose body has arrived, with the parts of its path that a route named. */
public record HttpCall(HttpServerRequest request, Map<String, String> path, Buffer body) {

  /** The part of the path that the route calls {@code name}. */
  public String path(String name) {
    return Objects.requireNonNull(path.get(name), name);
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(request.getParam(name)).filter(value -> !value.isEmpty());
  }

  /** The body as a JSON object; an empty body is an empty object. */
  public Optional<ObjectNode> json() {
    if (body.length() == 0) {
      return Optional.of(Json.object());
    }
    Optional<JsonNode> parsed = Json.parse(body.toString());
    return parsed.filter(JsonNode::isObject).map(ObjectNode.class::cast);
  }
}
