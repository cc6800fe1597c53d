package dev.dre.worker.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Notes what it is asked as an API server's authorizer would put it, and has one Job. */
final class RecordingApiServer implements AutoCloseable {

  static final String UID = "11111111-2222-3333-4444-555555555555";

  private static final String JOB =
      """
      {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"a-job","namespace":"dre-jobs","uid":"%s",
       "annotations":{"dre.dev/request-id":"request"}}}"""
          .formatted(UID);
  private static final String NAMESPACE =
      """
      {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"dre-jobs","uid":"%s"}}"""
          .formatted(UID);
  private static final String FORBIDDEN =
      """
      {"apiVersion":"v1","kind":"Status","status":"Failure","reason":"Forbidden","code":403,
       "message":"jobs.batch is forbidden"}""";
  private static final String NOTHING =
      """
      {"apiVersion":"v1","kind":"List","metadata":{},"items":[]}""";

  private final HttpServer server;
  private final Set<String> asked = new TreeSet<>();
  private boolean forbids;

  private RecordingApiServer(HttpServer server) {
    this.server = server;
  }

  static RecordingApiServer start() throws IOException {
    var recording =
        new RecordingApiServer(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    recording.server.createContext("/", recording::answer);
    recording.server.start();
    return recording;
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  ClusterGateway gateway() {
    return new Fabric8ClusterGateway(
        new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder().withMasterUrl(url()).build())
            .build());
  }

  /** From now on everything is forbidden, as without a RoleBinding. */
  synchronized void forbid() {
    forbids = true;
  }

  /** Such as {@code batch/jobs create} or {@code /pods list}. */
  synchronized Set<String> asked() {
    return new TreeSet<>(asked);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    List<String> parts = new ArrayList<>(Arrays.asList(path.substring(1).split("/")));
    // api/v1/namespaces/N/… or apis/GROUP/v1/namespaces/N/…
    String group = parts.get(0).equals("api") ? "" : parts.get(1);
    List<String> below = parts.subList(parts.indexOf("namespaces") + 2, parts.size());
    // The namespace itself: the authorizer takes it for a resource in it.
    List<String> rest = below.isEmpty() ? List.of("namespaces", "itself") : below;
    boolean named = rest.size() > 1;
    String resource = rest.get(0) + (rest.size() > 2 ? "/" + rest.get(2) : "");
    String verb = verb(exchange, named);
    asked.add(group + "/" + resource + " " + verb);
    String body =
        switch (resource) {
          case "jobs" -> JOB;
          case "pods/log" -> "the last line";
          case "namespaces" -> NAMESPACE;
          default -> NOTHING;
        };
    byte[] bytes = (forbids ? FORBIDDEN : body).getBytes(UTF_8);
    exchange
        .getResponseHeaders()
        .add("Content-Type", resource.equals("pods/log") ? "text/plain" : "application/json");
    exchange.sendResponseHeaders(forbids ? 403 : verb.equals("create") ? 201 : 200, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static String verb(HttpExchange exchange, boolean named) {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    return switch (exchange.getRequestMethod()) {
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> named ? "delete" : "deletecollection";
      default -> query.contains("watch=true") ? "watch" : named ? "get" : "list";
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
