package dev.dre.sandbox.clusters.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dre.sandbox.clusters.apiserver.ApiError.Cause;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What a real API server refuses with 422, for the kinds that are here. */
final class Validation {
  private Validation() {}

  /**
   * @throws ApiError with every problem at once
   */
  static void ofNew(ApiObject object) {
    var causes = metadata(object);
    switch (object.kind().kind()) {
      case "Job" -> causes.addAll(JobRules.problems(object));
      case "Pod" -> {
        causes.addAll(PodRules.problems("spec", object.json().path("spec")));
        causes.addAll(PodRules.limitsOfBarePods(object.json().path("spec")));
      }
      case "Secret", "ConfigMap" -> causes.addAll(data(object));
      default -> {}
    }
    refuse(object, causes);
  }

  static void ofChange(ApiObject before, ApiObject after) {
    var causes = metadata(after);
    switch (after.kind().kind()) {
      case "Job" -> causes.addAll(JobRules.forbiddenChanges(before, after));
      case "Pod" -> causes.addAll(PodRules.forbiddenChanges(before, after));
      case "Secret", "ConfigMap" -> {
        causes.addAll(data(after));
        causes.addAll(changesOfImmutable(before, after));
      }
      default -> {}
    }
    refuse(after, causes);
  }

  private static void refuse(ApiObject object, List<Cause> causes) {
    if (!causes.isEmpty()) {
      throw ApiError.invalid(object.key(), causes);
    }
  }

  private static List<Cause> metadata(ApiObject object) {
    var causes = new ArrayList<Cause>();
    if (object.name().isEmpty()) {
      causes.add(Cause.required("metadata.name", "name or generateName is required"));
    } else if (object.kind().equals(ResourceKind.NAMESPACE)) {
      causes.addAll(NameRules.dnsLabel("metadata.name", object.name()));
    } else {
      causes.addAll(NameRules.dnsSubdomain("metadata.name", object.name()));
    }
    causes.addAll(labels("metadata.labels", object.metadata().path("labels")));
    object
        .metadata()
        .path("annotations")
        .fieldNames()
        .forEachRemaining(k -> causes.addAll(NameRules.qualifiedName("metadata.annotations", k)));
    object
        .finalizers()
        .forEach(f -> causes.addAll(NameRules.qualifiedName("metadata.finalizers", f)));
    return causes;
  }

  static List<Cause> labels(String field, JsonNode labels) {
    var causes = new ArrayList<Cause>();
    labels
        .properties()
        .forEach(
            label -> {
              causes.addAll(NameRules.qualifiedName(field, label.getKey()));
              causes.addAll(NameRules.labelValue(field, label.getValue().asText()));
            });
    return causes;
  }

  private static List<Cause> data(ApiObject object) {
    var causes = new ArrayList<Cause>();
    object
        .json()
        .path("data")
        .fieldNames()
        .forEachRemaining(k -> causes.addAll(NameRules.dataKey("data[" + k + "]", k)));
    if (object.kind().equals(ResourceKind.SECRET)) {
      object.json().path("data").forEach(v -> requireBase64(object, v.asText()));
    }
    return causes;
  }

  private static void requireBase64(ApiObject secret, String value) {
    try {
      Base64.getDecoder().decode(value);
    } catch (IllegalArgumentException e) {
      throw ApiError.badRequest(
          "Secret in version \"v1\" cannot be handled as a Secret: illegal base64 data in %s"
              .formatted(secret.name()));
    }
  }

  private static List<Cause> changesOfImmutable(ApiObject before, ApiObject after) {
    if (!before.json().path("immutable").asBoolean()) {
      return List.of();
    }
    var causes = new ArrayList<Cause>();
    for (String field : List.of("immutable", "data", "binaryData")) {
      if (!before.json().path(field).equals(after.json().path(field))) {
        causes.add(Cause.forbidden(field, "field is immutable when `immutable` is set"));
      }
    }
    return causes;
  }
}
