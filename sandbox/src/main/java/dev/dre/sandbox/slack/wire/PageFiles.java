package dev.dre.sandbox.slack.wire;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The files of the web page, from the class path. */
public final class PageFiles {
  private static final String FOLDER = "/dev/dre/sandbox/slack/page/";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2");

  private PageFiles() {}

  public static Future<HttpAnswer> answer(HttpCall call) {
    String name = call.path("file").isEmpty() ? "index.html" : call.path("file");
    if (name.contains("..")) {
      return Future.succeededFuture(HttpAnswer.refusal(404, "no such file"));
    }
    try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        return Future.succeededFuture(HttpAnswer.refusal(404, "no such file: " + name));
      }
      String ending = name.substring(name.lastIndexOf('.') + 1);
      String type = TYPES.getOrDefault(ending, "application/octet-stream");
      return Future.succeededFuture(
          new HttpAnswer(
              200,
              Map.of("Content-Type", type, "Cache-Control", "no-cache"),
              Buffer.buffer(in.readAllBytes())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
