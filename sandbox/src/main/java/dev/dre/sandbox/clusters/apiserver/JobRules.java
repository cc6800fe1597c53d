package dev.dre.sandbox.clusters.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dre.sandbox.clusters.apiserver.ApiError.Cause;
import java.util.ArrayList;
import java.util.List;

/** What is refused about Jobs: what every cluster refuses, and what this one cannot imitate. */
final class JobRules {
  private static final List<String> IMMUTABLE =
      List.of("completions", "selector", "template", "completionMode", "podFailurePolicy");

  private JobRules() {}

  static List<Cause> problems(ApiObject job) {
    var spec = job.json().path("spec");
    var template = spec.path("template");
    var causes = new ArrayList<Cause>();
    causes.addAll(
        Validation.labels("spec.template.labels", template.path("metadata").path("labels")));
    for (String field :
        List.of("activeDeadlineSeconds", "ttlSecondsAfterFinished", "backoffLimit")) {
      if (spec.path(field).asLong(0) < 0) {
        causes.add(
            Cause.invalid("spec." + field, spec.path(field), "must be greater than or equal to 0"));
      }
    }
    String restart = template.path("spec").path("restartPolicy").asText();
    if (restart.equals("Always")) {
      causes.add(
          new Cause(
              "FieldValueNotSupported",
              "spec.template.spec.restartPolicy",
              "Unsupported value: \"Always\": supported values: \"OnFailure\", \"Never\""));
    }
    causes.addAll(PodRules.problems("spec.template.spec", template.path("spec")));
    causes.addAll(limits(spec));
    return causes;
  }

  static List<Cause> forbiddenChanges(ApiObject before, ApiObject after) {
    var was = before.json().path("spec");
    var is = after.json().path("spec");
    var causes = new ArrayList<Cause>();
    for (String field : IMMUTABLE) {
      if (!was.path(field).equals(is.path(field))) {
        causes.add(Cause.invalid("spec." + field, is.path(field), "field is immutable"));
      }
    }
    causes.addAll(limits(is));
    return causes;
  }

  /** One pod, tried once: all that dre asks for, and all that is imitated here. */
  private static List<Cause> limits(JsonNode spec) {
    var causes = new ArrayList<Cause>();
    only(causes, spec, "backoffLimit", "0");
    only(causes, spec, "completions", "1");
    only(causes, spec, "parallelism", "1");
    only(causes, spec, "completionMode", "NonIndexed");
    only(causes, spec, "suspend", "false");
    only(causes, spec, "manualSelector", "false");
    if (spec.path("template").path("spec").path("restartPolicy").asText().equals("OnFailure")) {
      causes.add(
          Cause.forbidden(
              "spec.template.spec.restartPolicy", "the sandbox's clusters run only \"Never\""));
    }
    int rule = 0;
    for (var policy : spec.path("podFailurePolicy").path("rules")) {
      if (policy.has("onExitCodes")) {
        causes.add(
            Cause.forbidden(
                "spec.podFailurePolicy.rules[" + rule + "].onExitCodes",
                "the sandbox's clusters do not judge exit codes"));
      }
      rule++;
    }
    return causes;
  }

  private static void only(List<Cause> causes, JsonNode spec, String field, String value) {
    if (spec.has(field) && !spec.path(field).asText().equals(value)) {
      causes.add(Cause.forbidden("spec." + field, "the sandbox's clusters run only " + value));
    }
  }
}
