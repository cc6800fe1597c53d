package dev.dre.sandbox.slack.wire;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the handler of a request by method and path; {@code {name}} takes one part, {@code {name*}}
 * the rest.
 */
public final class Routes implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
  private static final Set<String> LOCAL_NAMES = Set.of("127.0.0.1", "localhost");
  private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

  /** Answers a request, at once or later. */
  @FunctionalInterface
  public interface Answerer {
    Future<HttpAnswer> answer(HttpCall call);
  }

  /** Keeps the response open and writes to it itself. */
  @FunctionalInterface
  public interface Streamer {
    void stream(HttpServerRequest request, Map<String, String> path);
  }

  private record Route(HttpMethod method, List<String> parts, Streamer streamer) {}

  private final List<Route> routes = new ArrayList<>();

  public Routes on(HttpMethod method, String path, Answerer answerer) {
    return stream(method, path, (request, names) -> readAndAnswer(request, names, answerer));
  }

  public Routes stream(HttpMethod method, String path, Streamer streamer) {
    routes.add(new Route(method, parts(path), streamer));
    return this;
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (cameFromAnotherSite(request)) {
      HttpAnswer.refusal(403, "requests from other sites are refused").sendTo(request.response());
      return;
    }
    List<String> parts = parts(Optional.ofNullable(request.path()).orElse("/"));
    for (Route route : routes) {
      if (route.method().equals(request.method())) {
        Optional<Map<String, String>> names = match(route.parts(), parts);
        if (names.isPresent()) {
          route.streamer().stream(request, names.get());
          return;
        }
      }
    }
    HttpAnswer.refusal(404, "nothing here: " + request.method() + " " + request.path())
        .sendTo(request.response());
  }

  private static void readAndAnswer(
      HttpServerRequest request, Map<String, String> names, Answerer answerer) {
    if (tooLarge(request)) {
      HttpAnswer.refusal(413, "the body is too large").sendTo(request.response());
      return;
    }
    request
        .body()
        .compose(body -> answerer.answer(new HttpCall(request, names, body)))
        .onSuccess(answer -> answer.sendTo(request.response()))
        .onFailure(e -> fail(request, e));
  }

  private static void fail(HttpServerRequest request, Throwable e) {
    if (e instanceof Refusal refusal) {
      HttpAnswer.refusal(refusal.status(), refusal.error()).sendTo(request.response());
      return;
    }
    LOG.error("{} {} failed", request.method(), request.path(), e);
    HttpAnswer.refusal(500, "the stand-in itself failed: " + e).sendTo(request.response());
  }

  // A page of another site could otherwise act as people here through the visitor's browser:
  // directly, or under a
  // name of its own that leads to this machine.
  private static boolean cameFromAnotherSite(HttpServerRequest request) {
    HostAndPort asked = request.authority();
    if (asked == null || !LOCAL_NAMES.contains(asked.host())) {
      return true;
    }
    String origin = request.getHeader("Origin");
    return origin != null && !origin.equals("http://" + asked);
  }

  private static boolean tooLarge(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length != null && (length.length() > 9 || Long.parseLong(length) > MAX_BODY_BYTES);
  }

  private static Optional<Map<String, String>> match(List<String> pattern, List<String> parts) {
    var names = new HashMap<String, String>();
    for (int i = 0; i < pattern.size(); i++) {
      String wanted = pattern.get(i);
      if (wanted.endsWith("*}")) {
        names.put(
            wanted.substring(1, wanted.length() - 2),
            String.join("/", parts.subList(i, parts.size())));
        return Optional.of(names);
      }
      if (i >= parts.size()) {
        return Optional.empty();
      }
      if (wanted.startsWith("{")) {
        names.put(wanted.substring(1, wanted.length() - 1), parts.get(i));
      } else if (!wanted.equals(parts.get(i))) {
        return Optional.empty();
      }
    }
    return pattern.size() == parts.size() ? Optional.of(names) : Optional.empty();
  }

  private static List<String> parts(String path) {
    var parts = new ArrayList<String>();
    for (String part : path.split("/", -1)) {
      if (!part.isEmpty()) {
        parts.add(part.contains("%") ? URLDecoder.decode(part, StandardCharsets.UTF_8) : part);
      }
    }
    return parts;
  }
}
