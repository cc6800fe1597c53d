package dev.dre.sandbox.slack.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.faults.Fault;
import dev.dre.sandbox.slack.faults.Faults;
import dev.dre.sandbox.slack.wire.HttpAnswer;
import dev.dre.sandbox.slack.wire.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The app's WebSockets. An envelope goes to any one of them, as on Slack: never to all. */
public final class SocketMode {
  private static final Logger LOG = LoggerFactory.getLogger(SocketMode.class);
  private static final int MAX_SOCKETS = 10;
  // Clients that saw one ping expect the next within 30 seconds.
  private static final Duration PING_EVERY = Duration.ofSeconds(10);
  private static final Duration CLOSE_AFTER_WARNING = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Faults faults;
  private final String appId;
  private final Tickets tickets;
  private final PendingAcks pending;
  private final List<ServerWebSocket> sockets = new ArrayList<>();

  /** Those that were asked to go: nothing is sent to them while there is another. */
  private final Set<ServerWebSocket> leaving = new HashSet<>();

  public SocketMode(
      Vertx vertx, InstantSource clock, Faults faults, String appId, Duration ackDeadline) {
    this.vertx = vertx;
    this.faults = faults;
    this.appId = appId;
    this.tickets = new Tickets(clock);
    this.pending = new PendingAcks(vertx, ackDeadline);
    vertx.setPeriodic(PING_EVERY.toMillis(), timer -> ping());
  }

  /** The path and query to connect to, once. */
  public String issueLink() {
    return "/link/?ticket=" + tickets.issue() + "&app_id=" + appId;
  }

  public void connect(HttpServerRequest request) {
    String ticket = Optional.ofNullable(request.getParam("ticket")).orElse("");
    if (!tickets.redeem(ticket)) {
      HttpAnswer.refusal(408, "this ticket was used, is too old, or was never issued")
          .sendTo(request.response());
      return;
    }
    request
        .toWebSocket()
        .onSuccess(this::opened)
        .onFailure(e -> LOG.warn("a client asked for a socket and did not take it", e));
  }

  /** Sends an envelope to one of the sockets and waits for its ack. */
  public Future<Ack> send(String type, boolean acceptsPayload, ObjectNode payload) {
    if (sockets.isEmpty()) {
      return Future.succeededFuture(new Ack.NobodyConnected());
    }
    String envelopeId = UUID.randomUUID().toString();
    ObjectNode envelope = Json.object().put("envelope_id", envelopeId).put("type", type);
    envelope.put("accepts_response_payload", acceptsPayload).set("payload", payload);
    String text = Json.write(envelope);
    Future<Ack> ack = pending.expect(envelopeId);
    if (faults.onSocket(Fault.OnSocket.DROP_ENVELOPE).isPresent()) {
      return ack;
    }
    boolean twice = faults.onSocket(Fault.OnSocket.DUPLICATE).isPresent();
    Optional<Fault> delay = faults.onSocket(Fault.OnSocket.DELAY);
    Runnable deliver =
        () -> {
          deliver(text);
          if (twice) {
            deliver(text);
          }
        };
    if (delay.isPresent() && !delay.get().delay().isZero()) {
      vertx.setTimer(delay.get().delay().toMillis(), timer -> deliver.run());
    } else {
      deliver.run();
    }
    return ack;
  }

  /** Asks every client to leave; the socket is closed for it if it stays. */
  public void disconnect(Disconnect reason) {
    for (ServerWebSocket socket : List.copyOf(sockets)) {
      disconnect(socket, reason);
    }
  }

  /** Cuts every connection without a word. */
  public void drop() {
    for (ServerWebSocket socket : List.copyOf(sockets)) {
      // Below Vert.x, whose own ways to close a socket all say goodbye with a close frame.
      if (socket instanceof WebSocketInternal internal) {
        var unused = internal.channelHandlerContext().close();
      }
    }
  }

  private void deliver(String text) {
    List<ServerWebSocket> staying =
        sockets.stream().filter(socket -> !leaving.contains(socket)).toList();
    List<ServerWebSocket> choice = staying.isEmpty() ? List.copyOf(sockets) : staying;
    if (!choice.isEmpty()) {
      choice.get(ThreadLocalRandom.current().nextInt(choice.size())).writeTextMessage(text);
    }
  }

  private void gone(ServerWebSocket socket) {
    sockets.remove(socket);
    leaving.remove(socket);
  }

  private void opened(ServerWebSocket socket) {
    socket.closeHandler(closed -> gone(socket));
    socket.exceptionHandler(e -> gone(socket));
    socket.textMessageHandler(this::received);
    if (sockets.size() >= MAX_SOCKETS) {
      disconnect(socket, Disconnect.TOO_MANY_WEBSOCKETS);
      return;
    }
    sockets.add(socket);
    ObjectNode hello = Json.object().put("type", "hello").put("num_connections", sockets.size());
    hello.putObject("debug_info").put("host", "sandbox").put("approximate_connection_time", 18_060);
    hello.putObject("connection_info").put("app_id", appId);
    socket.writeTextMessage(Json.write(hello));
  }

  private void received(String text) {
    JsonNode message = Json.parse(text).orElse(Json.object());
    String envelopeId = message.path("envelope_id").asText();
    if (envelopeId.isEmpty() || faults.onSocket(Fault.OnSocket.DROP_ACK).isPresent()) {
      return;
    }
    ObjectNode payload =
        message.path("payload") instanceof ObjectNode object ? object : Json.object();
    if (!pending.arrived(envelopeId, payload)) {
      LOG.debug("ack {} came too late, or twice", envelopeId);
    }
  }

  private void disconnect(ServerWebSocket socket, Disconnect reason) {
    ObjectNode message = Json.object().put("type", "disconnect").put("reason", reason.word());
    message.putObject("debug_info").put("host", "sandbox");
    socket.writeTextMessage(Json.write(message));
    if (reason != Disconnect.WARNING) {
      leaving.add(socket);
    }
    Duration grace = reason == Disconnect.WARNING ? CLOSE_AFTER_WARNING : Duration.ofSeconds(1);
    vertx.setTimer(grace.toMillis(), timer -> close(socket));
  }

  private static void close(ServerWebSocket socket) {
    if (!socket.isClosed()) {
      socket.close();
    }
  }

  private void ping() {
    sockets.forEach(socket -> socket.writePing(Buffer.buffer("sandbox")));
  }
}
