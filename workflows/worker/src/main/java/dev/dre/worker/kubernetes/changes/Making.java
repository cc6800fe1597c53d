package dev.dre.worker.kubernetes.changes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.operations.event.Verification;
import dev.dre.operations.plan.PlannedChange;
import dev.dre.operations.plan.PlannedChange.Target;
import dev.dre.operations.temporal.ChangeRequest;
import dev.dre.operations.temporal.ChangeVerdict;
import dev.dre.operations.temporal.ChangeView;
import dev.dre.worker.kubernetes.ShownText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tries, makes and looks after the change of a request; each call does what can be done at once.
 */
final class Making {

  /** Between a read and a write only a status can move so often. */
  private static final int TRIES = 10;

  private final ClusterObjects objects;
  private final ChangeRequest request;

  Making(ClusterObjects objects, ChangeRequest request) {
    this.objects = objects;
    this.request = request;
  }

  /** What would change, and of what. */
  ChangeView look(Instant now) {
    var reading = new TreeMap<String, String>();
    var states = new ArrayList<String>();
    try {
      for (Target target : request.change().objects()) {
        Trial trial = Trial.of(objects, request, target, now);
        reading.put(target.words(), inWords(trial));
        states.add(trial.asOf());
      }
    } catch (ObjectRefused e) {
      return new ChangeView(inWords(e), reading);
    }
    reading.put(PlannedChange.AS_OF, String.join(" ", states));
    return new ChangeView("", reading);
  }

  private String inWords(Trial trial) {
    if (trial.before().isEmpty()) {
      return "is made";
    }
    if (request.change().change() == PlannedChange.Kind.RESTART) {
      int pods = trial.before().get().path("spec").path("replicas").asInt(1);
      return trial.changesNothing()
          ? "is restarted already"
          : "%d %s made anew, one after the other"
              .formatted(pods, pods == 1 ? "pod is" : "pods are");
    }
    return trial.changesNothing()
        ? "nothing changes: it is so already"
        : String.join("\n", trial.differences());
  }

  private String inWords(ObjectRefused e) {
    return e.kind() == ObjectRefused.Kind.FORBIDDEN
        ? "the worker has no right to: %s. /dre doctor names the right that is missing"
            .formatted(ShownText.line(e.words()))
        : ShownText.line(e.words());
  }

  /**
   * Makes it, unless it is so already. Why it could not be made; empty when it is there now, though
   * not yet come through.
   *
   * @param stillWanted throws when it is not; asked right before each write
   */
  Optional<String> make(Instant now, Runnable stillWanted) {
    try {
      var targets = request.change().objects();
      for (int i = 0; i < targets.size(); i++) {
        var problem = make(targets.get(i), approved(i), now, stillWanted);
        if (problem.isPresent()) {
          return problem;
        }
      }
      return Optional.empty();
    } catch (ObjectRefused e) {
      return Optional.of(inWords(e));
    }
  }

  private Optional<String> approved(int index) {
    return request
        .approved()
        .map(all -> all.split(" ", -1))
        .map(all -> index < all.length ? all[index] : "");
  }

  private Optional<String> make(
      Target target, Optional<String> approved, Instant now, Runnable stillWanted)
      throws ObjectRefused {
    for (int tries = 1; ; tries++) {
      Trial trial = Trial.of(objects, request, target, now);
      if (trial.changesNothing()) {
        return Optional.empty();
      }
      if (approved.isPresent() && !approved.get().equals(trial.asOf())) {
        return Optional.of(
            "%s has changed since approval: retry asks anew, with what it is now"
                .formatted(target.words()));
      }
      ObjectNode content = noted(trial);
      stillWanted.run();
      try {
        objects.write(
            request.change().namespace(),
            target.kind(),
            target.name(),
            trial.way(),
            content,
            false);
        return Optional.empty();
      } catch (ObjectRefused e) {
        if (e.kind() != ObjectRefused.Kind.STALE || tries == TRIES) {
          throw e;
        }
        // Looked at again: a status that moved is no matter, anything else is found by its digest.
      }
    }
  }

  /** What is sent: the change, of this version only, with what undoes it. */
  private ObjectNode noted(Trial trial) throws ObjectRefused {
    JsonNode before =
        trial.before().<JsonNode>map(Wanted::of).orElseGet(JsonNodeFactory.instance::objectNode);
    Optional<Journal> earlier = trial.before().flatMap(o -> Journal.of(o, request));
    // What a first try of this step found is what it goes back to.
    JsonNode origin = earlier.map(j -> MergePatch.on(before, j.back())).orElse(before);
    boolean created = earlier.map(Journal::created).orElse(trial.before().isEmpty());
    String journal = Journal.first(request, created, origin, Wanted.of(trial.after())).text();
    if (journal.length() > Journal.LONGEST) {
      throw new ObjectRefused(
          ObjectRefused.Kind.INVALID,
          "%s: what is there now is too large to be kept for going back (%d KiB of %d)"
              .formatted(trial.target().words(), journal.length() / 1024, Journal.LONGEST / 1024));
    }
    ObjectNode content = trial.content().deepCopy();
    ObjectNode metadata = content.withObject("/metadata");
    ObjectNode annotations = metadata.withObject("/annotations");
    annotations.put(Journal.name(request), journal);
    boolean applies = request.change().change() == PlannedChange.Kind.APPLY;
    trial
        .before()
        .ifPresent(
            object -> {
              metadata.set("resourceVersion", object.path("metadata").path("resourceVersion"));
              if (applies) {
                // What is left out of what is applied is taken away.
                Journal.kept(object, request).forEach(annotations::put);
              } else {
                Journal.stale(object, request).keySet().forEach(annotations::putNull);
              }
            });
    return content;
  }

  /** Whether it is there, and has come through. */
  ChangeVerdict verify(Instant now) throws ObjectRefused {
    var found = new ArrayList<ChangeVerdict>();
    for (Target target : request.change().objects()) {
      found.add(verify(target, now));
    }
    String evidence = found.stream().map(ChangeVerdict::evidence).collect(Collectors.joining("; "));
    return new ChangeVerdict(together(found), evidence);
  }

  private static Verification together(List<ChangeVerdict> found) {
    var kinds = found.stream().map(ChangeVerdict::verification).distinct().toList();
    return kinds.size() == 1 ? kinds.getFirst() : Verification.PARTIAL;
  }

  private ChangeVerdict verify(Target target, Instant now) throws ObjectRefused {
    Trial trial;
    try {
      trial = Trial.of(objects, request, target, now);
    } catch (ObjectRefused e) {
      if (e.kind() == ObjectRefused.Kind.FORBIDDEN) {
        throw e;
      }
      // What is not possible was not done, unless dre's own note says otherwise.
      boolean ours =
          isOurs(objects.get(request.change().namespace(), target.kind(), target.name()));
      return new ChangeVerdict(
          ours ? Verification.PARTIAL : Verification.NOT_DONE, ShownText.line(e.words()));
    }
    if (trial.before().isEmpty()) {
      return new ChangeVerdict(Verification.NOT_DONE, target.words() + " is not there");
    }
    if (!trial.changesNothing()) {
      String differs = "%s: %s".formatted(target.words(), inWords(trial).replace("\n", ", "));
      return isOurs(trial.before())
          ? new ChangeVerdict(
              Verification.PARTIAL, "dre changed it, and somebody changed it since; " + differs)
          : new ChangeVerdict(Verification.NOT_DONE, "to be changed still: " + differs);
    }
    Rollout rollout = Rollout.of(trial.before().orElseThrow());
    return new ChangeVerdict(
        rollout.done() ? Verification.DONE : Verification.PARTIAL,
        "%s is as wanted, %s".formatted(target.words(), rollout.words()));
  }

  private boolean isOurs(Optional<JsonNode> object) {
    return object.flatMap(o -> Journal.of(o, request)).filter(j -> !j.undone()).isPresent();
  }
}
