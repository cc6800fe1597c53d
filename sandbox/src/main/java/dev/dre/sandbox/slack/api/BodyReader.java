package dev.dre.sandbox.slack.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.message.Arguments;
import dev.dre.sandbox.slack.message.SlackProblem;
import dev.dre.sandbox.slack.wire.HttpCall;
import dev.dre.sandbox.slack.wire.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Arguments from the query, a form, or JSON. */
final class BodyReader {

  private BodyReader() {}

  static Arguments read(HttpCall call) {
    ObjectNode values = Json.object();
    addForm(values, Optional.ofNullable(call.request().query()).orElse(""));
    if (call.body().length() == 0) {
      return new Arguments(values);
    }
    String type =
        Optional.ofNullable(call.request().getHeader("Content-Type"))
            .orElse("")
            .toLowerCase(Locale.ROOT);
    if (type.startsWith("application/json")) {
      values.setAll(call.json().orElseThrow(() -> new SlackProblem("invalid_json")));
    } else if (type.startsWith("application/x-www-form-urlencoded")) {
      addForm(values, call.body().toString());
    } else {
      throw new SlackProblem("invalid_post_type");
    }
    return new Arguments(values);
  }

  private static void addForm(ObjectNode values, String form) {
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new SlackProblem("invalid_form_data");
    }
  }
}
