package dev.dre.sandbox.clusters.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An object of a cluster. Whoever gets one from the store reads it; to change it, {@link #copy} it.
 */
public record ApiObject(ResourceKind kind, ObjectNode json) {

  /** From one of fabric8's types. */
  public static ApiObject of(ResourceKind kind, Object model) {
    return new ApiObject(kind, Models.json(model));
  }

  public ApiObject copy() {
    return new ApiObject(kind, json.deepCopy());
  }

  public <T> T as(Class<T> type) {
    return Models.typed(json, type);
  }

  public ApiObject withStatus(Object status) {
    var copy = copy();
    copy.json.set("status", Models.json(status));
    return copy;
  }

  public ObjectKey key() {
    return ObjectKey.of(kind, namespace(), name());
  }

  public String name() {
    return metadata().path("name").asText();
  }

  public String namespace() {
    return metadata().path("namespace").asText();
  }

  public String uid() {
    return metadata().path("uid").asText();
  }

  public String resourceVersion() {
    return metadata().path("resourceVersion").asText();
  }

  public Map<String, String> labels() {
    var labels = new TreeMap<String, String>();
    metadata()
        .path("labels")
        .properties()
        .forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
    return labels;
  }

  public Optional<Instant> deletionTimestamp() {
    var value = metadata().path("deletionTimestamp");
    return value.isTextual() ? Optional.of(Instant.parse(value.asText())) : Optional.empty();
  }

  public boolean isBeingDeleted() {
    return deletionTimestamp().isPresent();
  }

  public List<String> finalizers() {
    var all = new ArrayList<String>();
    metadata().path("finalizers").forEach(f -> all.add(f.asText()));
    return all;
  }

  public void setFinalizers(List<String> finalizers) {
    metadata().remove("finalizers");
    if (!finalizers.isEmpty()) {
      finalizers.forEach(metadata().putArray("finalizers")::add);
    }
  }

  public List<String> ownerUids() {
    var all = new ArrayList<String>();
    metadata().path("ownerReferences").forEach(o -> all.add(o.path("uid").asText()));
    return all;
  }

  /** The metadata of this object, made when there is none. */
  public ObjectNode metadata() {
    return json.withObject("/metadata");
  }

  JsonNode status() {
    return json.path("status");
  }

  /**
   * Nobody waits for it any more: no finalizer is left (those of a namespace are in its spec), and
   * its grace period is over.
   */
  boolean isDueForRemoval() {
    return isBeingDeleted()
        && finalizers().isEmpty()
        && json.path("spec").path("finalizers").isEmpty()
        && metadata().path("deletionGracePeriodSeconds").asLong(0) == 0;
  }
}
