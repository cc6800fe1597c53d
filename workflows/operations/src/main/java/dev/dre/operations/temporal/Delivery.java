package dev.dre.operations.temporal;

import dev.dre.operations.event.Event;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.DatastoreName;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Events for one sink, oldest first, at least one.
 *
 * @param channel the operation's channel
 * @param windows where the operation is shown already, by name
 * @param again whether an earlier delivery may have told some of them: look before telling
 */
public record Delivery(
    String sink,
    OperationId operation,
    DatastoreName datastore,
    String channel,
    List<Event> events,
    SortedMap<String, String> windows,
    boolean again) {

  public Delivery {
    events = List.copyOf(events);
    windows = new TreeMap<>(windows);
  }
}
