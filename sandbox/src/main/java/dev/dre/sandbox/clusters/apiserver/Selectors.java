package dev.dre.sandbox.clusters.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Label selectors and field selectors of lists and watches. */
final class Selectors {
  private static final Pattern IN =
      Pattern.compile("\\s*(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)\\s*");
  // Commas inside the parentheses of "in (a, b)" do not separate requirements.
  private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");
  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "Pod",
          Set.of("status.phase", "spec.nodeName", "spec.restartPolicy", "spec.serviceAccountName"),
          "Job",
          Set.of("status.successful"),
          "Event",
          Set.of(
              "involvedObject.kind",
              "involvedObject.namespace",
              "involvedObject.name",
              "involvedObject.uid",
              "involvedObject.apiVersion",
              "reason",
              "type"),
          "Secret",
          Set.of("type"),
          "Namespace",
          Set.of("status.phase"));

  private Selectors() {}

  static Predicate<ApiObject> labels(String selector) {
    var all = new ArrayList<Predicate<ApiObject>>();
    for (String part : split(selector)) {
      all.add(requirement(part.strip()));
    }
    return o -> all.stream().allMatch(p -> p.test(o));
  }

  static Predicate<ApiObject> fields(ResourceKind kind, String selector) {
    var all = new ArrayList<Predicate<ApiObject>>();
    for (String part : split(selector)) {
      boolean not = part.contains("!=");
      String[] sides = part.split("!=|==|=", 2);
      if (sides.length != 2) {
        throw ApiError.badRequest(
            "invalid selector: '%s'; can't understand '%s'".formatted(selector, part));
      }
      String field = sides[0].strip();
      String value = sides[1].strip();
      boolean known =
          field.equals("metadata.name")
              || field.equals("metadata.namespace")
              || FIELDS.getOrDefault(kind.kind(), Set.of()).contains(field);
      if (!known) {
        throw ApiError.badRequest("field label not supported: " + field);
      }
      all.add(o -> not != value(o, field).equals(value));
    }
    return o -> all.stream().allMatch(p -> p.test(o));
  }

  private static List<String> split(String selector) {
    return selector.isBlank() ? List.of() : List.of(COMMA.split(selector));
  }

  private static String value(ApiObject object, String field) {
    JsonNode node = object.json();
    for (String step : field.replace("status.successful", "status.succeeded").split("\\.", -1)) {
      node = node.path(step);
    }
    return node.isMissingNode() && field.equals("status.successful") ? "0" : node.asText();
  }

  private static Predicate<ApiObject> requirement(String part) {
    var in = IN.matcher(part);
    if (in.matches()) {
      String key = in.group(1);
      var values = List.of(in.group(3).strip().split("\\s*,\\s*", -1));
      return in.group(2).equals("in")
          ? o -> o.labels().containsKey(key) && values.contains(o.labels().get(key))
          : o -> !o.labels().containsKey(key) || !values.contains(o.labels().get(key));
    }
    if (part.contains("!=")) {
      String[] sides = part.split("!=", 2);
      return o -> !sides[1].strip().equals(o.labels().get(sides[0].strip()));
    }
    if (part.contains("=")) {
      String[] sides = part.split("==?", 2);
      return o -> sides[1].strip().equals(o.labels().get(sides[0].strip()));
    }
    return part.startsWith("!")
        ? o -> !o.labels().containsKey(part.substring(1).strip())
        : o -> o.labels().containsKey(part);
  }
}
