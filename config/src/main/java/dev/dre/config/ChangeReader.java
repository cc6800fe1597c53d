package dev.dre.config;

import dev.dre.config.Runbook.Action.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the kind {@code kubernetes}: one change of one object, or several objects to apply. */
public final class ChangeReader {

  /** What each change says beside its object. */
  private static final Map<String, List<String>> FIELDS =
      Map.of(
          "scale", List.of("replicas"),
          "set_image", List.of("container", "image"),
          "restart", List.of(),
          "patch", List.of("with"),
          "apply", List.of(),
          "resize", List.of("size"));

  private static final List<String> WORKLOADS = List.of("statefulset", "deployment");

  /** Kinds as a runbook writes them, each with what Kubernetes calls it. */
  public static final Map<String, String> KINDS =
      Map.of(
          "statefulset", "StatefulSet",
          "deployment", "Deployment",
          "service", "Service",
          "configmap", "ConfigMap",
          "pvc", "PersistentVolumeClaim");

  private static final List<String> CHANGED =
      List.of("statefulset", "deployment", "service", "configmap");

  private static final Duration TIMEOUT = Duration.ofMinutes(15);
  private static final String QUANTITY = "[1-9][0-9]*(Ki|Mi|Gi|Ti|Pi|k|M|G|T|P)?";

  private final JobReader jobs;
  private final Templates templates;

  ChangeReader(JobReader jobs, Templates templates) {
    this.jobs = jobs;
    this.templates = templates;
  }

  Change read(Yaml yaml) {
    var written = FIELDS.keySet().stream().filter(what -> yaml.get(what).present()).sorted();
    var whats = written.toList();
    String what = whats.isEmpty() ? "patch" : whats.getFirst();
    if (whats.size() != 1) {
      yaml.problem(
          "should say one of %s: what is changed.",
          String.join(", ", new TreeSet<>(FIELDS.keySet())));
    }
    var known = new ArrayList<>(List.of("cluster", "namespace", "managed_by", "timeout", what));
    known.addAll(FIELDS.getOrDefault(what, List.of()));
    yaml.only(known.toArray(String[]::new));
    Yaml managedBy = yaml.get("managed_by");
    return new Change(
        jobs.cluster(yaml.get("cluster")),
        name(yaml.get("namespace"), Form.NAMESPACE),
        what,
        what.equals("apply") || whats.isEmpty() ? "" : object(what, yaml.get(what)),
        values(what, yaml),
        documents(what, yaml),
        managedBy.present() ? managedBy.oneOf("manager that can be named", List.of("helm")) : "",
        yaml.get("timeout").duration(TIMEOUT));
  }

  /** A name, or what says it when a plan is made. */
  private String name(Yaml yaml, Form form) {
    String text = templates.checked(yaml);
    if (!text.isEmpty() && !text.contains("${") && !form.fits(text)) {
      yaml.problem("\"%s\" should be %s.", text, form.words());
    }
    return text;
  }

  private String object(String what, Yaml yaml) {
    String text = templates.checked(yaml);
    if (!text.isEmpty() && !text.contains("${")) {
      var problem = problemOf(what, text);
      if (!problem.isEmpty()) {
        yaml.problem("%s", problem);
      }
    }
    return text;
  }

  /** Why {@code object} cannot be changed so; empty when it can, as far as its name tells. */
  public static String problemOf(String what, String object) {
    int slash = object.indexOf('/');
    String kind = slash < 0 ? "" : object.substring(0, slash).toLowerCase(Locale.ROOT);
    List<String> kinds =
        switch (what) {
          case "resize" -> List.of("pvc");
          case "patch" -> CHANGED;
          default -> WORKLOADS;
        };
    if (kind.isEmpty() || !Form.OBJECT.fits(object.substring(slash + 1))) {
      return "\"%s\" should be <kind>/<name>, such as %s/db-42."
          .formatted(object, kinds.getFirst());
    }
    return kinds.contains(kind) ? "" : Suggestion.unknown("kind for " + what, kind, kinds);
  }

  private SortedMap<String, String> values(String what, Yaml yaml) {
    var values = new TreeMap<String, String>();
    for (String field : FIELDS.getOrDefault(what, List.of())) {
      if (!field.equals("with")) {
        String text = templates.checked(yaml.get(field));
        values.put(field, text);
        if (!text.isEmpty() && !text.contains("${")) {
          String problem = problemOfValue(field, text);
          if (!problem.isEmpty()) {
            yaml.get(field).problem("%s", problem);
          }
        }
      }
    }
    return values;
  }

  /** Why {@code text} is no value of {@code field}; empty when it is one. */
  public static String problemOfValue(String field, String text) {
    return switch (field) {
      case "replicas" ->
          text.matches("[0-9]{1,4}")
              ? ""
              : "\"%s\" should be a whole number from 0 to 9999.".formatted(text);
      case "size" ->
          text.matches(QUANTITY)
              ? ""
              : "\"%s\" should be a size as Kubernetes writes it, such as 20Gi.".formatted(text);
      default -> "";
    };
  }

  private List<Object> documents(String what, Yaml yaml) {
    return switch (what) {
      case "patch" -> {
        Yaml with = yaml.get("with");
        if (!with.present() || with.fields().isEmpty()) {
          with.problem("is missing: the fields that change, as kubectl patch takes them.");
          yield List.of();
        }
        with.get("metadata").only("labels", "annotations");
        with.only("metadata", "spec", "data");
        yield List.of(with.document(templates));
      }
      case "apply" -> {
        Yaml apply = yaml.get("apply");
        yield (apply.isList() ? apply.some("the objects") : List.of(apply))
            .stream().map(this::applied).toList();
      }
      default -> List.of();
    };
  }

  private Object applied(Yaml object) {
    object.only("apiVersion", "kind", "metadata", "spec", "data", "immutable");
    String kind = object.get("kind").text();
    String version = object.get("apiVersion").text();
    var kinds = CHANGED.stream().map(KINDS::get).sorted().toList();
    if (!kind.isEmpty() && !kinds.contains(kind)) {
      object.get("kind").problem("%s", Suggestion.unknown("kind that may be applied", kind, kinds));
    } else if (!kind.isEmpty() && !version.isEmpty() && !version.equals(versionOf(kind))) {
      object.get("apiVersion").problem("\"%s\" should be %s.", version, versionOf(kind));
    }
    Yaml metadata = object.get("metadata").only("name", "labels", "annotations");
    name(metadata.get("name"), Form.OBJECT);
    return object.document(templates);
  }

  /** The {@code apiVersion} of a kind that may be changed, as Kubernetes writes both. */
  public static String versionOf(String kind) {
    return kind.equals("StatefulSet") || kind.equals("Deployment") ? "apps/v1" : "v1";
  }
}
