package dev.dre.operations.planning;

import dev.dre.config.Configuration;
import dev.dre.config.Datastore;
import dev.dre.config.Runbook;
import dev.dre.config.Runbook.Parameter;
import dev.dre.config.Runbook.ParameterType;
import dev.dre.config.Suggestion;
import dev.dre.config.Templates;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    var values = assign(typed);
    Datastore datastore = datastore(values);
    describe(datastore, clusterOf.apply(datastore), values);
    for (Parameter parameter : runbook.parameters()) {
      if (parameter.type() == ParameterType.CLUSTER) {
        checkCluster(parameter, datastore, values);
      }
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
          "I know " + Suggestion.unknown("datastore", name, configuration.datastores().keySet()));
    }
    return datastore;
  }

  private Map<String, String> assign(ArgumentText.Arguments typed) throws Refusal {
    var values = new TreeMap<String, String>();
    for (Parameter parameter : runbook.parameters()) {
      parameter.otherwise().ifPresent(value -> values.put(parameter.name(), value));
    }
    var names = runbook.parameters().stream().map(Parameter::name).toList();
    for (var flag : typed.flags().entrySet()) {
      String name = flag.getKey().replace('-', '_');
      if (!names.contains(name)) {
        throw new Refusal(
            "%s has %s Usage: /dre %s"
                .formatted(
                    runbook.name(),
                    Suggestion.unknown(
                        "flag",
                        "--" + flag.getKey(),
                        names.stream().map(n -> "--" + n.replace('_', '-')).toList()),
                    Usage.of(runbook)));
      }
      values.put(name, flag.getValue());
    }
    for (int i = 0; i < typed.positional().size(); i++) {
      int position = i + 1;
      Parameter parameter =
          runbook.parameters().stream()
              .filter(p -> p.position() == position)
              .findFirst()
              .orElse(null);
      if (parameter == null) {
        throw new Refusal(
            "\"%s\" is one word too many. Usage: /dre %s"
                .formatted(typed.positional().get(i), Usage.of(runbook)));
      }
      values.put(parameter.name(), typed.positional().get(i));
    }
    return values;
  }

  private static void describe(Datastore datastore, String cluster, Map<String, String> values) {
    values.put("datastore.name", datastore.name());
    values.put("datastore.cluster", cluster);
    values.put("datastore.team", datastore.team());
    values.put("datastore.environment", datastore.environment());
    values.put("datastore.version", datastore.version());
    values.put("datastore.app_roles", String.join(",", datastore.appRoles()));
  }

  private void checkCluster(Parameter parameter, Datastore datastore, Map<String, String> values)
      throws Refusal {
    String flag = "--" + parameter.name().replace('_', '-');
    String value = values.get(parameter.name());
    String not = parameter.otherThan().map(t -> Templates.resolve(t, values)).orElse("");
    List<String> fitting =
        datastore.placements().keySet().stream().filter(c -> !c.equals(not)).toList();
    if (value == null) {
      throw new Refusal(
          "%s needs %s. Clusters that fit: %s."
              .formatted(runbook.name(), flag, String.join(", ", fitting)));
    }
    if (!configuration.clusters().containsKey(value)) {
      throw new Refusal(
          "I know " + Suggestion.unknown("cluster", value, configuration.clusters().keySet()));
    }
    if (value.equals(not)) {
      String why =
          parameter.message().isEmpty()
              ? "%s cannot be %s.".formatted(flag, value)
              : Templates.resolve(parameter.message(), values);
      throw new Refusal(why + " Clusters that fit: %s.".formatted(String.join(", ", fitting)));
    }
    if (!datastore.placements().containsKey(value)) {
      throw new Refusal(
          "%s has no place in %s. Clusters that fit: %s."
              .formatted(datastore.name(), value, String.join(", ", fitting)));
    }
  }

  private static String known(Set<String> names) {
    return names.stream().collect(Collectors.joining(", ", "Known: ", "."));
  }
}
