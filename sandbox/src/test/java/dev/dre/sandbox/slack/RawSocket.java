package dev.dre.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dre.sandbox.slack.wire.Json;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A socket without any client library around it. */
final class RawSocket implements WebSocket.Listener {
  final List<JsonNode> received = new CopyOnWriteArrayList<>();
  final List<String> pongs = new CopyOnWriteArrayList<>();

  /** How it ended: the code of the close frame, 1006 when there was none. */
  final List<String> ends = new CopyOnWriteArrayList<>();

  private final BiConsumer<RawSocket, JsonNode> onEnvelope;
  private final StringBuilder text = new StringBuilder();
  private @Nullable WebSocket socket;

  private RawSocket(BiConsumer<RawSocket, JsonNode> onEnvelope) {
    this.onEnvelope = onEnvelope;
  }

  static RawSocket open(URI standIn, BiConsumer<RawSocket, JsonNode> onEnvelope) throws Exception {
    return openAt(link(standIn), onEnvelope);
  }

  /** The address of one connection. */
  static URI link(URI standIn) throws Exception {
    var response =
        RawClient.post(
            standIn.resolve("/api/apps.connections.open"),
            "application/x-www-form-urlencoded",
            "token=" + SlackStandIn.APP_TOKEN);
    return URI.create(RawClient.json(response).path("url").asText());
  }

  static RawSocket openAt(URI link, BiConsumer<RawSocket, JsonNode> onEnvelope) throws Exception {
    var raw = new RawSocket(onEnvelope);
    raw.socket =
        RawClient.HTTP.newWebSocketBuilder().buildAsync(link, raw).get(10, TimeUnit.SECONDS);
    return raw;
  }

  void ack(JsonNode envelope) {
    send(Json.object().set("envelope_id", envelope.path("envelope_id")).toString());
  }

  void ping(String payload) {
    var unused = open().sendPing(ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)));
  }

  List<JsonNode> ofType(String type) {
    return received.stream().filter(m -> m.path("type").asText().equals(type)).toList();
  }

  private void send(String message) {
    var unused = open().sendText(message, true);
  }

  private WebSocket open() {
    if (socket == null) {
      throw new IllegalStateException("not open yet");
    }
    return socket;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      JsonNode message = Json.parse(text.toString()).orElseThrow();
      text.setLength(0);
      socket = webSocket;
      received.add(message);
      if (message.has("envelope_id")) {
        onEnvelope.accept(this, message);
      }
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
    pongs.add(StandardCharsets.UTF_8.decode(message).toString());
    webSocket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    ends.add("closed " + code);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    ends.add("cut");
  }
}
