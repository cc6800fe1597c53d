package dev.dre.sandbox.slack;

import com.slack.api.SlackConfig;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.views.payload.ViewClosedPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.socket_mode.listener.WebSocketMessageListener;
import com.slack.api.socket_mode.request.DisconnectMessage;
import com.slack.api.socket_mode.request.HelloMessage;
import com.slack.api.socket_mode.request.InteractiveEnvelope;
import com.slack.api.socket_mode.request.SlashCommandsEnvelope;
import com.slack.api.util.json.GsonFactory;
import dev.dre.sandbox.slack.wire.Json;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Reads what comes over the sockets as strictly as the client reads answers: on its own it does
 * not.
 */
final class StrictReader implements WebSocketMessageListener {
  private final SlackConfig config;
  private final List<String> problems = new CopyOnWriteArrayList<>();

  StrictReader(SlackConfig config) {
    this.config = config;
  }

  /** What Slack would never send. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  @Override
  public void handle(String text) {
    try {
      var message = Json.parse(text).orElseThrow();
      String payload = message.path("payload").toString();
      switch (message.path("type").asText()) {
        case "hello" -> read(text, HelloMessage.class);
        case "disconnect" -> read(text, DisconnectMessage.class);
        case "slash_commands" -> {
          read(text, SlashCommandsEnvelope.class);
          read(payload, SlashCommandPayload.class);
        }
        case "interactive" -> {
          read(text, InteractiveEnvelope.class);
          read(payload, typeOf(message.path("payload").path("type").asText()));
        }
        default -> problems.add("unknown message " + text);
      }
    } catch (RuntimeException e) {
      problems.add(e.getMessage() + " in " + text);
    }
  }

  private static Class<?> typeOf(String payloadType) {
    return switch (payloadType) {
      case "block_actions" -> BlockActionPayload.class;
      case "view_submission" -> ViewSubmissionPayload.class;
      case "view_closed" -> ViewClosedPayload.class;
      default -> throw new IllegalStateException("unknown payload " + payloadType);
    };
  }

  private void read(String json, Class<?> type) {
    Object read = GsonFactory.createSnakeCase(config).fromJson(json, type);
    if (read == null) {
      problems.add("nothing to read in " + json);
    }
  }
}
