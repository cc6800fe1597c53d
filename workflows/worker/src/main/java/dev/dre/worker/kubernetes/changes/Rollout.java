package dev.dre.worker.kubernetes.changes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;

/**
 * How far Kubernetes is with what an object asks for.
 *
 * @param done whether it has come through
 * @param fraction from 0 to 1; below 0 where there is nothing to count
 * @param words for people: {@code 2 of 3 pods are ready}
 * @param failed why it will not come through, in Kubernetes' words; empty while it may
 * @param mayBeTooEarly whether pods count as ready that nothing has asked
 */
record Rollout(boolean done, double fraction, String words, String failed, boolean mayBeTooEarly) {

  Rollout(boolean done, double fraction, String words, String failed) {
    this(done, fraction, words, failed, false);
  }

  static Rollout of(JsonNode object) {
    return switch (object.path("kind").asText()) {
      case "StatefulSet" -> statefulSet(object);
      case "Deployment" -> deployment(object);
      case "PersistentVolumeClaim" -> volume(object);
      default -> new Rollout(true, 1, "it is as wanted", "");
    };
  }

  /** Whether new pods come by themselves when the template changes. */
  static boolean rollsByItself(JsonNode object) {
    return !object.path("spec").path("updateStrategy").path("type").asText().equals("OnDelete");
  }

  private static Rollout statefulSet(JsonNode object) {
    JsonNode status = object.path("status");
    int replicas = object.path("spec").path("replicas").asInt(1);
    int partition =
        object.path("spec").path("updateStrategy").path("rollingUpdate").path("partition").asInt(0);
    int updated = status.path("updatedReplicas").asInt(0);
    boolean inRevision =
        !rollsByItself(object)
            || (partition > 0
                ? updated >= Math.max(0, replicas - partition)
                : replicas == 0
                    || (updated == replicas
                        && status.path("currentRevision").equals(status.path("updateRevision"))));
    return pods(object, replicas, status.path("readyReplicas").asInt(0), updated, inRevision, "");
  }

  private static Rollout deployment(JsonNode object) {
    JsonNode status = object.path("status");
    int replicas = object.path("spec").path("replicas").asInt(1);
    int updated = status.path("updatedReplicas").asInt(0);
    String failed = "";
    for (JsonNode condition : status.path("conditions")) {
      if (condition.path("reason").asText().equals("ProgressDeadlineExceeded")) {
        failed = condition.path("message").asText();
      }
    }
    return pods(
        object,
        replicas,
        status.path("availableReplicas").asInt(0),
        updated,
        updated == replicas,
        seen(object) ? failed : "");
  }

  private static Rollout pods(
      JsonNode object, int replicas, int ready, int updated, boolean inRevision, String failed) {
    int there = object.path("status").path("replicas").asInt(0);
    boolean done = seen(object) && inRevision && ready == replicas && there == replicas;
    int good = Math.min(ready, inRevision ? replicas : updated);
    String words =
        there > replicas
            ? "%d of %d pods are still to go".formatted(there - replicas, there)
            : inRevision || updated == replicas
                ? "%d of %d pods are ready".formatted(ready, replicas)
                : "%d of %d pods are new, %d are ready".formatted(updated, replicas, ready);
    return new Rollout(
        done,
        replicas == 0 ? -1 : Math.min(1, (double) good / replicas),
        words,
        failed,
        replicas > 0 && !asksWhetherReady(object));
  }

  private static boolean asksWhetherReady(JsonNode object) {
    for (JsonNode container : object.at("/spec/template/spec/containers")) {
      if (!container.has("readinessProbe")) {
        return false;
      }
    }
    return true;
  }

  /** Whether the status is about what the object says now. */
  static boolean seen(JsonNode object) {
    return object.path("status").path("observedGeneration").asLong(0)
        >= object.path("metadata").path("generation").asLong(0);
  }

  private static Rollout volume(JsonNode object) {
    String wanted = object.path("spec").path("resources").path("requests").path("storage").asText();
    String there = object.path("status").path("capacity").path("storage").asText();
    String failed = "";
    for (JsonNode condition : object.path("status").path("conditions")) {
      String type = condition.path("type").asText();
      if (type.endsWith("ResizeError")) {
        failed = "%s: %s".formatted(type, condition.path("message").asText());
      }
    }
    boolean done = !there.isEmpty() && bytes(there).compareTo(bytes(wanted)) >= 0;
    return new Rollout(
        done,
        -1,
        there.isEmpty()
            ? "the claim is not bound to a volume yet"
            : "the volume has %s of %s".formatted(there, wanted),
        done ? "" : failed);
  }

  private static BigDecimal bytes(String quantity) {
    return Quantity.getAmountInBytes(new Quantity(quantity));
  }
}
