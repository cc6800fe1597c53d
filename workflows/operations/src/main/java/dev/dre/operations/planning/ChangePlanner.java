package dev.dre.operations.planning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.config.ChangeReader;
import dev.dre.config.Cluster;
import dev.dre.config.Configuration;
import dev.dre.config.Datastore;
import dev.dre.config.Runbook.Action.Change;
import dev.dre.config.Suggestion;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.PlannedChange;
import dev.dre.operations.plan.PlannedChange.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Plans changes of objects: where they may be made, which images they may name, and what is sent.
 * Denied is what the configuration does not list.
 */
final class ChangePlanner {

  private final Configuration configuration;
  private final Datastore datastore;
  private final Scope scope;

  ChangePlanner(Configuration configuration, Datastore datastore, Scope scope) {
    this.configuration = configuration;
    this.datastore = datastore;
    this.scope = scope;
  }

  /** {@code resolved}: a document with its <code>${…}</code> replaced. */
  PlannedChange plan(Change change, UnaryOperator<Object> resolved) throws Refusal {
    String where = scope.resolve(change.cluster());
    String name = datastore.clusterOf(where);
    Cluster cluster = configuration.clusters().get(name);
    if (cluster == null) {
      throw new Refusal(
          "I know " + Suggestion.unknown("cluster", name, configuration.clusters().keySet()));
    }
    String namespace = scope.resolve(change.namespace());
    if (namespace.isEmpty()) {
      throw placeUnknown(where);
    }
    if (!cluster.changeable().contains(namespace)) {
      throw new Refusal(
          "nothing may be changed in the namespace %s of %s: clusters.yaml does not list it there under changes: { namespaces: […] }."
              .formatted(namespace, name));
    }
    var kind = PlannedChange.Kind.valueOf(change.what().toUpperCase(Locale.ROOT));
    var targets = new ArrayList<Target>();
    if (kind == PlannedChange.Kind.APPLY) {
      for (Object document : change.documents()) {
        targets.add(applied(resolved.apply(document), where));
      }
    } else {
      targets.add(target(kind, change, where, resolved));
    }
    return new PlannedChange(
        new ClusterName(name),
        namespace,
        kind,
        targets,
        change.managedBy(),
        change.timeout(),
        Planner.place(datastore, where));
  }

  private Refusal placeUnknown(String where) {
    return new Refusal(
        "nobody says what runs %s in %s: datastores.yaml can say it in its placement there, by workload and namespace."
            .formatted(datastore.name(), where));
  }

  private Target target(
      PlannedChange.Kind kind, Change change, String where, UnaryOperator<Object> resolved)
      throws Refusal {
    String object = scope.resolve(change.object());
    if (object.isEmpty()) {
      throw placeUnknown(where);
    }
    String problem = ChangeReader.problemOf(change.what(), object);
    var values = new LinkedHashMap<String, String>();
    for (var value : change.values().entrySet()) {
      String text = scope.resolve(value.getValue());
      values.put(value.getKey(), text);
      problem = problem.isEmpty() ? ChangeReader.problemOfValue(value.getKey(), text) : problem;
    }
    if (!problem.isEmpty()) {
      throw new Refusal(problem);
    }
    String[] parts = object.split("/", 2);
    Object content =
        switch (kind) {
          case SCALE ->
              Map.of("spec", Map.of("replicas", Integer.parseInt(value(values, "replicas"))));
          case SET_IMAGE ->
              podOf(
                  Map.of(
                      "containers",
                      List.of(
                          inOrder(
                              "name", value(values, "container"),
                              "image", value(values, "image")))));
          case RESIZE ->
              Map.of(
                  "spec",
                  Map.of(
                      "resources", Map.of("requests", Map.of("storage", value(values, "size")))));
          case PATCH -> resolved.apply(change.documents().getFirst());
          case RESTART, APPLY -> Map.of();
        };
    return target(
        Objects.requireNonNull(ChangeReader.KINDS.get(parts[0].toLowerCase(Locale.ROOT))),
        parts[1],
        content);
  }

  private static String value(Map<String, String> values, String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  private static Map<String, Object> podOf(Map<String, Object> spec) {
    return Map.of("spec", Map.of("template", Map.of("spec", spec)));
  }

  private static Map<String, String> inOrder(String a, String x, String b, String y) {
    var map = new LinkedHashMap<String, String>();
    map.put(a, x);
    map.put(b, y);
    return map;
  }

  private Target applied(Object document, String where) throws Refusal {
    JsonNode object = json(document);
    String name = object.path("metadata").path("name").asText();
    if (name.isEmpty()) {
      throw placeUnknown(where);
    }
    return target(object.path("kind").asText(), name, document);
  }

  /** {@code content}: a document; an empty one where nothing is sent. */
  private Target target(String kind, String name, Object content) throws Refusal {
    JsonNode sent = json(content);
    JsonNode pod = sent.path("spec").path("template").path("spec");
    for (String list : List.of("containers", "initContainers")) {
      for (JsonNode container : pod.path(list)) {
        if (container instanceof ObjectNode object && container.hasNonNull("image")) {
          object.put("image", image(container.path("image").asText(), kind, name));
        }
      }
    }
    return new Target(kind, name, sent.isEmpty() ? "" : sent.toString());
  }

  /** One that the settings name, or as it is written; in prod by its digest. */
  private String image(String written, String kind, String name) throws Refusal {
    String image = configuration.settings().images().getOrDefault(written, written);
    if (datastore.environment().equals("prod") && !image.contains("@sha256:")) {
      throw new Refusal(
          "image \"%s\" of %s: for the environment prod it has to be named by its digest (…@sha256:…)."
              .formatted(image, new Target(kind, name, "").words()));
    }
    return image;
  }

  private static JsonNode json(Object document) {
    return OperationJson.mapper().valueToTree(document);
  }
}
