package dev.dre.sandbox.clusters.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Fills in what a real API server fills in, so that what comes back looks the same. */
final class Defaults {
  private Defaults() {}

  static void fillIn(ApiObject object) {
    switch (object.kind().kind()) {
      case "Job" -> job(object);
      case "Pod" -> pod(object.json().withObject("/spec"), "Always");
      case "Secret" -> secret(object.json());
      case "Namespace" -> namespace(object);
      default -> {}
    }
  }

  /** The status that a new object starts with. */
  static void initialStatus(ApiObject object) {
    switch (object.kind().kind()) {
      case "Pod" ->
          object.json().putObject("status").put("phase", "Pending").put("qosClass", "BestEffort");
      case "Namespace" -> object.json().putObject("status").put("phase", "Active");
      case "Job" -> object.json().putObject("status");
      default -> {}
    }
  }

  private static void job(ApiObject job) {
    var spec = job.json().withObject("/spec");
    absent(spec, "completions", 1);
    absent(spec, "parallelism", 1);
    absent(spec, "backoffLimit", 6);
    absent(spec, "completionMode", "NonIndexed");
    absent(spec, "suspend", false);
    absent(spec, "manualSelector", false);
    absent(
        spec,
        "podReplacementPolicy",
        spec.has("podFailurePolicy") ? "Failed" : "TerminatingOrFailed");
    for (var rule : spec.path("podFailurePolicy").path("rules")) {
      rule.path("onPodConditions").forEach(c -> absent((ObjectNode) c, "status", "True"));
    }
    String uid = job.uid();
    var labels = spec.withObject("/template").withObject("/metadata").withObject("/labels");
    for (String prefix : new String[] {"", "batch.kubernetes.io/"}) {
      labels.put(prefix + "controller-uid", uid).put(prefix + "job-name", job.name());
    }
    spec.withObject("/selector")
        .withObject("/matchLabels")
        .put("batch.kubernetes.io/controller-uid", uid);
    // No default for restartPolicy that could pass: a Job has to say it.
    pod(spec.withObject("/template").withObject("/spec"), "Always");
  }

  private static void pod(ObjectNode spec, String restartPolicy) {
    absent(spec, "restartPolicy", restartPolicy);
    absent(spec, "terminationGracePeriodSeconds", 30);
    absent(spec, "dnsPolicy", "ClusterFirst");
    absent(spec, "schedulerName", "default-scheduler");
    spec.withObject("/securityContext");
    for (var container : spec.path("containers")) {
      if (container instanceof ObjectNode fields) {
        absent(fields, "terminationMessagePath", "/dev/termination-log");
        absent(fields, "terminationMessagePolicy", "File");
        absent(fields, "imagePullPolicy", pullPolicy(fields.path("image").asText()));
        fields.withObject("/resources");
      }
    }
  }

  private static String pullPolicy(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    return image.contains("@") || (last.contains(":") && !last.endsWith(":latest"))
        ? "IfNotPresent"
        : "Always";
  }

  private static void secret(ObjectNode secret) {
    absent(secret, "type", "Opaque");
    JsonNode plain = secret.remove("stringData");
    if (plain != null) {
      var data = secret.withObject("/data");
      plain
          .properties()
          .forEach(
              e ->
                  data.put(
                      e.getKey(),
                      Base64.getEncoder()
                          .encodeToString(e.getValue().asText().getBytes(StandardCharsets.UTF_8))));
    }
  }

  private static void namespace(ApiObject namespace) {
    namespace.metadata().withObject("/labels").put("kubernetes.io/metadata.name", namespace.name());
    var spec = namespace.json().withObject("/spec");
    if (!spec.has("finalizers") && !namespace.isBeingDeleted()) {
      spec.putArray("finalizers").add("kubernetes");
    }
  }

  private static void absent(ObjectNode node, String field, Object value) {
    if (!node.hasNonNull(field)) {
      switch (value) {
        case Integer number -> node.put(field, number);
        case Boolean flag -> node.put(field, flag);
        default -> node.put(field, value.toString());
      }
    }
  }
}
