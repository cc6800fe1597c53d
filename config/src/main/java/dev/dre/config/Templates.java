package dev.dre.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts with {@code ${parameter}} and {@code ${datastore.field}} in them, resolved when a plan is
 * made.
 */
public final class Templates {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}$]*)}");

  /** What can be said of the datastore. */
  public static final List<String> DATASTORE_FIELDS =
      List.of(
          "datastore.name",
          "datastore.cluster",
          "datastore.team",
          "datastore.environment",
          "datastore.version",
          "datastore.app_roles",
          "datastore.workload",
          "datastore.namespace",
          "datastore.secret",
          "datastore.clients");

  /**
   * What can be said of the place that a parameter of the type {@code cluster} names, as of that
   * where the datastore lives.
   */
  public static final List<String> PLACE_FIELDS = List.of("workload", "namespace", "secret");

  private final List<String> known;
  private final int always;

  Templates(List<Runbook.Parameter> parameters) {
    known = new ArrayList<>();
    for (Runbook.Parameter parameter : parameters) {
      known.add(parameter.name());
      if (parameter.type() == Runbook.ParameterType.CLUSTER) {
        PLACE_FIELDS.forEach(field -> known.add(parameter.name() + "." + field));
      }
    }
    known.addAll(DATASTORE_FIELDS);
    always = known.size();
  }

  /** What can be named only now: the entry of a list. */
  List<String> entries() {
    return List.copyOf(known.subList(always, known.size()));
  }

  /** While {@code reading} reads, {@code name} can be named too. */
  <T> T with(String name, Supplier<T> reading) {
    known.add(name);
    try {
      return reading.get();
    } finally {
      known.removeLast();
    }
  }

  /** Whether something else has the name of an entry, too. */
  boolean knowsTwice(String name) {
    return known.stream().filter(name::equals).count() > 1;
  }

  /** Notes what cannot be resolved. */
  void check(Yaml yaml) {
    if (!yaml.present()) {
      return;
    }
    String text = yaml.text();
    for (String name : references(text)) {
      if (!known.contains(name)) {
        yaml.problem("\"${%s}\": %s", name, Suggestion.unknown("value", name, known));
      }
    }
    if (REFERENCE.matcher(text).replaceAll("").contains("${")) {
      yaml.problem("\"%s\" has a ${ without its }.", text);
    }
  }

  /** What {@code text} names in <code>${…}</code>. */
  static List<String> references(String text) {
    return REFERENCE.matcher(text).results().map(match -> match.group(1)).toList();
  }

  /** The text, which has to be there, checked. */
  String checked(Yaml yaml) {
    check(yaml);
    return yaml.text();
  }

  /**
   * {@code template} with every reference replaced.
   *
   * @throws IllegalArgumentException when {@code values} lacks one, which loading should have found
   */
  public static String resolve(String template, Map<String, String> values) {
    return REFERENCE
        .matcher(template)
        .replaceAll(
            match -> {
              String value = values.get(match.group(1));
              if (value == null) {
                throw new IllegalArgumentException("nothing is known as " + match.group());
              }
              return Matcher.quoteReplacement(value);
            });
  }

  /** As {@link #resolve}; empty when {@code values} lacks something that is named. */
  public static Optional<String> resolveIfKnown(String template, Map<String, String> values) {
    return values.keySet().containsAll(references(template))
        ? Optional.of(resolve(template, values))
        : Optional.empty();
  }
}
