package dev.dre.sandbox.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A page where maintenance is announced. A POST to {@code /windows} opens a window, once for each
 * idempotency key; a GET says how many are open.
 */
public final class StatusPage implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  // By their idempotency key, in the order in which they came.
  private final Map<String, JsonNode> windows = new LinkedHashMap<>();

  private StatusPage(HttpServer server) {
    this.server = server;
  }

  /** Listens on 127.0.0.1; {@code port} 0 chooses one. */
  public static StatusPage start(int port) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    var page = new StatusPage(server);
    server.createContext("/windows", page::handle);
    server.start();
    return page;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** How many windows were opened. */
  public synchronized int open() {
    return windows.size();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestMethod()) {
        case "POST" -> answer(exchange, 201, open(exchange));
        case "GET" -> answer(exchange, 200, Map.of("open", open()));
        default -> answer(exchange, 405, Map.of("error", "only GET and POST"));
      }
    }
  }

  private synchronized Map<String, Object> open(HttpExchange exchange) throws IOException {
    JsonNode asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String key =
        Objects.requireNonNullElse(
            exchange.getRequestHeaders().getFirst("Idempotency-Key"), "none " + windows.size());
    windows.putIfAbsent(key, asked);
    return Map.of("id", "window-" + (windows.keySet().stream().toList().indexOf(key) + 1));
  }

  private static void answer(HttpExchange exchange, int status, Map<String, Object> says)
      throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(says);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
