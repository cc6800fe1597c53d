package dev.dre.sandbox.slack.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.wire.HttpAnswer;
import dev.dre.sandbox.slack.wire.HttpCall;
import dev.dre.sandbox.slack.wire.Json;
import dev.dre.sandbox.slack.wire.Refusal;
import dev.dre.sandbox.slack.wire.Routes;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code /faults} and {@code /calls}. */
public final class FaultsApi {

  /** What happens at once to the sockets that are open. */
  public interface SocketCuts {
    /** False when there is no such reason. */
    boolean disconnect(String reason);

    void drop();
  }

  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "method",
          "status",
          "ok_false",
          "retry_after",
          "after",
          "delay_ms",
          "times",
          "for_seconds",
          "socket",
          "reason");

  private final InstantSource clock;
  private final Faults faults;
  private final Calls calls;
  private final SocketCuts cuts;

  public FaultsApi(InstantSource clock, Faults faults, Calls calls, SocketCuts cuts) {
    this.clock = clock;
    this.faults = faults;
    this.calls = calls;
    this.cuts = cuts;
  }

  public void addTo(Routes routes) {
    routes
        .on(HttpMethod.GET, "/faults", call -> answer(faults.asJson()))
        .on(HttpMethod.POST, "/faults", this::add)
        .on(HttpMethod.DELETE, "/faults", this::clearFaults)
        .on(HttpMethod.GET, "/calls", this::listCalls)
        .on(HttpMethod.DELETE, "/calls", call -> clearCalls());
  }

  private Future<HttpAnswer> add(HttpCall call) {
    ObjectNode json = call.json().orElseThrow(() -> new Refusal(400, "the body is not JSON"));
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!KNOWN.contains(name)) {
                throw new Refusal(400, "unknown field " + name + "; known: " + KNOWN);
              }
            });
    String socket = json.path("socket").asText();
    switch (socket) {
      case "" -> addForCalls(json);
      case "drop" -> cuts.drop();
      case "disconnect" -> {
        if (!cuts.disconnect(json.path("reason").asText("refresh_requested"))) {
          throw new Refusal(400, "no such reason: " + json.path("reason").asText());
        }
      }
      default -> faults.add(fault(target(socket), json));
    }
    return answer(faults.asJson());
  }

  private void addForCalls(ObjectNode json) {
    String method = json.path("method").asText();
    if (method.isEmpty()) {
      throw new Refusal(400, "name a method (or * for all), or a socket fault");
    }
    faults.add(fault(method, json));
  }

  private static String target(String word) {
    for (Fault.OnSocket what : Fault.OnSocket.values()) {
      if (what.name().toLowerCase(Locale.ROOT).equals(word)) {
        return what.target();
      }
    }
    throw new Refusal(
        400,
        "no such socket fault: "
            + word
            + "; known: drop_ack, drop_envelope, duplicate, delay, drop, disconnect");
  }

  private Fault fault(String target, JsonNode json) {
    return new Fault(
        json.path("name").asText(),
        target,
        json.path("status").asInt(),
        json.path("ok_false").asText(),
        json.path("retry_after").asInt(1),
        json.path("after").asBoolean(),
        Duration.ofMillis(json.path("delay_ms").asLong()),
        json.has("for_seconds")
            ? Optional.of(
                clock.instant().plusMillis(Math.round(json.path("for_seconds").asDouble() * 1000)))
            : Optional.empty(),
        json.has("times") ? Optional.of(json.path("times").asInt()) : Optional.empty());
  }

  private Future<HttpAnswer> clearFaults(HttpCall call) {
    call.query("name").ifPresentOrElse(faults::clear, faults::clear);
    return answer(faults.asJson());
  }

  private Future<HttpAnswer> listCalls(HttpCall call) {
    try {
      long since = Long.parseLong(call.query("since").orElse("0"));
      return answer(calls.asJson(call.query("method").orElse(""), since));
    } catch (NumberFormatException e) {
      throw new Refusal(400, "since is the number of a call");
    }
  }

  private Future<HttpAnswer> clearCalls() {
    calls.clear();
    return answer(Json.object().put("ok", true));
  }

  private static Future<HttpAnswer> answer(JsonNode json) {
    return Future.succeededFuture(HttpAnswer.json(json));
  }
}
