package dev.dre.sandbox.clusters.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;

/**
 * How something is to be deleted.
 *
 * @param gracePeriod seconds; empty for the object's own
 * @param expectedUid empty for any
 * @param expectedResourceVersion empty for any
 */
public record DeleteOptions(
    Propagation propagation,
    OptionalLong gracePeriod,
    String expectedUid,
    String expectedResourceVersion) {

  /** What becomes of the objects that belong to the deleted one; constants as in the protocol. */
  public enum Propagation {
    /** They stay, and belong to nobody. */
    ORPHAN,
    /** They are deleted after it is gone. */
    BACKGROUND,
    /** It is gone after they are. */
    FOREGROUND
  }

  public static DeleteOptions with(Propagation propagation) {
    return new DeleteOptions(propagation, OptionalLong.empty(), "", "");
  }

  static DeleteOptions parse(ResourceKind kind, ApiRequest request) {
    var body = request.body().isBlank() ? Models.JSON.createObjectNode() : request.json();
    String policy = text(body, request, "propagationPolicy");
    String grace = text(body, request, "gracePeriodSeconds");
    var preconditions = body.path("preconditions");
    return new DeleteOptions(
        propagation(kind, policy, text(body, request, "orphanDependents")),
        grace.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(grace)),
        preconditions.path("uid").asText(),
        preconditions.path("resourceVersion").asText());
  }

  private static Propagation propagation(ResourceKind kind, String policy, String orphan) {
    return switch (policy) {
      case "Orphan" -> Propagation.ORPHAN;
      case "Background" -> Propagation.BACKGROUND;
      case "Foreground" -> Propagation.FOREGROUND;
      case "" -> {
        if (!orphan.isEmpty()) {
          yield Boolean.parseBoolean(orphan) ? Propagation.ORPHAN : Propagation.BACKGROUND;
        }
        // The one built-in kind here whose pods stay when nothing is said.
        yield kind.equals(ResourceKind.JOB) ? Propagation.ORPHAN : Propagation.BACKGROUND;
      }
      default ->
          throw ApiError.badRequest(
              "invalid propagationPolicy \"%s\": one of Orphan, Background, Foreground"
                  .formatted(policy));
    };
  }

  private static String text(JsonNode body, ApiRequest request, String field) {
    return body.hasNonNull(field) ? body.path(field).asText() : request.query(field);
  }
}
