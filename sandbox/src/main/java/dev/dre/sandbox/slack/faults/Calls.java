package dev.dre.sandbox.slack.faults;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.wire.Json;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** What the app asked of the Web API, for tests that count. */
public final class Calls {
  private static final int KEPT = 2_000;

  private record Call(
      long number,
      Instant at,
      String method,
      int status,
      boolean ok,
      String error,
      ObjectNode arguments) {}

  private final Deque<Call> last = new ArrayDeque<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private long number;

  public void record(
      Instant at, String method, int status, boolean ok, String error, ObjectNode arguments) {
    counts.merge(method, 1, Integer::sum);
    last.addLast(new Call(++number, at, method, status, ok, error, arguments));
    if (last.size() > KEPT) {
      last.removeFirst();
    }
  }

  void clear() {
    last.clear();
    counts.clear();
  }

  /**
   * The calls that are still remembered.
   *
   * @param method empty: all
   * @param since only calls with a higher number
   */
  ObjectNode asJson(String method, long since) {
    ObjectNode json = Json.object().put("ok", true).put("last", number);
    ObjectNode countsJson = json.putObject("counts");
    counts.forEach(countsJson::put);
    ArrayNode list = json.putArray("calls");
    for (Call call : last) {
      if (call.number() > since && (method.isEmpty() || method.equals(call.method()))) {
        ObjectNode one = list.addObject().put("n", call.number()).put("at", call.at().toString());
        one.put("method", call.method()).put("status", call.status()).put("ok", call.ok());
        one.put("error", call.error()).set("arguments", call.arguments());
      }
    }
    return json;
  }
}
