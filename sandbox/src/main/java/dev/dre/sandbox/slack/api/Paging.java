package dev.dre.sandbox.slack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.message.Arguments;
import dev.dre.sandbox.slack.message.SlackProblem;
import dev.dre.sandbox.slack.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One page of a list, and the cursor to the next. */
final class Paging {
  private static final int MAX = 999;

  private Paging() {}

  /**
   * Adds a page of {@code all} to {@code answer}.
   *
   * @param key what a cursor remembers of the first item of the next page
   * @return whether there is more
   */
  static boolean add(
      ObjectNode answer,
      String field,
      List<JsonNode> all,
      int normal,
      Arguments arguments,
      Function<JsonNode, String> key) {
    int limit = arguments.number("limit", normal, "invalid_limit");
    if (limit < 1 || limit > MAX + 1) {
      throw new SlackProblem("invalid_limit");
    }
    int from = start(all, arguments.text("cursor"), key);
    int to = Math.min(all.size(), from + limit);
    ArrayNode page = Json.array();
    all.subList(from, to).forEach(page::add);
    answer.set(field, page);
    String next = to < all.size() ? encode(key.apply(all.get(to))) : "";
    answer.putObject("response_metadata").put("next_cursor", next);
    return to < all.size();
  }

  private static int start(
      List<JsonNode> all, Optional<String> cursor, Function<JsonNode, String> key) {
    if (cursor.isEmpty()) {
      return 0;
    }
    String wanted = decode(cursor.get());
    for (int i = 0; i < all.size(); i++) {
      if (key.apply(all.get(i)).equals(wanted)) {
        return i;
      }
    }
    throw new SlackProblem("invalid_cursor");
  }

  private static String encode(String key) {
    return Base64.getUrlEncoder().encodeToString(("next:" + key).getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (text.startsWith("next:")) {
        return text.substring("next:".length());
      }
    } catch (IllegalArgumentException e) {
      throw new SlackProblem("invalid_cursor");
    }
    throw new SlackProblem("invalid_cursor");
  }
}
