package dev.dre.sandbox.slack.people;

import dev.dre.sandbox.slack.files.FileStore;
import dev.dre.sandbox.slack.files.StoredFile;
import dev.dre.sandbox.slack.wire.HttpAnswer;
import dev.dre.sandbox.slack.wire.HttpCall;
import dev.dre.sandbox.slack.wire.Refusal;
import dev.dre.sandbox.slack.workspace.Conversations;
import dev.dre.sandbox.slack.workspace.Person;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Hands a file to whoever sees a message that shows it. */
final class FileDownloads {
  private final FileStore files;
  private final Conversations conversations;
  private final PeopleView view;

  FileDownloads(FileStore files, Conversations conversations, PeopleView view) {
    this.files = files;
    this.conversations = conversations;
    this.view = view;
  }

  Future<HttpAnswer> answer(Person person, HttpCall call) {
    StoredFile file =
        files
            .find(call.path("file"))
            .filter(known -> known.shares().stream().anyMatch(share -> maySee(person, share)))
            .orElseThrow(
                () ->
                    new Refusal(
                        404, "%s sees no file %s".formatted(person.name(), call.path("file"))));
    String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
    // Always saved and never opened: what an app uploads must not run as part of the page.
    return Future.succeededFuture(
        new HttpAnswer(
            200,
            Map.of(
                "Content-Type", "application/octet-stream",
                "Content-Disposition", "attachment; filename*=UTF-8''" + name,
                "X-Content-Type-Options", "nosniff",
                "Cache-Control", "no-store"),
            Buffer.buffer(files.content(file))));
  }

  private boolean maySee(Person person, StoredFile.Share share) {
    return conversations.channel(share.channel()).filter(c -> view.maySee(person, c)).isPresent();
  }
}
