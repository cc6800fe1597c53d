package dev.dre.sandbox.clusters.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Turns changes of the store into the events of one watch. */
final class WatchStream implements AutoCloseable {
  private final Store store;
  private final Predicate<ApiObject> wanted;
  private final Consumer<String> events;
  private final Consumer<Change> listener = this::changed;

  private WatchStream(Store store, Predicate<ApiObject> wanted, Consumer<String> events) {
    this.store = store;
    this.wanted = wanted;
    this.events = events;
  }

  /**
   * Begins to tell.
   *
   * @param events gets each event as JSON; called under the store's lock
   * @return empty when the revision is too old: then one event says so, and the watch is over
   */
  static Optional<WatchStream> open(Store store, ApiResponse.Watch watch, Consumer<String> events) {
    var stream = new WatchStream(store, watch.wanted(), events);
    if (watch.since() < 0) {
      store.listenWithState(stream.listener);
      return Optional.of(stream);
    }
    if (store.listenSince(watch.since(), stream.listener)) {
      return Optional.of(stream);
    }
    var expired =
        ApiError.gone(
            "too old resource version: %d (%d)".formatted(watch.since(), store.revision()));
    events.accept(event("ERROR", expired.status()));
    return Optional.empty();
  }

  @Override
  public void close() {
    store.unlisten(listener);
  }

  // An object that begins or ceases to match the selector is added or deleted for this watch.
  private void changed(Change change) {
    boolean is = change.type() != Change.Type.DELETED && wanted.test(change.object());
    var before = change.before();
    boolean was = before != null && wanted.test(before);
    if (is || was) {
      var type = is && was ? Change.Type.MODIFIED : is ? Change.Type.ADDED : Change.Type.DELETED;
      events.accept(event(type.name(), change.object().json()));
    }
  }

  private static String event(String type, JsonNode object) {
    var event = Models.JSON.createObjectNode().put("type", type);
    event.set("object", object);
    return event.toString();
  }
}
