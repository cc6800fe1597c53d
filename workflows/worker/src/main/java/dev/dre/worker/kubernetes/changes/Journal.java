package dev.dre.worker.kubernetes.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dre.operations.json.Digest;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.temporal.ChangeRequest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What dre notes on an object that it changes, in an annotation of its own for each step: whose
 * change it is, and how it is undone.
 *
 * @param operation whose
 * @param datastore for which
 * @param request of which step
 * @param created whether the object was made by it
 * @param undone whether it has been taken back, and only the rollout of that is waited for
 * @param forward a merge patch: the fields as dre left them
 * @param back a merge patch: the same fields as they were before
 */
record Journal(
    String operation,
    String datastore,
    String request,
    boolean created,
    boolean undone,
    JsonNode forward,
    JsonNode back) {

  /** Kubernetes takes 256 KiB in all annotations of an object together. */
  static final int LONGEST = 100 * 1024;

  private static final String PREFIX = "dre.dev/before-";

  static boolean isOne(String annotation) {
    return annotation.startsWith(PREFIX);
  }

  /** The annotation of the step that {@code request} is for. */
  static String name(ChangeRequest request) {
    return PREFIX + Digest.sha256(request.requestId()).substring(0, 12);
  }

  /** What the step of {@code request} has done to {@code object}; empty when nothing. */
  static Optional<Journal> of(JsonNode object, ChangeRequest request) {
    JsonNode annotation = object.path("metadata").path("annotations").path(name(request));
    return annotation.isTextual()
        ? read(annotation.asText()).filter(j -> j.request().equals(request.requestId()))
        : Optional.empty();
  }

  /**
   * The annotations of {@code object} by operations on the same datastore before this one: those
   * are over, since there is only one at a time, so nobody undoes them any more.
   */
  static Map<String, String> stale(JsonNode object, ChangeRequest request) {
    return others(object, request, text -> isStale(text, request));
  }

  /** All others: by them steps of this operation, or of others on other datastores, are undone. */
  static Map<String, String> kept(JsonNode object, ChangeRequest request) {
    return others(object, request, text -> !isStale(text, request));
  }

  private static boolean isStale(String text, ChangeRequest request) {
    return read(text)
        .filter(j -> j.datastore().equals(request.datastore().value()))
        .filter(j -> !j.operation().equals(request.operation().value()))
        .isPresent();
  }

  private static Map<String, String> others(
      JsonNode object, ChangeRequest request, Predicate<String> wanted) {
    var found = new TreeMap<String, String>();
    object
        .path("metadata")
        .path("annotations")
        .properties()
        .forEach(
            annotation -> {
              String text = annotation.getValue().asText();
              if (isOne(annotation.getKey())
                  && !annotation.getKey().equals(name(request))
                  && wanted.test(text)) {
                found.put(annotation.getKey(), text);
              }
            });
    return found;
  }

  static Journal first(ChangeRequest request, boolean created, JsonNode before, JsonNode after) {
    return new Journal(
        request.operation().value(),
        request.datastore().value(),
        request.requestId(),
        created,
        false,
        MergePatch.between(before, after),
        MergePatch.between(after, before));
  }

  /** The same once it was taken back. */
  Journal asUndone() {
    return new Journal(operation, datastore, request, created, true, forward, back);
  }

  String text() {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("operation", operation).put("datastore", datastore).put("request", request);
    node.put("created", created).put("undone", undone);
    node.set("forward", forward);
    node.set("back", back);
    return node.toString();
  }

  private static Optional<Journal> read(String text) {
    try {
      JsonNode node = OperationJson.mapper().readTree(text);
      return Optional.of(
          new Journal(
              node.path("operation").asText(),
              node.path("datastore").asText(),
              node.path("request").asText(),
              node.path("created").asBoolean(),
              node.path("undone").asBoolean(),
              node.path("forward"),
              node.path("back")));
    } catch (JsonProcessingException e) {
      // Somebody else wrote it.
      return Optional.empty();
    }
  }
}
