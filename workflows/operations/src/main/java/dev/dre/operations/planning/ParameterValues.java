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
import java.util.function.Function;
import java.util.regex.Pattern;

/** What was typed, as values of a runbook's parameters. */
final class ParameterValues {

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,9})?");
  private static final Pattern DURATION = Pattern.compile("\\d{1,9}(ms|s|m|h|d)");

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
    for (Parameter parameter : runbook.parameters()) {
      switch (parameter.type()) {
        case DATASTORE -> {}
        case CLUSTER -> checkCluster(parameter, datastore, values);
        case TEXT -> required(parameter, "", values);
        case NUMBER -> matching(NUMBER, "a number such as 4", parameter, values);
        case DURATION -> matching(DURATION, "a duration such as 30s, 4h or 2d", parameter, values);
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

  private void checkCluster(Parameter parameter, Datastore datastore, Map<String, String> values)
      throws Refusal {
    String not = parameter.otherThan().map(t -> Templates.resolve(t, values)).orElse("");
    List<String> fitting =
        datastore.placements().keySet().stream().filter(c -> !c.equals(not)).toList();
    String fit = " Clusters that fit: %s.".formatted(Refusal.listed(fitting));
    String value = required(parameter, fit, values);
    if (!configuration.clusters().containsKey(value)) {
      throw new Refusal(
          "I know "
              + Suggestion.unknown(
                  "cluster", Refusal.shortened(value), configuration.clusters().keySet()));
    }
    if (value.equals(not)) {
      String why =
          parameter.message().isEmpty()
              ? "%s cannot be %s.".formatted(Usage.flag(parameter.name()), value)
              : Templates.resolve(parameter.message(), values);
      throw new Refusal(why + fit);
    }
    if (!datastore.placements().containsKey(value)) {
      throw new Refusal("%s has no place in %s.%s".formatted(datastore.name(), value, fit));
    }
  }

  private void matching(
      Pattern pattern, String expected, Parameter parameter, Map<String, String> values)
      throws Refusal {
    String value = required(parameter, " It is %s.".formatted(expected), values);
    if (!pattern.matcher(value).matches()) {
      throw new Refusal(
          "%s is \"%s\", and should be %s."
              .formatted(Usage.flag(parameter.name()), Refusal.shortened(value), expected));
    }
  }

  private String required(Parameter parameter, String whatFits, Map<String, String> values)
      throws Refusal {
    String value = values.get(parameter.name());
    if (value == null) {
      throw new Refusal(
          "%s needs %s.%s"
              .formatted(
                  runbook.name(),
                  parameter.position() > 0
                      ? "<" + parameter.name() + ">"
                      : Usage.flag(parameter.name()),
                  whatFits));
    }
    return value;
  }
}
