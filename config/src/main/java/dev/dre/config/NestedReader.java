package dev.dre.config;

import dev.dre.config.Runbook.Action;
import dev.dre.config.Runbook.Parameter;
import dev.dre.config.Runbook.ParameterType;
import dev.dre.config.Runbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Reads steps that are a runbook of their own. */
final class NestedReader {

  private final RunbooksReader runbooks;
  private final Templates templates;

  NestedReader(RunbooksReader runbooks, Templates templates) {
    this.runbooks = runbooks;
    this.templates = templates;
  }

  Action.Nested read(Yaml yaml) {
    yaml.only("name", "with");
    var with = new TreeMap<String, String>();
    Optional<Runbook> runbook = runbooks.nested(yaml.get("name"));
    yaml.get("with")
        .fields()
        .forEach(
            (name, value) -> {
              with.put(name, templates.checked(value));
              runbook.ifPresent(r -> known(r, name, value));
            });
    for (Parameter parameter : runbook.map(Runbook::parameters).orElse(List.of())) {
      if (parameter.type() != ParameterType.DATASTORE
          && parameter.otherwise().isEmpty()
          && !with.containsKey(parameter.name())) {
        yaml.get("with")
            .get(parameter.name())
            .problem("is missing: %s has no default for it.", yaml.get("name").text());
      }
    }
    return new Action.Nested(runbook.map(Runbook::name).orElse(""), with);
  }

  private static void known(Runbook runbook, String name, Yaml value) {
    var parameters = runbook.parameters();
    if (parameters.stream()
        .anyMatch(p -> p.name().equals(name) && p.type() == ParameterType.DATASTORE)) {
      value.problem("has no meaning here: it is the datastore of the runbook around it.");
    } else if (parameters.stream().noneMatch(p -> p.name().equals(name))) {
      value.problem(
          "%s",
          Suggestion.unknown(
              "parameter of " + runbook.name(),
              name,
              parameters.stream()
                  .filter(p -> p.type() != ParameterType.DATASTORE)
                  .map(Parameter::name)
                  .toList()));
    }
  }

  /** The steps of {@code nested} under the ids that they get in a plan: {@code step_inner}. */
  List<Named> steps(String step, Action.Nested nested) {
    var all = new ArrayList<Named>();
    for (Step inner : runbooks.known(nested.runbook()).map(Runbook::steps).orElse(List.of())) {
      String id = Runbook.Action.Nested.idOf(step, inner.id());
      if (inner.action() instanceof Action.Nested deeper) {
        all.addAll(steps(id, deeper));
      } else if (inner.action() instanceof Action.Parallel(List<Step> members, int ignored)) {
        members.forEach(m -> all.add(new Named(Runbook.Action.Nested.idOf(step, m.id()), m)));
      } else if (inner.each().isEmpty()) {
        all.add(new Named(id, inner));
      }
    }
    return all;
  }

  /** A step of a runbook that another has as a step. */
  record Named(String id, Step step) {}
}
