package dev.dre.worker.kubernetes.changes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dre.operations.plan.PlannedChange;
import dev.dre.operations.plan.PlannedChange.Target;
import dev.dre.operations.temporal.JobAddress;
import dev.dre.worker.Redaction;
import dev.dre.worker.kubernetes.NotStarting;
import dev.dre.worker.kubernetes.ShownText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks again and again how far a rollout is, and why it does not go on. */
final class RolloutLook {

  /** A pod that cannot be made has an event at once; the next try may still succeed. */
  private static final Duration POD_GRACE = Duration.ofSeconds(30);

  private final ClusterObjects objects;
  private final PlannedChange change;
  private final Target target;
  private final Instant since;

  /** {@code since}: what was so before is not held against it yet. */
  RolloutLook(ClusterObjects objects, PlannedChange change, Target target, Instant since) {
    this.objects = objects;
    this.change = change;
    this.target = target;
    this.since = since;
  }

  /**
   * What was seen.
   *
   * @param stuck why it will not come through without a person; empty while it may
   * @param lastLines what its pod said last; empty when nobody can say
   */
  record Seen(Rollout rollout, String stuck, String lastLines) {}

  Seen at(Instant now) throws ObjectRefused {
    var object = objects.get(change.namespace(), target.kind(), target.name());
    if (object.isEmpty()) {
      return new Seen(new Rollout(false, -1, "it is gone", ""), "it was deleted by somebody", "");
    }
    Rollout rollout = Rollout.of(object.get());
    if (rollout.done()) {
      return new Seen(rollout, "", "");
    }
    return withTrouble(rollout, object.get(), ShownText.line(rollout.failed()), now);
  }

  private Seen withTrouble(Rollout rollout, JsonNode object, String failed, Instant now)
      throws ObjectRefused {
    List<JsonNode> pods = objects.pods(change.namespace(), object);
    Optional<PodTrouble> first = Optional.empty();
    for (JsonNode pod : pods) {
      var trouble = PodTrouble.of(pod).filter(ignored -> !PodTrouble.isReady(pod));
      if (trouble.isPresent() && (trouble.get().isOver(pod, since, now) || !failed.isEmpty())) {
        String words = inWords(trouble.get());
        return new Seen(rollout, words, lastWords(trouble.get()));
      }
      first = first.or(() -> trouble);
    }
    if (first.isEmpty() && failed.isEmpty() && isOver(now)) {
      String why = objects.whyNoPod(change.namespace(), object);
      if (!why.isEmpty() && pods.size() < object.path("spec").path("replicas").asInt(1)) {
        return new Seen(rollout, NotStarting.inWords("", why, where()), "");
      }
    }
    String waits = first.map(t -> "; %s: %s".formatted(t.pod(), t.reason())).orElse("");
    return new Seen(
        new Rollout(false, rollout.fraction(), rollout.words() + waits, ""), failed, "");
  }

  private boolean isOver(Instant now) {
    return Duration.between(since, now).compareTo(POD_GRACE) > 0;
  }

  private String inWords(PodTrouble trouble) {
    return "pod %s does not start: %s"
        .formatted(
            trouble.pod(), NotStarting.inWords(trouble.reason(), trouble.message(), where()));
  }

  private JobAddress where() {
    return new JobAddress(change.cluster(), change.namespace(), target.name());
  }

  private String lastWords(PodTrouble trouble) {
    if (trouble.container().isEmpty()) {
      return "";
    }
    String log = objects.lastWords(change.namespace(), trouble.pod(), trouble.container());
    return Redaction.redact(log).lines().map(ShownText::line).collect(Collectors.joining("\n"));
  }

  /**
   * Pods of {@code workload} that a rollout waits for though they are not of what it rolls out: a
   * StatefulSet never replaces a broken pod by itself when its template was put back.
   */
  List<JsonNode> leftBroken(JsonNode workload) throws ObjectRefused {
    if (!target.kind().equals("StatefulSet")
        || change.change() == PlannedChange.Kind.SCALE
        || !Rollout.rollsByItself(workload)
        || !Rollout.seen(workload)) {
      return List.of();
    }
    String revision = workload.path("status").path("updateRevision").asText();
    return objects.pods(change.namespace(), workload).stream()
        .filter(pod -> !PodTrouble.isReady(pod) && PodTrouble.of(pod).isPresent())
        .filter(pod -> !pod.path("metadata").hasNonNull("deletionTimestamp"))
        .filter(pod -> belongsTo(pod, workload))
        .filter(
            pod ->
                !revision.isEmpty()
                    && !pod.path("metadata")
                        .path("labels")
                        .path("controller-revision-hash")
                        .asText()
                        .equals(revision))
        .toList();
  }

  /** Others may have the same labels. */
  private static boolean belongsTo(JsonNode pod, JsonNode workload) {
    String uid = workload.path("metadata").path("uid").asText();
    for (JsonNode owner : pod.path("metadata").path("ownerReferences")) {
      if (!uid.isEmpty() && owner.path("uid").asText().equals(uid)) {
        return true;
      }
    }
    return false;
  }
}
