package dev.dre.operations.planning;

import dev.dre.config.Configuration;
import dev.dre.config.Datastore;
import dev.dre.config.Pooler;
import dev.dre.config.Runbook;
import dev.dre.config.Runbook.Parameter;
import dev.dre.config.Runbook.ParameterType;
import dev.dre.config.Suggestion;
import dev.dre.config.Templates;
import dev.dre.config.expression.Condition;
import dev.dre.config.expression.NotKnown;
import dev.dre.operations.planning.ArgumentText.Arguments;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was typed, as values of a runbook's parameters. */
final class ParameterValues {

  private static final int LONGEST_SHOWN = 40;

  private final Configuration configuration;
  private final Runbook runbook;

  ParameterValues(Configuration configuration, Runbook runbook) {
    this.configuration = configuration;
    this.runbook = runbook;
  }

  /**
   * Everything that {@code ${…}} can name.
   *
   * @param placeOf in which of its places a datastore lives now
   */
  Map<String, String> of(Arguments typed, Function<Datastore, String> placeOf) throws Refusal {
    var values = assign(typed);
    Datastore datastore = datastore(values);
    String place = placeOf.apply(datastore);
    describe(datastore, place, values);
    values.replaceAll((name, value) -> value.equals(Parameter.WHERE_IT_LIVES) ? place : value);
    for (Parameter parameter : runbook.parameters()) {
      if (parameter.type() == ParameterType.CLUSTER) {
        String to = values.getOrDefault(parameter.name(), "");
        describePlace(datastore, to, parameter.name(), values);
      }
    }
    // First that everything is there: what is said of one value may be about another.
    for (Parameter parameter : runbook.parameters()) {
      if (values.getOrDefault(parameter.name(), "").isBlank()) {
        throw missing(parameter, datastore, values);
      }
    }
    for (Parameter parameter : runbook.parameters()) {
      check(parameter, datastore, values);
    }
    return values;
  }

  Datastore datastore(Map<String, String> values) throws Refusal {
    Parameter parameter =
        runbook.parameters().stream()
            .filter(p -> p.type() == ParameterType.DATASTORE)
            .findFirst()
            .orElseThrow();
    String name = values.getOrDefault(parameter.name(), "");
    if (name.isEmpty()) {
      throw new Refusal(
          "%s needs a datastore. %s"
              .formatted(runbook.name(), known(configuration.datastores().keySet())));
    }
    Datastore datastore = configuration.datastores().get(name);
    if (datastore == null) {
      throw new Refusal(
          "I know "
              + Suggestion.unknown(
                  "datastore", shortened(name), configuration.datastores().keySet()));
    }
    return datastore;
  }

  private Map<String, String> assign(Arguments typed) throws Refusal {
    var given = new TreeMap<String, String>();
    var names = runbook.parameters().stream().map(Parameter::name).toList();
    for (var flag : typed.flags().entrySet()) {
      String name = flag.getKey().replace('-', '_');
      if (!names.contains(name)) {
        var flags = runbook.parameters().stream().map(Usage::flagOf).toList();
        throw new Refusal(
            "%s has %s Usage: /dre %s"
                .formatted(
                    runbook.name(),
                    Suggestion.unknown("flag", shortened("--" + flag.getKey()), flags),
                    Usage.of(runbook)));
      }
      given.put(name, flag.getValue());
    }
    for (int i = 0; i < typed.positional().size(); i++) {
      String value = typed.positional().get(i);
      Parameter parameter = at(i + 1, value);
      if (given.put(parameter.name(), value) != null) {
        throw new Refusal(
            "%s is given twice: as %s and as %s. Usage: /dre %s"
                .formatted(
                    parameter.name(),
                    shortened(value),
                    Usage.flagOf(parameter),
                    Usage.of(runbook)));
      }
    }
    for (Parameter parameter : runbook.parameters()) {
      parameter.otherwise().ifPresent(value -> given.putIfAbsent(parameter.name(), value));
    }
    return given;
  }

  private Parameter at(int position, String value) throws Refusal {
    return runbook.parameters().stream()
        .filter(p -> p.position() == position)
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    "\"%s\" is one word too many. Usage: /dre %s"
                        .formatted(shortened(value), Usage.of(runbook))));
  }

  private static void describe(Datastore datastore, String where, Map<String, String> values) {
    values.put("datastore.name", datastore.name());
    values.put("datastore.cluster", where);
    values.put("datastore.team", datastore.team());
    values.put("datastore.environment", datastore.environment());
    values.put("datastore.version", datastore.version());
    values.put("datastore.app_roles", String.join(",", datastore.appRoles()));
    describePlace(datastore, where, "datastore", values);
    values.put(
        "datastore.clients",
        datastore.pgbouncer().isPresent() ? Pooler.NOTICED : Pooler.NOTICED_WITHOUT);
  }

  /** {@link Templates#PLACE_FIELDS} of {@code what}, which is at {@code where}. */
  private static void describePlace(
      Datastore datastore, String where, String what, Map<String, String> values) {
    var place = Optional.ofNullable(datastore.placements().get(where));
    values.put(what + ".workload", place.map(Datastore.Placement::workload).orElse(""));
    values.put(what + ".namespace", place.map(Datastore.Placement::namespace).orElse(""));
    values.put(what + ".secret", place.map(Datastore.Placement::secret).orElse(""));
  }

  private Refusal missing(Parameter parameter, Datastore datastore, Map<String, String> values) {
    String what =
        "%s needs %s."
            .formatted(
                runbook.name(),
                parameter.position() > 0 ? "a " + parameter.name() : Usage.flagOf(parameter));
    return new Refusal(
        parameter.type() == ParameterType.CLUSTER
            ? "%s %s".formatted(what, choice(parameter, datastore, values))
            : "%s Usage: /dre %s".formatted(what, Usage.of(runbook)));
  }

  private void check(Parameter parameter, Datastore datastore, Map<String, String> values)
      throws Refusal {
    String value = values.getOrDefault(parameter.name(), "");
    var problem = parameter.type().problemOf(value);
    if (problem.isPresent()) {
      throw new Refusal(
          "%s: \"%s\" should be %s."
              .formatted(Usage.flagOf(parameter), shortened(value), problem.get()));
    }
    boolean cluster = parameter.type() == ParameterType.CLUSTER;
    boolean known =
        datastore.placements().containsKey(value) || configuration.clusters().containsKey(value);
    if (cluster && !known) {
      throw new Refusal(
          "I know "
              + Suggestion.unknown(
                  "cluster",
                  shortened(value),
                  fitting(parameter, datastore, values),
                  choice(parameter, datastore, values)));
    }
    if (!fits(parameter, values)) {
      throw new Refusal(
          cluster
              ? why(parameter, value, values) + " " + choice(parameter, datastore, values)
              : why(parameter, value, values));
    }
    if (cluster && !datastore.placements().containsKey(value)) {
      throw new Refusal(
          "%s has no place in %s. %s"
              .formatted(datastore.name(), value, choice(parameter, datastore, values)));
    }
  }

  /**
   * Whether the check of {@code parameter} holds; what is not known yet is no reason against it.
   */
  private static boolean fits(Parameter parameter, Map<String, String> values) {
    if (parameter.check().isEmpty()) {
      return true;
    }
    var check = parameter.check().get();
    try {
      return Condition.holds(check.text(), check.types(), values);
    } catch (NotKnown e) {
      return !values.keySet().containsAll(check.types().keySet());
    }
  }

  private static String why(Parameter parameter, String value, Map<String, String> values) {
    return parameter
        .message()
        .map(message -> message.with(values))
        .orElseGet(
            () ->
                "%s cannot be %s: it needs %s."
                    .formatted(
                        Usage.flagOf(parameter),
                        shortened(value),
                        parameter.check().orElseThrow().text()));
  }

  private static List<String> fitting(
      Parameter parameter, Datastore datastore, Map<String, String> values) {
    return datastore.placements().keySet().stream()
        .filter(
            cluster -> {
              var instead = new TreeMap<>(values);
              instead.put(parameter.name(), cluster);
              return fits(parameter, instead);
            })
        .toList();
  }

  private static String choice(
      Parameter parameter, Datastore datastore, Map<String, String> values) {
    var all = fitting(parameter, datastore, values);
    return all.isEmpty()
        ? "No cluster fits: %s has no other place.".formatted(datastore.name())
        : "Clusters that fit: %s.".formatted(String.join(", ", all));
  }

  private static String shortened(String word) {
    return word.length() <= LONGEST_SHOWN ? word : word.substring(0, LONGEST_SHOWN) + "…";
  }

  private static String known(Set<String> names) {
    return names.stream().collect(Collectors.joining(", ", "Known: ", "."));
  }
}
