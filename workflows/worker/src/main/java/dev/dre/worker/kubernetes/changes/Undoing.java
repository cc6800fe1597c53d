package dev.dre.worker.kubernetes.changes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.operations.plan.PlannedChange;
import dev.dre.operations.plan.PlannedChange.Target;
import dev.dre.operations.temporal.ChangeRequest;
import dev.dre.worker.kubernetes.ShownText;
import dev.dre.worker.kubernetes.changes.ClusterObjects.Way;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Puts one object back to what was there before the change of a request. */
final class Undoing {

  private static final int TRIES = 10;

  private final ClusterObjects objects;
  private final ChangeRequest request;
  private final Target target;
  private final InstantSource clock;

  Undoing(ClusterObjects objects, ChangeRequest request, Target target, InstantSource clock) {
    this.objects = objects;
    this.request = request;
    this.target = target;
    this.clock = clock;
  }

  /** How far it is. */
  enum Step {
    /** There is nothing of it, or nothing any more. */
    NOTHING_LEFT,
    /** It has been put back, and that has to come through. */
    PUT_BACK
  }

  /** Asks for it to be put back. Can be called again and again. */
  Step putBack() throws ObjectRefused {
    for (int tries = 1; ; tries++) {
      try {
        return tryOnce();
      } catch (ObjectRefused e) {
        if (e.kind() != ObjectRefused.Kind.STALE || tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private Step tryOnce() throws ObjectRefused {
    Optional<JsonNode> found = get();
    Optional<Journal> noted = found.flatMap(o -> Journal.of(o, request));
    if (found.isEmpty() || noted.isEmpty()) {
      return Step.NOTHING_LEFT;
    }
    JsonNode object = found.get();
    Journal journal = noted.get();
    if (journal.undone()) {
      return Step.PUT_BACK;
    }
    var kind = request.change().change();
    if (kind == PlannedChange.Kind.RESTART || kind == PlannedChange.Kind.RESIZE) {
      forget(object);
      return Step.NOTHING_LEFT;
    }
    if (journal.created()) {
      takeAway(object);
      return Step.PUT_BACK;
    }
    JsonNode wanted = Wanted.of(object);
    if (MergePatch.on(wanted, journal.back()).equals(wanted)) {
      forget(object);
      return Step.NOTHING_LEFT;
    }
    JsonNode left = MergePatch.on(wanted, journal.forward());
    if (!left.equals(wanted)) {
      throw changedSince(Differences.between(left, wanted));
    }
    ObjectNode content = journal.back().deepCopy();
    versioned(content, object).put(Journal.name(request), journal.asUndone().text());
    write(content);
    return Step.PUT_BACK;
  }

  /**
   * The server says whether it is still what was applied: what it fills in by itself, an address
   * for one, cannot be known from the trial that went before.
   */
  private void takeAway(JsonNode object) throws ObjectRefused {
    if (object.path("metadata").hasNonNull("deletionTimestamp")) {
      return;
    }
    Trial trial = Trial.of(objects, request, target, clock.instant());
    if (!trial.changesNothing()) {
      throw changedSince(Differences.between(Wanted.of(trial.after()), Wanted.of(object)));
    }
    objects.delete(
        request.change().namespace(),
        target.kind(),
        target.name(),
        object.path("metadata").path("resourceVersion").asText());
  }

  private ObjectRefused changedSince(List<String> differences) {
    return new ObjectRefused(
        ObjectRefused.Kind.INVALID,
        "%s was changed by somebody after dre (%s), so it is not put back over that: put it as dre left it, or give up on this rollback"
            .formatted(target.words(), ShownText.line(String.join(", ", differences))));
  }

  /** Once it has come through: takes the note away. */
  void forget() throws ObjectRefused {
    var object = get().filter(o -> Journal.of(o, request).isPresent());
    if (object.isPresent()) {
      forget(object.get());
    }
  }

  Optional<JsonNode> get() throws ObjectRefused {
    return objects.get(request.change().namespace(), target.kind(), target.name());
  }

  private void forget(JsonNode object) throws ObjectRefused {
    var content = JsonNodeFactory.instance.objectNode();
    versioned(content, object).putNull(Journal.name(request));
    write(content);
  }

  private static ObjectNode versioned(ObjectNode content, JsonNode object) {
    ObjectNode metadata = content.withObject("/metadata");
    metadata.set("resourceVersion", object.path("metadata").path("resourceVersion"));
    return metadata.withObject("/annotations");
  }

  private void write(ObjectNode content) throws ObjectRefused {
    objects.write(
        request.change().namespace(), target.kind(), target.name(), Way.MERGE, content, false);
  }
}
