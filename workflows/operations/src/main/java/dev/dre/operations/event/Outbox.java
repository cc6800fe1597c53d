package dev.dre.operations.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What still has to be told, and to whom. Each sink has a cursor of its own, so one that is down
 * holds up no other.
 *
 * @param last the sequence of the newest event, 0 before the first
 * @param pending the events that at least one sink has not told, oldest first
 * @param cursors for each sink the sequence it has told everything up to
 */
public record Outbox(long last, List<Event> pending, SortedMap<String, Long> cursors) {

  public Outbox {
    pending = List.copyOf(pending);
    cursors = Collections.unmodifiableSortedMap(new TreeMap<>(cursors));
  }

  public static Outbox forSinks(Collection<String> sinks) {
    var cursors = new TreeMap<String, Long>();
    sinks.forEach(sink -> cursors.put(sink, 0L));
    return new Outbox(0, List.of(), cursors);
  }

  public Outbox with(Happening what, Instant now) {
    if (cursors.isEmpty()) {
      return new Outbox(last + 1, List.of(), cursors);
    }
    var all = new ArrayList<>(pending);
    all.add(new Event(last + 1, now, what));
    return new Outbox(last + 1, all, cursors);
  }

  /** What {@code sink} has to tell next, oldest first; empty when it has told everything. */
  public List<Event> waitingFor(String sink) {
    long told = cursors.getOrDefault(sink, last);
    return pending.stream().filter(e -> e.sequence() > told).toList();
  }

  /**
   * {@code sink} has told everything up to {@code sequence}. A report that is behind its cursor
   * changes nothing.
   */
  public Outbox delivered(String sink, long sequence) {
    if (!cursors.containsKey(sink) || sequence <= cursors.get(sink)) {
      return this;
    }
    var moved = new TreeMap<>(cursors);
    moved.put(sink, Math.min(sequence, last));
    long toldByAll = Collections.min(moved.values());
    return new Outbox(last, pending.stream().filter(e -> e.sequence() > toldByAll).toList(), moved);
  }
}
