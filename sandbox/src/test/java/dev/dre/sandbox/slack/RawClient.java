package dev.dre.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dre.sandbox.slack.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** Plain HTTP, for what the official client would never send. */
final class RawClient {
  static final HttpClient HTTP = HttpClient.newHttpClient();

  private RawClient() {}

  static HttpResponse<String> post(URI url, String type, String body, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static JsonNode json(HttpResponse<String> response) {
    return Json.parse(response.body())
        .orElseThrow(() -> new AssertionError("not JSON: " + response.body()));
  }
}
