package dev.dre.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Says over HTTP how the process is. The JDK's own server: three pages, read some times a minute,
 * are no reason to give the bot an HTTP library that it does not have.
 */
public final class HealthServer implements AutoCloseable {

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;
  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Readiness readiness;
  private final Metrics metrics;

  private HealthServer(HttpServer server, Readiness readiness, Metrics metrics) {
    this.server = server;
    this.readiness = readiness;
    this.metrics = metrics;
  }

  /**
   * Listens on all addresses: whoever asks is on the node, or in the cluster.
   *
   * @param port 0 for any that is free
   * @throws IllegalStateException when the port is taken
   */
  public static HealthServer start(int port, Readiness readiness, Metrics metrics) {
    try {
      var health =
          new HealthServer(HttpServer.create(new InetSocketAddress(port), 0), readiness, metrics);
      health.server.setExecutor(health.executor);
      health.server.createContext("/", health::answer);
      health.server.start();
      return health;
    } catch (IOException e) {
      throw new IllegalStateException(
          "port %d cannot be listened on (%s): choose another with --health-port, or none with --health-port 0"
              .formatted(port, e.getMessage()),
          e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** An answer, complete. */
  private record Page(int code, String type, String body) {}

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Page page = page(exchange);
      byte[] body = page.body().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", page.type());
      exchange.sendResponseHeaders(page.code(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Page page(HttpExchange exchange) throws JsonProcessingException {
    if (!exchange.getRequestMethod().equals("GET")) {
      return new Page(METHOD_NOT_ALLOWED, PLAIN, "only GET\n");
    }
    return switch (exchange.getRequestURI().getPath()) {
      case "/live" -> new Page(OK, PLAIN, "lives\n");
      case "/ready" -> ready();
      case "/metrics" -> new Page(OK, PROMETHEUS, metrics.text());
      default -> new Page(NOT_FOUND, PLAIN, "There is /live, /ready and /metrics.\n");
    };
  }

  private Page ready() throws JsonProcessingException {
    List<String> lacks;
    try {
      lacks = readiness.lacks();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      lacks = List.of("it is stopping");
    }
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("ready", lacks.isEmpty());
    said.put("lacks", lacks);
    return new Page(
        lacks.isEmpty() ? OK : UNAVAILABLE, JSON, MAPPER.writeValueAsString(said) + "\n");
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
