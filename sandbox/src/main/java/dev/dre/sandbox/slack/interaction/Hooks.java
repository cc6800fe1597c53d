package dev.dre.sandbox.slack.interaction;

import dev.dre.sandbox.slack.interaction.ResponseUrls.Origin;
import dev.dre.sandbox.slack.message.Arguments;
import dev.dre.sandbox.slack.message.SlackProblem;
import dev.dre.sandbox.slack.wire.HttpAnswer;
import dev.dre.sandbox.slack.wire.HttpCall;
import io.vertx.core.Future;
import java.util.Optional;

/** Where response_urls lead. */
public final class Hooks {
  private final ResponseUrls urls;
  private final AppReplies replies;

  public Hooks(ResponseUrls urls, AppReplies replies) {
    this.urls = urls;
    this.replies = replies;
  }

  public Future<HttpAnswer> answer(HttpCall call) {
    var reply = call.json();
    if (reply.isEmpty()) {
      return Future.succeededFuture(HttpAnswer.refusal(400, "invalid_payload"));
    }
    Optional<Origin> origin = urls.use(call.path("secret"));
    if (origin.isEmpty()) {
      return Future.succeededFuture(HttpAnswer.refusal(404, "used_url"));
    }
    try {
      replies.show(origin.get(), new Arguments(reply.get()));
      return Future.succeededFuture(HttpAnswer.text(200, "text/plain; charset=utf-8", "ok"));
    } catch (SlackProblem e) {
      return Future.succeededFuture(HttpAnswer.json(400, e.asJson()));
    }
  }
}
