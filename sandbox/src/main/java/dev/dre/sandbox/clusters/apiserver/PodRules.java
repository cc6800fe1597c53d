package dev.dre.sandbox.clusters.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.clusters.apiserver.ApiError.Cause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is refused about the spec of a pod, alone or as the template of a Job. */
final class PodRules {
  private static final Set<String> VOLUMES =
      Set.of("name", "emptyDir", "configMap", "secret", "persistentVolumeClaim");
  private static final List<String> UNKNOWN_HERE =
      List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe", "volumeDevices");

  private PodRules() {}

  static List<Cause> problems(String field, JsonNode spec) {
    var causes = new ArrayList<Cause>();
    if (spec.path("activeDeadlineSeconds").asLong(1) < 1) {
      causes.add(
          Cause.invalid(
              field + ".activeDeadlineSeconds",
              spec.path("activeDeadlineSeconds"),
              "must be between 1 and 2147483647, inclusive"));
    }
    var volumes = new HashSet<String>();
    int v = 0;
    for (var volume : spec.path("volumes")) {
      causes.addAll(volume(field + ".volumes[" + v++ + "]", volume, volumes));
    }
    if (spec.path("containers").isEmpty()) {
      causes.add(Cause.required(field + ".containers", ""));
    }
    var names = new HashSet<String>();
    int c = 0;
    for (var container : spec.path("containers")) {
      causes.addAll(container(field + ".containers[" + c++ + "]", container, names, volumes));
    }
    if (spec.path("containers").size() > 1 || !spec.path("initContainers").isEmpty()) {
      causes.add(
          Cause.forbidden(
              field + ".containers", "the sandbox's clusters run one container per pod"));
    }
    return causes;
  }

  static List<Cause> limitsOfBarePods(JsonNode spec) {
    return spec.path("restartPolicy").asText().equals("Never")
        ? List.of()
        : List.of(
            Cause.forbidden("spec.restartPolicy", "the sandbox's clusters run only \"Never\""));
  }

  static List<Cause> forbiddenChanges(ApiObject before, ApiObject after) {
    return fixed(before).equals(fixed(after))
        ? List.of()
        : List.of(
            Cause.forbidden(
                "spec",
                "pod updates may not change fields other than"
                    + " `spec.containers[*].image`,`spec.initContainers[*].image`,"
                    + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing"
                    + " tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1"
                    + " if it was previously negative)"));
  }

  private static JsonNode fixed(ApiObject pod) {
    var spec = pod.json().path("spec").deepCopy();
    if (spec instanceof ObjectNode fields) {
      // Where it runs is set once, by the controllers.
      fields.remove(List.of("activeDeadlineSeconds", "tolerations", "nodeName"));
      fields.path("containers").forEach(c -> ((ObjectNode) c).remove("image"));
    }
    return spec;
  }

  private static List<Cause> container(
      String field, JsonNode container, Set<String> names, Set<String> volumes) {
    var causes = new ArrayList<Cause>();
    String name = container.path("name").asText();
    if (name.isEmpty()) {
      causes.add(Cause.required(field + ".name", ""));
    } else {
      causes.addAll(NameRules.dnsLabel(field + ".name", name));
      if (!names.add(name)) {
        causes.add(Cause.duplicate(field + ".name", name));
      }
    }
    if (container.path("image").asText().isEmpty()) {
      causes.add(Cause.required(field + ".image", ""));
    }
    oneOf(causes, field, container, "terminationMessagePolicy", "File", "FallbackToLogsOnError");
    oneOf(causes, field, container, "imagePullPolicy", "Always", "IfNotPresent", "Never");
    int e = 0;
    for (var variable : container.path("env")) {
      causes.addAll(
          NameRules.variable(field + ".env[" + e++ + "].name", variable.path("name").asText()));
    }
    int m = 0;
    for (var mount : container.path("volumeMounts")) {
      String mountField = field + ".volumeMounts[" + m++ + "]";
      if (!volumes.contains(mount.path("name").asText())) {
        causes.add(
            new Cause(
                "FieldValueNotFound",
                mountField + ".name",
                "Not found: \"" + mount.path("name").asText() + "\""));
      }
      if (mount.path("mountPath").asText().isEmpty()) {
        causes.add(Cause.required(mountField + ".mountPath", ""));
      }
    }
    for (String unknown : UNKNOWN_HERE) {
      if (container.has(unknown)) {
        causes.add(
            Cause.forbidden(field + "." + unknown, "the sandbox's clusters do not act on it"));
      }
    }
    return causes;
  }

  private static List<Cause> volume(String field, JsonNode volume, Set<String> names) {
    var causes = new ArrayList<>(NameRules.dnsLabel(field + ".name", volume.path("name").asText()));
    if (!names.add(volume.path("name").asText())) {
      causes.add(Cause.duplicate(field + ".name", volume.path("name").asText()));
    }
    volume
        .fieldNames()
        .forEachRemaining(
            kind -> {
              if (!VOLUMES.contains(kind)) {
                causes.add(
                    Cause.forbidden(
                        field + "." + kind,
                        "the sandbox's clusters know only emptyDir, configMap, secret and persistentVolumeClaim"));
              }
            });
    return causes;
  }

  private static void oneOf(
      List<Cause> causes, String field, JsonNode container, String name, String... allowed) {
    String value = container.path(name).asText();
    if (!value.isEmpty() && !List.of(allowed).contains(value)) {
      causes.add(
          new Cause(
              "FieldValueNotSupported",
              field + "." + name,
              "Unsupported value: \"%s\": supported values: \"%s\""
                  .formatted(value, String.join("\", \"", allowed))));
    }
  }
}
