package dev.dre.operations.planning;

import dev.dre.config.Configuration;
import dev.dre.config.Datastore;
import dev.dre.config.Runbook;
import dev.dre.config.Runbook.Parameter;
import dev.dre.config.Runbook.ParameterType;
import dev.dre.config.Suggestion;
import dev.dre.config.Templates;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What was typed, as values of a runbook's parameters. */
final class ParameterValues {

  private final Configuration configuration;
  private final Runbook runbook;

  ParameterValues(Configuration configuration, Runbook runbook) {
    this.configuration = configuration;
    this.runbook = runbook;
  }

  /**
   * Everything that {@code ${…}} can name.
   *
   * @param clusterOf where a datastore lives now
   */
  Map<String, String> of(ArgumentText.Arguments typed, Function<Datastore, String> clusterOf)
      throws Refusal {
    var values = Assignment.of(runbook, typed);
    Datastore datastore = datastore(values);
    describe(datastore, clusterOf.apply(datastore), values);
    // First whether all is there: what one value must not be can be said by another.
    for (Parameter parameter : runbook.parameters()) {
      if (!values.containsKey(parameter.name())) {
        throw missing(parameter, datastore, values);
      }
    }
    for (Parameter parameter : runbook.parameters()) {
      switch (parameter.type()) {
        case DATASTORE -> {}
        case CLUSTER -> checkCluster(parameter, datastore, values);
        case TEXT, NUMBER, DURATION -> checkForm(parameter, values);
      }
    }
    return values;
  }

  /** The one that the runbook is for. */
  Datastore datastore(Map<String, String> values) throws Refusal {
    Parameter parameter =
        runbook.parameters().stream()
            .filter(p -> p.type() == ParameterType.DATASTORE)
            .findFirst()
            .orElseThrow();
    var all = configuration.datastores();
    String name = values.get(parameter.name());
    if (name == null) {
      throw new Refusal(
          "%s needs a datastore. Known: %s."
              .formatted(runbook.name(), Refusal.listed(all.keySet())));
    }
    Datastore datastore = all.get(name);
    if (datastore == null) {
      throw new Refusal(
          "I know " + Suggestion.unknown("datastore", Refusal.shortened(name), all.keySet()));
    }
    return datastore;
  }

  private static void describe(Datastore datastore, String cluster, Map<String, String> values) {
    values.put("datastore.name", datastore.name());
    values.put("datastore.cluster", cluster);
    values.put("datastore.team", datastore.team());
    values.put("datastore.environment", datastore.environment());
    values.put("datastore.version", datastore.version());
    values.put("datastore.app_roles", String.join(",", datastore.appRoles()));
  }

  private Refusal missing(Parameter parameter, Datastore datastore, Map<String, String> values) {
    String name =
        parameter.position() > 0 ? "<" + parameter.name() + ">" : Usage.flag(parameter.name());
    return new Refusal(
        "%s needs %s. %s"
            .formatted(
                runbook.name(),
                name,
                parameter.type() == ParameterType.CLUSTER
                    ? fitting(parameter, datastore, values)
                    : "Usage: /dre " + Usage.of(runbook)));
  }

  private void checkCluster(Parameter parameter, Datastore datastore, Map<String, String> values)
      throws Refusal {
    String value = value(parameter, values);
    String fitting = fitting(parameter, datastore, values);
    if (!configuration.clusters().containsKey(value)) {
      throw new Refusal(
          "I know "
              + Suggestion.unknown(
                  "cluster", Refusal.shortened(value), configuration.clusters().keySet()));
    }
    if (value.equals(notThis(parameter, values))) {
      String why =
          parameter.message().isEmpty()
              ? "%s cannot be %s.".formatted(Usage.flag(parameter.name()), value)
              : Templates.resolve(parameter.message(), values);
      throw new Refusal(why + " " + fitting);
    }
    if (!datastore.placements().containsKey(value)) {
      throw new Refusal("%s has no place in %s. %s".formatted(datastore.name(), value, fitting));
    }
  }

  private static void checkForm(Parameter parameter, Map<String, String> values) throws Refusal {
    String value = value(parameter, values);
    Optional<String> expected = parameter.type().problemOf(value);
    if (expected.isPresent()) {
      throw new Refusal(
          "%s is \"%s\", and should be %s."
              .formatted(Usage.flag(parameter.name()), Refusal.shortened(value), expected.get()));
    }
  }

  private String fitting(Parameter parameter, Datastore datastore, Map<String, String> values) {
    String not = notThis(parameter, values);
    var fitting = datastore.placements().keySet().stream().filter(c -> !c.equals(not)).toList();
    return "Clusters that fit: %s.".formatted(Refusal.listed(fitting));
  }

  /** Empty when every cluster will do, as far as is known. */
  private String notThis(Parameter parameter, Map<String, String> values) {
    var known = new TreeMap<>(values);
    runbook.parameters().forEach(p -> known.putIfAbsent(p.name(), ""));
    return parameter.otherThan().map(t -> Templates.resolve(t, known)).orElse("");
  }

  private static String value(Parameter parameter, Map<String, String> values) {
    return values.getOrDefault(parameter.name(), "");
  }
}
