package dev.dre.worker.kubernetes.changes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON merge patches (RFC 7386): a list is one value, null takes a field away. */
final class MergePatch {

  private MergePatch() {}

  /** What makes {@code after} of {@code before}; without any field when they are the same. */
  static ObjectNode between(JsonNode before, JsonNode after) {
    var patch = JsonNodeFactory.instance.objectNode();
    before
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!after.has(name)) {
                patch.putNull(name);
              }
            });
    after
        .properties()
        .forEach(
            field -> {
              JsonNode old = before.get(field.getKey());
              JsonNode now = field.getValue();
              if (old != null && old.isObject() && now.isObject()) {
                ObjectNode inner = between(old, now);
                if (!inner.isEmpty()) {
                  patch.set(field.getKey(), inner);
                }
              } else if (!now.equals(old)) {
                patch.set(field.getKey(), now);
              }
            });
    return patch;
  }

  /** {@code document} with {@code patch} on it; neither is changed. */
  static JsonNode on(JsonNode document, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode result =
        document.isObject() ? document.deepCopy() : JsonNodeFactory.instance.objectNode();
    patch
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                result.remove(field.getKey());
              } else {
                result.set(field.getKey(), on(result.path(field.getKey()), field.getValue()));
              }
            });
    return result;
  }
}
