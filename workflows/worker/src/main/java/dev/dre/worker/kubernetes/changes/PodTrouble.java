package dev.dre.worker.kubernetes.changes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dre.worker.kubernetes.NotStarting;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * Why a pod does not become ready.
 *
 * @param pod its name
 * @param container whose last words say more; empty when it has not run
 * @param reason and message, in Kubernetes' words
 * @param patience how long that may heal by itself, counted from the start of the pod
 */
record PodTrouble(String pod, String container, String reason, String message, Duration patience) {

  /** A registry can have a bad minute; a database may start while another is not there yet. */
  private static final Set<String> SOON_HOPELESS =
      Set.of("ErrImagePull", "ImagePullBackOff", "CrashLoopBackOff");

  private static final Duration GRACE = Duration.ofSeconds(90);

  /** What the kubelet tries again: its Secrets can be late, and so can what runs containers. */
  private static final Set<String> TRIED_AGAIN =
      Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

  private static final Duration TRIED_AGAIN_GRACE = Duration.ofSeconds(30);

  static Optional<PodTrouble> of(JsonNode pod) {
    String name = pod.path("metadata").path("name").asText();
    for (JsonNode condition : pod.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("PodScheduled")
          && condition.path("status").asText().equals("False")) {
        return Optional.of(
            new PodTrouble(
                name,
                "",
                "Unschedulable",
                condition.path("message").asText(),
                NotStarting.NODE_GRACE));
      }
    }
    for (String list : new String[] {"initContainerStatuses", "containerStatuses"}) {
      for (JsonNode container : pod.path("status").path(list)) {
        String reason = container.path("state").path("waiting").path("reason").asText();
        String message = container.path("state").path("waiting").path("message").asText();
        if (NotStarting.HOPELESS.contains(reason) || SOON_HOPELESS.contains(reason)) {
          return Optional.of(
              new PodTrouble(
                  name,
                  container.path("lastState").has("terminated")
                      ? container.path("name").asText()
                      : "",
                  reason,
                  message,
                  patience(reason)));
        }
      }
    }
    return Optional.empty();
  }

  private static Duration patience(String reason) {
    if (TRIED_AGAIN.contains(reason)) {
      return TRIED_AGAIN_GRACE;
    }
    return SOON_HOPELESS.contains(reason) ? GRACE : Duration.ZERO;
  }

  /** Whether {@code pod} takes part in serving. */
  static boolean isReady(JsonNode pod) {
    for (JsonNode condition : pod.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }

  /** Whether it has lasted too long, for a pod that {@code pod} is, or since {@code since}. */
  boolean isOver(JsonNode of, Instant since, Instant now) {
    String created = of.path("metadata").path("creationTimestamp").asText();
    Instant begun = created.isEmpty() ? since : Instant.parse(created);
    // Kubernetes writes whole seconds.
    if (!begun.isBefore(since.truncatedTo(ChronoUnit.SECONDS))) {
      return Duration.between(begun, now).compareTo(patience) > 0;
    }
    // It was there before, and what was changed may be what mends it.
    Duration longer = patience.compareTo(GRACE) > 0 ? patience : GRACE;
    return Duration.between(since, now).compareTo(longer) > 0;
  }
}
