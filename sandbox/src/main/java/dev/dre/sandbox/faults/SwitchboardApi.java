package dev.dre.sandbox.faults;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.wire.HttpAnswer;
import dev.dre.sandbox.slack.wire.HttpCall;
import dev.dre.sandbox.slack.wire.Json;
import dev.dre.sandbox.slack.wire.Refusal;
import dev.dre.sandbox.slack.wire.Routes;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * {@code /sandbox/faults}, for the page and for scripts. A POST answers when it is done, with what
 * is so then.
 */
public final class SwitchboardApi {

  private static final String ALL = "all";

  private final Switchboard switchboard;

  public SwitchboardApi(Switchboard switchboard) {
    this.switchboard = switchboard;
  }

  public void addTo(Routes routes) {
    routes
        .on(HttpMethod.GET, "/sandbox/faults", call -> Future.succeededFuture(all()))
        .on(HttpMethod.POST, "/sandbox/faults", this::change);
  }

  private Future<HttpAnswer> change(HttpCall call) {
    ObjectNode json = call.json().orElseThrow(() -> new Refusal(400, "the body is not JSON"));
    if (!json.path("on").isBoolean() || json.size() != 2) {
      throw new Refusal(400, "write {\"fault\":\"<id>\",\"on\":true} or false");
    }
    String id = json.path("fault").asText();
    CompletableFuture<Void> changed = change(id, json.path("on").asBoolean());
    // Answered on the loop that the request came on, as every other.
    Context loop = Objects.requireNonNull(Vertx.currentContext());
    return Future.fromCompletionStage(changed, loop)
        .transform(
            done -> Future.succeededFuture(done.succeeded() ? all() : problem(done.cause())));
  }

  private CompletableFuture<Void> change(String id, boolean on) {
    if (id.equals(ALL)) {
      if (on) {
        throw new Refusal(400, "all can only be switched off");
      }
      return switchboard.allOff();
    }
    Optional<Fault> fault = Fault.named(id).filter(f -> switchboard.now(f).isPresent());
    if (fault.isEmpty()) {
      throw new Refusal(
          404, "no such fault: %s; known: %s, %s".formatted(id, String.join(", ", known()), ALL));
    }
    return on ? switchboard.on(fault.get()) : switchboard.off(fault.get());
  }

  private List<String> known() {
    return switchboard.now().stream().map(now -> now.fault().id()).toList();
  }

  private static HttpAnswer problem(Throwable e) {
    Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
    return HttpAnswer.refusal(409, String.valueOf(cause.getMessage()));
  }

  private HttpAnswer all() {
    ObjectNode answer = Json.object().put("ok", true);
    ArrayNode list = answer.putArray("faults");
    for (Switchboard.Now now : switchboard.now()) {
      Fault fault = now.fault();
      ObjectNode one = list.addObject().put("id", fault.id()).put("group", fault.group().title());
      one.put("title", fault.title()).put("expect", fault.expect());
      one.put("state", now.state().name().toLowerCase(Locale.ROOT)).put("on", now.isOn());
      one.put("detail", now.detail());
    }
    return HttpAnswer.json(answer);
  }
}
