package dev.dre.worker.kubernetes.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.plan.PlannedChange;
import dev.dre.operations.plan.PlannedChange.Target;
import dev.dre.operations.temporal.ChangeRequest;
import dev.dre.worker.kubernetes.changes.ClusterObjects.Way;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One object as it is, and as the API server says that it would be.
 *
 * @param before as it is; empty when it is not there
 * @param after as it would be; the same where nothing would change
 * @param content what has to be sent for that
 * @param way how
 */
record Trial(
    Target target, Optional<JsonNode> before, JsonNode after, ObjectNode content, Way way) {

  private static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

  private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

  /**
   * Tries it without changing anything.
   *
   * @throws ObjectRefused with a sentence that says why it cannot be
   */
  static Trial of(ClusterObjects objects, ChangeRequest request, Target target, Instant now)
      throws ObjectRefused {
    PlannedChange change = request.change();
    Optional<JsonNode> before = objects.get(change.namespace(), target.kind(), target.name());
    boolean applies = change.change() == PlannedChange.Kind.APPLY;
    if (before.isEmpty() && !applies) {
      throw invalid("there is no %s in %s".formatted(target.words(), change.namespace()));
    }
    if (before.isPresent()) {
      var refusal = Owners.refusal(before.get(), change.managedBy());
      if (refusal.isPresent()) {
        throw new ObjectRefused(
            ObjectRefused.Kind.OWNED, "%s: %s".formatted(target.words(), refusal.get()));
      }
    }
    if (change.change() == PlannedChange.Kind.RESIZE
        && before.filter(o -> o.path("status").has("capacity")).isEmpty()) {
      throw invalid(
          "%s is not bound to a volume yet: there is nothing to make larger"
              .formatted(target.words()));
    }
    ObjectNode content = content(change, target, now);
    if (before.isPresent()) {
      knowsContainers(before.get(), content, target, change.change());
    }
    if (change.change() == PlannedChange.Kind.RESTART && restarted(before, request)) {
      return new Trial(target, before, before.orElseThrow(), content, Way.STRATEGIC);
    }
    Way way = applies ? Way.APPLY : Way.STRATEGIC;
    JsonNode after;
    try {
      after = write(objects, change, target, way, content);
    } catch (ObjectRefused e) {
      if (!applies || !onlyOurs(e)) {
        throw e;
      }
      way = Way.APPLY_OWN;
      after = write(objects, change, target, way, content);
    }
    var trial = new Trial(target, before, after, content, way);
    if (before.isPresent()
        && !Rollout.rollsByItself(after)
        && !after
            .path("spec")
            .path("template")
            .equals(before.get().path("spec").path("template"))) {
      throw invalid(
          "%s has the update strategy OnDelete: its pods would stay as they are until somebody deletes them"
              .formatted(target.words()));
    }
    return trial;
  }

  private static JsonNode write(
      ClusterObjects objects, PlannedChange change, Target target, Way way, ObjectNode content)
      throws ObjectRefused {
    try {
      return objects.write(change.namespace(), target.kind(), target.name(), way, content, true);
    } catch (ObjectRefused e) {
      throw new ObjectRefused(
          e.kind(),
          e.kind() == ObjectRefused.Kind.OWNED
              ? "%s: somebody else decides what it is (%s). It is not taken from them: change it there, or leave the field out"
                  .formatted(target.words(), e.words())
              : "%s: %s".formatted(target.words(), e.words()));
    }
  }

  /** Its own fields, set another way before, are in nobody else's way. */
  private static boolean onlyOurs(ObjectRefused e) {
    return e.kind() == ObjectRefused.Kind.OWNED
        && e.words().contains("conflict with \"" + Fabric8Objects.MANAGER + "\"")
        && e.words().split("conflict with", -1).length
            == e.words().split("conflict with \"" + Fabric8Objects.MANAGER + "\"", -1).length;
  }

  private static ObjectNode content(PlannedChange change, Target target, Instant now) {
    if (change.change() != PlannedChange.Kind.RESTART) {
      return read(target.content());
    }
    var content = JsonNodeFactory.instance.objectNode();
    content
        .putObject("spec")
        .putObject("template")
        .putObject("metadata")
        .putObject("annotations")
        .put(RESTARTED_AT, now.toString());
    return content;
  }

  /** By this step, or by the hand that it was given into. */
  private static boolean restarted(Optional<JsonNode> object, ChangeRequest request) {
    if (object.flatMap(o -> Journal.of(o, request)).isPresent()) {
      return true;
    }
    String at =
        object
            .orElse(NOTHING)
            .path("spec")
            .path("template")
            .path("metadata")
            .path("annotations")
            .path(RESTARTED_AT)
            .asText();
    try {
      return !at.isEmpty()
          && request.since().filter(since -> !Instant.parse(at).isBefore(since)).isPresent();
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /** A container of another name would be added beside the others. */
  private static void knowsContainers(
      JsonNode object, JsonNode content, Target target, PlannedChange.Kind change)
      throws ObjectRefused {
    if (change == PlannedChange.Kind.APPLY) {
      return;
    }
    for (String list : List.of("containers", "initContainers")) {
      var known = new TreeSet<String>();
      object.at("/spec/template/spec/" + list).forEach(c -> known.add(c.path("name").asText()));
      for (JsonNode container : content.at("/spec/template/spec/" + list)) {
        String name = container.path("name").asText();
        if (!known.contains(name)) {
          throw invalid(
              "%s has no container %s: it has %s"
                  .formatted(target.words(), name, String.join(", ", known)));
        }
      }
    }
  }

  /** What would change, line by line; empty when nothing would. */
  List<String> differences() {
    return Differences.between(Wanted.of(before.orElse(NOTHING)), Wanted.of(after));
  }

  boolean changesNothing() {
    return before.isPresent() && Wanted.of(before.get()).equals(Wanted.of(after));
  }

  /** What it is now, in a few characters. */
  String asOf() {
    return before.map(Wanted::digest).orElse("absent");
  }

  static ObjectNode read(String json) {
    try {
      return (ObjectNode) OperationJson.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plan holds JSON", e);
    }
  }

  private static ObjectRefused invalid(String words) {
    return new ObjectRefused(ObjectRefused.Kind.INVALID, words);
  }
}
