package dev.dre.sandbox.clusters.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A request as far as it matters here.
 *
 * @param path decoded, without the query
 * @param query decoded; the last value of each
 */
record ApiRequest(
    String method, String path, Map<String, String> query, String contentType, String body) {

  /** Empty when it is not there. */
  String query(String name) {
    return query.getOrDefault(name, "");
  }

  boolean asks(String name) {
    return query(name).equals("true") || query(name).equals("1");
  }

  /** A deletion may say it in its body. */
  boolean isDryRun() {
    return query("dryRun").equals("All")
        || (method.equals("DELETE")
            && !body.isBlank()
            && json().path("dryRun").path(0).asText().equals("All"));
  }

  ObjectNode json() {
    if (body.isBlank()) {
      throw ApiError.badRequest("a JSON object is required in the body");
    }
    if (!contentType.contains("json")) {
      throw ApiError.unsupportedMediaType(
          "the body of the request was in an unknown format - accepted media types include:"
              + " application/json");
    }
    try {
      return Models.parse(body);
    } catch (UncheckedIOException e) {
      throw ApiError.badRequest(
          "the object provided is unrecognized (must be of type JSON): " + e.getMessage());
    }
  }
}
