package dev.dre.sandbox.slack.api;

import dev.dre.sandbox.slack.message.Arguments;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** The two tokens that the app has. */
enum Token {
  BOT,
  APP;

  /** The one token that a call carries, in its header or among its arguments. */
  static Optional<String> of(HttpServerRequest request, Arguments arguments) {
    String header = request.getHeader("Authorization");
    if (header != null && header.startsWith("Bearer ")) {
      return Optional.of(header.substring("Bearer ".length()).strip());
    }
    return arguments.text("token");
  }
}
