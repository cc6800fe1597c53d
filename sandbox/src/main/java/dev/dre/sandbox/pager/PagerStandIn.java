package dev.dre.sandbox.pager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A receiver of webhooks as pagers have one: a POST opens an incident or resolves it, and the same
 * request once more changes nothing. A GET shows all of them, the newest first.
 */
public final class PagerStandIn implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  // By their idempotency key, in the order in which they came.
  private final Map<String, JsonNode> received = new LinkedHashMap<>();
  private boolean failing;

  private PagerStandIn(HttpServer server) {
    this.server = server;
  }

  /** Listens on 127.0.0.1; {@code port} 0 chooses one. */
  public static PagerStandIn start(int port) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    var pager = new PagerStandIn(server);
    server.createContext("/", pager::handle);
    server.start();
    return pager;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Everything that came, the oldest first. */
  public synchronized List<JsonNode> received() {
    return List.copyOf(received.values());
  }

  /** Answers with 500 from now on, or no longer. */
  public synchronized void fails(boolean now) {
    failing = now;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("POST")) {
        answer(exchange, take(exchange), "");
      } else {
        answer(exchange, 200, page());
      }
    }
  }

  private synchronized int take(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    if (failing) {
      return 500;
    }
    String key =
        Objects.requireNonNullElse(
            exchange.getRequestHeaders().getFirst("Idempotency-Key"), "none " + received.size());
    received.putIfAbsent(key, body);
    return 202;
  }

  private static void answer(HttpExchange exchange, int status, String page) throws IOException {
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private String page() {
    var incidents = incidents();
    var rows = new StringBuilder();
    incidents.forEach(
        i ->
            rows.append(
                "<tr><td>%s<td>%s<td>%s<td>%s"
                    .formatted(
                        i.status(), i.last().path("severity").asText(), i.at(), i.summary())));
    return """
        <!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="3">
        <meta name="color-scheme" content="light dark"><title>Pager of the sandbox</title>
        <style>body{font:15px system-ui;margin:2rem;max-width:70rem}td,th{padding:.4rem .8rem;text-align:left;vertical-align:top}</style>
        <h1>Pager of the sandbox</h1><p>What dre would have woken somebody for, the newest first.</p>
        <table><tr><th>Status<th>Severity<th>Since<th>What%s</table>%s
        """
        .formatted(rows, incidents.isEmpty() ? "<p>Nothing yet: everybody sleeps.</p>" : "");
  }

  /** A trouble with what became of it. */
  private record Shown(JsonNode trouble, JsonNode last) {

    String status() {
      return last.path("status").asText().equals("resolved") ? "✓ over" : "▲ open";
    }

    String at() {
      return trouble.path("at").asText();
    }

    String summary() {
      return trouble.path("summary").asText().replace("&", "&amp;").replace("<", "&lt;");
    }
  }

  private synchronized Collection<Shown> incidents() {
    var shown = new LinkedHashMap<String, Shown>();
    for (JsonNode one : received.values()) {
      String key = one.path("key").asText();
      boolean resolved = one.path("status").asText().equals("resolved");
      Shown before = shown.remove(key);
      shown.putFirst(key, new Shown(resolved && before != null ? before.trouble() : one, one));
    }
    return shown.values();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
