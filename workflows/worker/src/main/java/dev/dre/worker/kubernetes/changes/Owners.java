package dev.dre.worker.kubernetes.changes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who else decides what an object is, and would take a change back, or be confused by it. */
final class Owners {

  private static final String HELM = "helm";

  /** Controllers of Kubernetes itself that own what people may still change. */
  private static final Set<String> NO_OPERATORS = Set.of("StatefulSet");

  private record Mark(String field, String name, String who) {}

  private static final List<Mark> GITOPS =
      List.of(
          new Mark("annotations", "argocd.argoproj.io/tracking-id", "Argo CD"),
          new Mark("labels", "argocd.argoproj.io/instance", "Argo CD"),
          new Mark("labels", "kustomize.toolkit.fluxcd.io/name", "Flux"),
          new Mark("labels", "helm.toolkit.fluxcd.io/name", "Flux"));

  private Owners() {}

  /**
   * Why {@code object} may not be changed; empty when nobody else owns it.
   *
   * @param known {@code helm} where the runbook says that it knows; else empty
   */
  static Optional<String> refusal(JsonNode object, String known) {
    for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
      String kind = owner.path("kind").asText();
      if (owner.path("controller").asBoolean() && !NO_OPERATORS.contains(kind)) {
        return Optional.of(
            "it belongs to %s %s (%s), whose operator would take the change back: change that instead"
                .formatted(kind, owner.path("name").asText(), owner.path("apiVersion").asText()));
      }
    }
    for (Mark mark : GITOPS) {
      String value = object.path("metadata").path(mark.field()).path(mark.name()).asText();
      if (!value.isEmpty()) {
        return Optional.of(
            "%s keeps it as its repository says (%s: %s), and would take the change back: change it there"
                .formatted(mark.who(), mark.name(), value));
      }
    }
    String manager =
        object.path("metadata").path("labels").path("app.kubernetes.io/managed-by").asText();
    if (manager.equalsIgnoreCase(HELM) && !known.equals(HELM)) {
      String release =
          object
              .path("metadata")
              .path("annotations")
              .path("meta.helm.sh/release-name")
              .asText("of a name that it does not say");
      return Optional.of(
          "Helm installed it (release %s), and the next upgrade would take the change back: change the values of the release too, and say so by managed_by: helm in the step"
              .formatted(release));
    }
    return Optional.empty();
  }
}
