package dev.dre.sandbox.slack.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.faults.Calls;
import dev.dre.sandbox.slack.faults.Fault;
import dev.dre.sandbox.slack.faults.Faults;
import dev.dre.sandbox.slack.files.FileStore;
import dev.dre.sandbox.slack.interaction.Modals;
import dev.dre.sandbox.slack.interaction.Triggers;
import dev.dre.sandbox.slack.message.Arguments;
import dev.dre.sandbox.slack.message.SlackProblem;
import dev.dre.sandbox.slack.wire.HttpAnswer;
import dev.dre.sandbox.slack.wire.HttpCall;
import dev.dre.sandbox.slack.wire.Json;
import dev.dre.sandbox.slack.workspace.Conversations;
import dev.dre.sandbox.slack.workspace.Ephemerals;
import dev.dre.sandbox.slack.workspace.Timestamps;
import dev.dre.sandbox.slack.workspace.Workspace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Answers {@code /api/<method>}: faults first, then the token, the rate limit, and the method
 * itself.
 */
public final class WebApi {

  /** Everything that the methods work on. */
  public record Parts(
      Workspace workspace,
      Conversations conversations,
      Ephemerals ephemerals,
      Timestamps timestamps,
      Modals modals,
      Triggers triggers,
      FileStore files,
      UnaryOperator<String> uploadUrl,
      Supplier<String> socketUrl) {}

  private final Vertx vertx;
  private final InstantSource clock;
  private final Map<String, Token> tokens;
  private final Faults faults;
  private final Calls calls;
  private final Optional<RateLimits> limits;
  private final Map<String, ApiMethod> methods = new HashMap<>();

  /**
   * Answers from {@code parts}.
   *
   * @param limits empty: no limits
   */
  public WebApi(
      Vertx vertx,
      InstantSource clock,
      String botToken,
      String appToken,
      Faults faults,
      Calls calls,
      Optional<RateLimits> limits,
      Parts parts) {
    this.vertx = vertx;
    this.clock = clock;
    this.tokens = Map.of(botToken, Token.BOT, appToken, Token.APP);
    this.faults = faults;
    this.calls = calls;
    this.limits = limits;
    Workspace workspace = parts.workspace();
    methods.putAll(new AppMethods(workspace, parts.socketUrl()).all());
    methods.putAll(
        new ChatMethods(workspace, parts.conversations(), parts.ephemerals(), parts.timestamps())
            .all());
    methods.putAll(new ConversationMethods(workspace, parts.conversations()).all());
    methods.putAll(
        new FileMethods(workspace, parts.conversations(), parts.files(), parts.uploadUrl()).all());
    methods.putAll(new PeopleMethods(workspace).all());
    methods.putAll(new ViewMethods(parts.modals(), parts.triggers()).all());
  }

  public Future<HttpAnswer> answer(HttpCall call) {
    String method = call.path("method");
    Instant at = clock.instant();
    Optional<Fault> fault = faults.forCall(method);
    Duration delay = fault.map(Fault::delay).orElse(Duration.ZERO);
    return after(delay).map(nothing -> answerNow(call, method, at, fault));
  }

  private HttpAnswer answerNow(HttpCall call, String method, Instant at, Optional<Fault> fault) {
    ObjectNode given = Json.object();
    HttpAnswer answer;
    ObjectNode body = Json.object();
    try {
      Arguments arguments = BodyReader.read(call);
      given = arguments.values().deepCopy();
      if (fault.isPresent() && fault.get().answers() && !fault.get().afterwards()) {
        answer = faulty(fault.get(), body);
      } else {
        answer = perform(call, method, arguments, body);
        if (fault.isPresent() && fault.get().answers()) {
          answer = faulty(fault.get(), body.removeAll());
        }
      }
    } catch (SlackProblem e) {
      body.setAll(e.asJson());
      answer = HttpAnswer.json(body);
    }
    given.remove("token");
    calls.record(
        at,
        method,
        answer.status(),
        body.path("ok").asBoolean(),
        body.path("error").asText(),
        given);
    return answer;
  }

  private HttpAnswer perform(HttpCall call, String method, Arguments arguments, ObjectNode body) {
    ApiMethod known = methods.get(method);
    if (known == null) {
      throw new SlackProblem("unknown_method");
    }
    checkToken(call, method, arguments);
    if (limits.isPresent()) {
      Duration wait = limits.get().ask(method, arguments.text("channel").orElse(""));
      if (!wait.isZero()) {
        return rateLimited(wait.toSeconds(), body);
      }
    }
    body.put("ok", true).setAll(known.call(arguments));
    return HttpAnswer.json(body).withHeader("x-oauth-scopes", Scopes.ALL);
  }

  private void checkToken(HttpCall call, String method, Arguments arguments) {
    if (method.equals("api.test")) {
      return;
    }
    String given =
        Token.of(call.request(), arguments).orElseThrow(() -> new SlackProblem("not_authed"));
    Token token = tokens.get(given);
    if (token == null) {
      throw new SlackProblem("invalid_auth");
    }
    boolean fits =
        switch (method) {
          case "auth.test" -> true;
          case "apps.connections.open" -> token == Token.APP;
          default -> token == Token.BOT;
        };
    if (!fits) {
      throw new SlackProblem("not_allowed_token_type");
    }
  }

  private static HttpAnswer faulty(Fault fault, ObjectNode body) {
    if (fault.status() == 429) {
      return rateLimited(fault.retryAfterSeconds(), body);
    }
    if (!fault.okFalse().isEmpty()) {
      body.put("ok", false).put("error", fault.okFalse());
      return HttpAnswer.json(fault.status() == 0 ? 200 : fault.status(), body);
    }
    // What stands between Slack and its users answers in HTML, and so do we: clients must cope.
    String page = "<!DOCTYPE html><html><body><h1>%d</h1></body></html>".formatted(fault.status());
    return HttpAnswer.text(fault.status(), "text/html; charset=utf-8", page);
  }

  private static HttpAnswer rateLimited(long seconds, ObjectNode body) {
    body.put("ok", false).put("error", "ratelimited");
    return HttpAnswer.json(429, body).withHeader("Retry-After", Long.toString(seconds));
  }

  private Future<Void> after(Duration delay) {
    if (delay.isZero()) {
      return Future.succeededFuture();
    }
    Promise<Void> promise = Promise.promise();
    vertx.setTimer(delay.toMillis(), timer -> promise.complete());
    return promise.future();
  }
}
