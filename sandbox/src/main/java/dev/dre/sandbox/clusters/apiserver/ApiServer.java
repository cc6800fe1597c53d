package dev.dre.sandbox.clusters.apiserver;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.PfxOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP side of a cluster, on 127.0.0.1 only. Each request needs the cluster's token: whoever
 * can reach the port could otherwise run programs as whoever started the sandbox, web pages in a
 * browser included.
 */
public final class ApiServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
  private static final String HOST = "127.0.0.1";

  /** The first TLS server of a process takes seconds on a machine that is busy. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final long FOLLOW_MILLIS = 100;

  private final Vertx vertx;
  private final Store store;
  private final ApiRoutes routes;
  private final ServerCertificate certificate;
  private final String token;
  private final int port;
  private @Nullable HttpServer listening;
  private volatile boolean answering = true;
  private volatile Duration delay = Duration.ZERO;

  private ApiServer(
      Store store, ApiRoutes routes, ServerCertificate certificate, String token, int port) {
    this.store = store;
    this.routes = routes;
    this.certificate = certificate;
    this.token = token;
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(4)
                .setInternalBlockingPoolSize(1));
    var server = listenOrClose(port);
    this.listening = server;
    this.port = server.actualPort();
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for a free one
   */
  public static ApiServer start(
      Store store, ApiRoutes routes, ServerCertificate certificate, String token, int port) {
    return new ApiServer(store, routes, certificate, token, port);
  }

  public String url() {
    return "https://" + HOST + ":" + port;
  }

  public int port() {
    return port;
  }

  /** From now on connections are refused, and those that are open are closed. */
  public synchronized void refuseConnections() {
    var server = listening;
    if (server != null) {
      await(server.close());
      listening = null;
    }
  }

  public synchronized void acceptConnections() {
    if (listening == null) {
      listening = listen(port);
    }
  }

  /** Whether requests are answered as usual, or all with 503. */
  public void setAnswering(boolean answering) {
    this.answering = answering;
  }

  /** How long each request waits before anything happens. */
  public void setDelay(Duration delay) {
    this.delay = delay;
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  private HttpServer listenOrClose(int onPort) {
    try {
      return listen(onPort);
    } catch (RuntimeException e) {
      await(vertx.close());
      throw e;
    }
  }

  private HttpServer listen(int onPort) {
    var options =
        new HttpServerOptions()
            .setHost(HOST)
            .setPort(onPort)
            .setSsl(true)
            .setKeyCertOptions(
                new PfxOptions()
                    .setPath(certificate.file().toString())
                    .setPassword(ServerCertificate.PASSWORD));
    var server = vertx.createHttpServer(options).requestHandler(this::receive);
    return await(server.listen());
  }

  private void receive(HttpServerRequest request) {
    if (request.headers().contains("Upgrade", "websocket", true)) {
      // Has to be accepted before anything of the request is read.
      answerWebSocket(request);
      return;
    }
    request
        .body()
        .onSuccess(
            body -> {
              if (delay.isZero()) {
                answer(request, body);
              } else {
                vertx.setTimer(delay.toMillis(), t -> answer(request, body));
              }
            });
  }

  private void answer(HttpServerRequest request, Buffer body) {
    Callable<ApiResponse> work = () -> routed(request, body.toString());
    vertx
        .executeBlocking(work, false)
        .onSuccess(answer -> send(request.response(), answer))
        .onFailure(
            problem -> {
              LOG.error("{} {} went wrong", request.method(), request.path(), problem);
              send(request.response(), refusal(ApiError.internal(problem.toString())));
            });
  }

  private ApiResponse routed(HttpServerRequest request, String body) {
    try {
      if (!answering) {
        throw ApiError.unavailable();
      }
      String path = String.valueOf(request.path());
      AccessGate.check(token, request.getHeader("Authorization"), path);
      return routes.answer(
          new ApiRequest(
              request.method().name(),
              path,
              query(request),
              Objects.requireNonNullElse(request.getHeader("Content-Type"), "application/json"),
              body));
    } catch (ApiError e) {
      return refusal(e);
    }
  }

  private static Map<String, String> query(HttpServerRequest request) {
    var query = new LinkedHashMap<String, String>();
    request.params().forEach(p -> query.put(p.getKey(), p.getValue()));
    return query;
  }

  private static ApiResponse refusal(ApiError error) {
    return new ApiResponse.Json(error.code(), error.status());
  }

  private void send(HttpServerResponse response, ApiResponse answer) {
    if (response.closed()) {
      return;
    }
    switch (answer) {
      case ApiResponse.Json json ->
          response
              .setStatusCode(json.code())
              .putHeader("Content-Type", "application/json")
              .end(json.body().toString());
      case ApiResponse.Text text ->
          response.putHeader("Content-Type", "text/plain").end(text.body());
      case ApiResponse.FollowedLog log -> stream(response, log.follower());
      case ApiResponse.Watch watch -> stream(response, watch);
    }
  }

  private void stream(HttpServerResponse response, PodLogs.Follower follower) {
    response.setChunked(true).putHeader("Content-Type", "text/plain");
    response.writeHead();
    long timer =
        vertx.setPeriodic(
            1,
            FOLLOW_MILLIS,
            id -> {
              byte[] next = follower.next();
              if (next == null) {
                vertx.cancelTimer(id);
                response.end();
              } else if (next.length > 0) {
                response.write(Buffer.buffer(next));
              }
            });
    response.closeHandler(v -> vertx.cancelTimer(timer));
  }

  private void stream(HttpServerResponse response, ApiResponse.Watch watch) {
    response.setChunked(true).putHeader("Content-Type", "application/json");
    response.writeHead();
    var context = vertx.getOrCreateContext();
    var stream =
        WatchStream.open(store, watch, e -> context.runOnContext(v -> response.write(e + "\n")));
    if (stream.isEmpty()) {
      context.runOnContext(v -> response.end());
      return;
    }
    response.closeHandler(v -> stream.get().close());
    endAfter(watch, context, response::end);
  }

  private void answerWebSocket(HttpServerRequest request) {
    ApiResponse answer = routed(request, "");
    if (!(answer instanceof ApiResponse.Watch watch)) {
      send(request.response(), answer);
      return;
    }
    request.toWebSocket().onSuccess(socket -> stream(socket, watch));
  }

  private void stream(ServerWebSocket socket, ApiResponse.Watch watch) {
    var context = vertx.getOrCreateContext();
    var stream =
        WatchStream.open(store, watch, e -> context.runOnContext(v -> socket.writeTextMessage(e)));
    if (stream.isEmpty()) {
      context.runOnContext(v -> socket.close());
      return;
    }
    socket.closeHandler(v -> stream.get().close());
    endAfter(watch, context, socket::close);
  }

  private void endAfter(ApiResponse.Watch watch, Context context, Runnable end) {
    if (watch.seconds() < TimeUnit.DAYS.toSeconds(1)) {
      vertx.setTimer(
          Math.max(1, watch.seconds() * 1000), t -> context.runOnContext(v -> end.run()));
    }
  }

  private static <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }
}
