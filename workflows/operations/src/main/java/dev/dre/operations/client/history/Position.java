package dev.dre.operations.client.history;

import dev.dre.operations.id.OperationId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in the history of an operation: beside this event. Names everything it takes to go on
 * from there without reading what is newer.
 *
 * @param operation its id
 * @param chunk the run of the operation that is read; empty: before its first entry
 * @param run the run of the event: another one only where a child of the operation wrote it
 */
public record Position(OperationId operation, String chunk, String run, long event) {

  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?<operation>[a-z0-9][a-z0-9-]{0,34}-[a-z0-9]{4})(?:/(?<chunk>[A-Za-z0-9-]+)(?:/(?<run>[A-Za-z0-9-]+))?:(?<event>\\d{1,18}))?");

  static Position before(OperationId operation) {
    return new Position(operation, "", "", 0);
  }

  boolean isBeforeAll() {
    return chunk.isEmpty();
  }

  boolean isOf(HistoryEntry entry) {
    return entry.run().equals(run) && entry.event() == event;
  }

  /** Empty when {@code text} is none. */
  public static Optional<Position> parse(String text) {
    var matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var operation = new OperationId(matcher.group("operation"));
    String chunk = matcher.group("chunk");
    if (chunk == null) {
      return Optional.of(before(operation));
    }
    String run = matcher.group("run") == null ? chunk : matcher.group("run");
    return Optional.of(new Position(operation, chunk, run, Long.parseLong(matcher.group("event"))));
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    if (isBeforeAll()) {
      return operation.value();
    }
    return run.equals(chunk)
        ? "%s/%s:%d".formatted(operation, chunk, event)
        : "%s/%s/%s:%d".formatted(operation, chunk, run, event);
  }
}
