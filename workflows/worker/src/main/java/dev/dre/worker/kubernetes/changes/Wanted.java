package dev.dre.worker.kubernetes.changes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.operations.json.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What somebody wants an object to be: all of it but its status and what the server keeps. */
final class Wanted {

  private static final List<String> BY_THE_SERVER =
      List.of(
          "managedFields", "uid", "resourceVersion", "generation", "creationTimestamp", "selfLink");

  private static final Set<String> BY_CONTROLLERS = Set.of("deployment.kubernetes.io/revision");

  private Wanted() {}

  /** {@code object} without status, bookkeeping of the server, and what dre notes on it. */
  static ObjectNode of(JsonNode object) {
    ObjectNode wanted = object.deepCopy();
    wanted.remove("status");
    if (wanted.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(BY_THE_SERVER);
      // There, though empty: what is added to them is taken away by its name, never all of them.
      metadata.withObject("/labels");
      ObjectNode annotations = metadata.withObject("/annotations");
      var names = new ArrayList<String>();
      annotations.fieldNames().forEachRemaining(names::add);
      names.stream()
          .filter(name -> Journal.isOne(name) || BY_CONTROLLERS.contains(name))
          .forEach(annotations::remove);
    }
    return wanted;
  }

  /**
   * Tells what people were shown from what is there later. A status that moves makes no difference,
   * nor does the order of fields; an object of the same name that was made anew does.
   */
  static String digest(JsonNode object) {
    String uid = object.path("metadata").path("uid").asText();
    return Digest.of(List.of(uid, of(object))).substring(0, 12);
  }
}
