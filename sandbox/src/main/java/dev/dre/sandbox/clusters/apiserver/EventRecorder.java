package dev.dre.sandbox.clusters.apiserver;

import static dev.dre.sandbox.clusters.apiserver.ResourceKind.EVENT;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Writes events about objects, counts those that repeat, and forgets them after an hour. */
public final class EventRecorder {
  private static final Duration KEPT = Duration.ofHours(1);

  private final Store store;
  private final Resources resources;
  private final InstantSource clock;

  public EventRecorder(Store store, Resources resources, InstantSource clock) {
    this.store = store;
    this.resources = resources;
    this.clock = clock;
  }

  public void normal(ApiObject about, String component, String reason, String message) {
    record(about, "Normal", component, reason, message);
  }

  public void warning(ApiObject about, String component, String reason, String message) {
    record(about, "Warning", component, reason, message);
  }

  private void record(
      ApiObject about, String type, String component, String reason, String message) {
    forgetOld();
    var now = clock.instant();
    String same =
        Integer.toHexString((about.uid() + type + reason + message).hashCode())
            .toLowerCase(Locale.ROOT);
    var key = ObjectKey.of(EVENT, about.namespace(), about.name() + "." + same);
    if (store.get(key).isPresent()) {
      store.update(key, event -> again(event, now));
      return;
    }
    try {
      resources.create(first(about, key.name(), type, component, reason, message, now));
    } catch (ApiError e) {
      // The namespace is going away, and its events with it.
      if (e.code() != 403 && e.code() != 404) {
        throw e;
      }
    }
  }

  private static ApiObject again(ApiObject event, Instant now) {
    event
        .json()
        .put("count", event.json().path("count").asInt() + 1)
        .put("lastTimestamp", now.truncatedTo(ChronoUnit.SECONDS).toString());
    return event;
  }

  private static ApiObject first(
      ApiObject about,
      String name,
      String type,
      String component,
      String reason,
      String message,
      Instant now) {
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    var event = Models.JSON.createObjectNode();
    event.put("kind", "Event").put("apiVersion", "v1");
    event.putObject("metadata").put("name", name).put("namespace", about.namespace());
    event
        .put("type", type)
        .put("reason", reason)
        .put("message", message)
        .put("firstTimestamp", time)
        .put("lastTimestamp", time)
        .put("count", 1)
        .put("reportingComponent", component);
    event.putObject("source").put("component", component);
    event
        .putObject("involvedObject")
        .put("kind", about.kind().kind())
        .put("apiVersion", about.kind().apiVersion())
        .put("namespace", about.namespace())
        .put("name", about.name())
        .put("uid", about.uid())
        .put("resourceVersion", about.resourceVersion());
    return new ApiObject(EVENT, event);
  }

  private void forgetOld() {
    var limit = clock.instant().minus(KEPT);
    store.list(EVENT, "").stream()
        .filter(
            e ->
                e.json().path("lastTimestamp").isTextual()
                    && Instant.parse(e.json().path("lastTimestamp").asText()).isBefore(limit))
        .forEach(e -> store.remove(e.key()));
  }
}
