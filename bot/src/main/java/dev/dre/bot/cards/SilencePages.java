package dev.dre.bot.cards;

import dev.dre.bot.words.Silence;
import dev.dre.operations.id.OperationId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Wakes somebody because operations do not answer. */
final class SilencePages {

  /** Sends a body under an idempotency key; throws when it is not taken now. */
  interface Sender {
    void send(String idempotencyKey, Map<String, Object> body);
  }

  private static final String KEY = "key";
  private static final String ALL = "dre-operations/";
  private static final int MOST_NAMES = 10;
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final Sender sender;

  SilencePages(Sender sender) {
    this.sender = sender;
  }

  /** What a page about {@code operation} says in any case. */
  static SortedMap<String, String> about(OperationId operation) {
    return new TreeMap<>(Map.of(KEY, operation + "/silent", "operation", operation.value()));
  }

  /** What a page about all operations says that are silent for this reason. */
  static SortedMap<String, String> aboutAll(Silence.Why why) {
    String trouble =
        switch (why) {
          case NO_WORKER -> "unserved";
          case TASKS_FAIL -> "failing";
          case UNKNOWN -> "silent";
        };
    return new TreeMap<>(Map.of(KEY, ALL + trouble));
  }

  /** One operation does not answer, as it is {@code planned} to say. */
  Told trouble(Told planned, Silences.Look look) {
    var about = new TreeMap<>(planned.about());
    look.about()
        .get()
        .map(o -> o.plan().datastore())
        .ifPresent(
            datastore -> {
              about.put("datastore", datastore.name().value());
              about.put("team", datastore.team());
              about.put("environment", datastore.environment());
            });
    var silence = new Silence(planned.since(), look.silence().orElseThrow().why());
    return trouble(planned.saying(about), look.id() + ": " + words(silence));
  }

  /** All of {@code all} are silent for this reason. */
  Told all(Told planned, Silence.Why why, List<Silences.Look> all) {
    String names =
        all.stream()
            .limit(MOST_NAMES)
            .map(look -> look.id().value())
            .collect(Collectors.joining(", ", " Standing: ", ""));
    String more =
        all.size() > MOST_NAMES ? " and %d more.".formatted(all.size() - MOST_NAMES) : ".";
    String what =
        new Silence(planned.since(), why).brieflyOf(all.size(), UTC.format(planned.since()));
    return trouble(planned.saying(planned.about()), what + names + more);
  }

  private static String words(Silence silence) {
    return silence.briefly(UTC.format(silence.since()));
  }

  private Told trouble(Told told, String summary) {
    send(told, "trouble", summary, told.since());
    return told;
  }

  /** That what was {@code told}, or may have been, is over. */
  void resolved(Told told, Instant now) {
    send(told, "resolved", "", now);
  }

  private void send(Told told, String status, String summary, Instant at) {
    var body = new LinkedHashMap<String, Object>(told.about());
    body.put("status", status);
    body.put("severity", "critical");
    body.put("summary", summary);
    body.put("at", at.toString());
    body.put("sequence", 0);
    sender.send(
        "%s/%d/%s".formatted(told.about().get(KEY), told.since().getEpochSecond(), status), body);
  }
}
