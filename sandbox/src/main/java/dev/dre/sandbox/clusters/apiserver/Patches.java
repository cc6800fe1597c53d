package dev.dre.sandbox.clusters.apiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** The kinds of patch that are understood; the others are refused, never half applied. */
final class Patches {
  // The one that the library for JSON patches speaks.
  private static final JsonMapper JSON_3 = new JsonMapper();

  private static final Set<String> KNOWN =
      Set.of(
          "application/json-patch+json",
          "application/merge-patch+json",
          "application/strategic-merge-patch+json");

  private Patches() {}

  /** Refuses a kind of patch before anything else is looked at. */
  static void requireKnown(String contentType) {
    if (!KNOWN.contains(type(contentType))) {
      throw ApiError.unsupportedMediaType(
          "the sandbox's clusters do not understand patches of type " + type(contentType));
    }
  }

  static ObjectNode apply(ApiObject target, String contentType, String patch) {
    return switch (type(contentType)) {
      case "application/json-patch+json" -> jsonPatch(target, patch);
      case "application/merge-patch+json" -> merge(target.json(), parse(patch));
      default -> strategic(target, parse(patch));
    };
  }

  private static String type(String contentType) {
    return contentType.split(";", 2)[0].strip();
  }

  private static ObjectNode jsonPatch(ApiObject target, String patch) {
    try {
      var patched =
          JsonPatch.apply(JSON_3.readTree(patch), JSON_3.readTree(target.json().toString()));
      return Models.parse(patched.toString());
    } catch (JsonPatchException e) {
      throw ApiError.invalid(target.key(), List.of());
    }
  }

  /** The same as a merge patch as long as it touches no list, whose merging rules are per field. */
  private static ObjectNode strategic(ApiObject target, ObjectNode patch) {
    if (!patch.findValues("$patch").isEmpty() || hasList(patch)) {
      throw ApiError.unsupportedMediaType(
          "the sandbox's clusters do not understand strategic merge patches with lists: send"
              + " application/json-patch+json or application/merge-patch+json");
    }
    return merge(target.json(), patch);
  }

  private static boolean hasList(JsonNode node) {
    if (node.isArray()) {
      return true;
    }
    for (var child : node) {
      if (hasList(child)) {
        return true;
      }
    }
    return false;
  }

  private static ObjectNode merge(ObjectNode target, ObjectNode patch) {
    var merged = target.deepCopy();
    for (var field : patch.properties()) {
      if (field.getValue().isNull()) {
        merged.remove(field.getKey());
      } else if (field.getValue() instanceof ObjectNode inner) {
        var old = merged.get(field.getKey());
        merged.set(
            field.getKey(),
            merge(old instanceof ObjectNode o ? o : Models.JSON.createObjectNode(), inner));
      } else {
        merged.set(field.getKey(), field.getValue());
      }
    }
    return merged;
  }

  private static ObjectNode parse(String patch) {
    try {
      if (Models.JSON.readTree(patch) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw ApiError.badRequest("error decoding patch: " + e.getOriginalMessage());
    }
    throw ApiError.badRequest("error decoding patch: not an object");
  }
}
