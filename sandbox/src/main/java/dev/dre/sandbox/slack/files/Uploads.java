package dev.dre.sandbox.slack.files;

import dev.dre.sandbox.slack.faults.Fault;
import dev.dre.sandbox.slack.faults.Faults;
import dev.dre.sandbox.slack.wire.HttpAnswer;
import dev.dre.sandbox.slack.wire.HttpCall;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Takes the content of a file at the address that was handed out for it: as the whole body, or as
 * the first part of a form. The same content may be sent again until the upload is completed. What
 * goes wrong with it is a fault of the method {@code upload}, or of all.
 */
public final class Uploads {
  private static final String PLAIN = "text/plain; charset=utf-8";

  private final FileStore files;
  private final Faults faults;

  public Uploads(FileStore files, Faults faults) {
    this.files = files;
    this.faults = faults;
  }

  public Future<HttpAnswer> answer(HttpCall call) {
    Optional<Fault> fault = faults.forCall("upload").filter(one -> one.status() != 0);
    if (fault.isEmpty()) {
      return Future.succeededFuture(take(call));
    }
    if (fault.get().afterwards()) {
      take(call);
    }
    return Future.succeededFuture(HttpAnswer.text(fault.get().status(), PLAIN, "not now"));
  }

  private HttpAnswer take(HttpCall call) {
    Optional<StoredFile> file =
        files.byTicket(call.path("ticket")).filter(announced -> !announced.completed());
    if (file.isEmpty()) {
      return HttpAnswer.text(404, PLAIN, "no upload is expected here");
    }
    Buffer content = content(call);
    if (content.length() != file.get().length()) {
      return HttpAnswer.text(
          400,
          PLAIN,
          "%d bytes were announced and %d sent".formatted(file.get().length(), content.length()));
    }
    files.receive(file.get(), content.getBytes());
    return HttpAnswer.text(200, PLAIN, "OK - " + content.length());
  }

  private static Buffer content(HttpCall call) {
    String type = Optional.ofNullable(call.request().getHeader("Content-Type")).orElse("");
    int at = type.indexOf("boundary=");
    if (!type.startsWith("multipart/form-data") || at < 0) {
      return call.body();
    }
    // One byte is one character of this text, so that places in it are places in the body.
    String body = call.body().toString(StandardCharsets.ISO_8859_1);
    String boundary = "--" + type.substring(at + "boundary=".length()).replace("\"", "");
    int start = body.indexOf("\r\n\r\n", Math.max(0, body.indexOf(boundary)));
    int end = start < 0 ? -1 : body.indexOf("\r\n" + boundary, start + 4);
    return end < 0 ? Buffer.buffer() : call.body().slice(start + 4, end);
  }
}
