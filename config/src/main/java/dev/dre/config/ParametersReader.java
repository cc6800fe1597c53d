package dev.dre.config;

import dev.dre.config.Runbook.Message;
import dev.dre.config.Runbook.Parameter;
import dev.dre.config.Runbook.ParameterType;
import dev.dre.config.Runbook.Predicate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the parameters of a runbook. */
final class ParametersReader {

  private static final List<String> TYPES =
      Arrays.stream(ParameterType.values()).map(t -> t.name().toLowerCase(Locale.ROOT)).toList();

  private final List<String> clusters;

  ParametersReader(List<String> clusters) {
    this.clusters = clusters;
  }

  List<Parameter> read(Yaml yaml) {
    var all = new ArrayList<Parameter>();
    yaml.fields(Form.IDENTIFIER).forEach((name, field) -> all.add(parameter(name, field)));
    var datastores = all.stream().filter(p -> p.type() == ParameterType.DATASTORE).toList();
    if (datastores.size() != 1) {
      yaml.problem(
          "has %d of type datastore and needs one: it is what an operation locks.",
          datastores.size());
    }
    positions(yaml, all);
    var templates = new Templates(all);
    var conditions = new ConditionReader(all);
    var messages = new MessageReader(conditions, templates);
    return all.stream()
        .map(p -> p.checkedBy(check(yaml, p, conditions), message(yaml, p, messages)))
        .toList();
  }

  private Parameter parameter(String name, Yaml yaml) {
    yaml.only("type", "position", "check", "message", "default", "description");
    if (name.equals("mode")) {
      yaml.problem("\"mode\" is a flag of dre itself: every runbook has it.");
    }
    String written = yaml.get("type").oneOf("type", TYPES);
    var type =
        ParameterType.valueOf(TYPES.contains(written) ? written.toUpperCase(Locale.ROOT) : "TEXT");
    if (yaml.get("message").present() && !yaml.get("check").present()) {
      yaml.get("message").problem("has no meaning without check, whose reason it gives.");
    }
    defaultValue(yaml.get("default"), type);
    return new Parameter(
        name,
        type,
        yaml.get("position").number(0, 1, 9),
        Optional.empty(),
        Optional.empty(),
        yaml.get("default").optionalText(),
        yaml.get("description").textOr(""));
  }

  private static Optional<Predicate> check(
      Yaml yaml, Parameter parameter, ConditionReader conditions) {
    Yaml check = yaml.get(parameter.name()).get("check");
    return check.present() ? Optional.of(conditions.read(check)) : Optional.empty();
  }

  private static Optional<Message> message(Yaml yaml, Parameter parameter, MessageReader messages) {
    Yaml message = yaml.get(parameter.name()).get("message");
    return message.present() ? Optional.of(messages.read(message)) : Optional.empty();
  }

  private void defaultValue(Yaml yaml, ParameterType type) {
    if (!yaml.present()) {
      return;
    }
    if (type == ParameterType.CLUSTER) {
      if (yaml.text().equals(Parameter.WHERE_IT_LIVES)) {
        return;
      }
      yaml.oneOf("cluster", clusters);
    } else if (type == ParameterType.DATASTORE) {
      yaml.problem("has no meaning here: which datastore is meant has to be said each time.");
    } else {
      String text = yaml.text();
      type.problemOf(text)
          .ifPresent(problem -> yaml.problem("\"%s\" should be %s.", text, problem));
    }
  }

  private static void positions(Yaml yaml, List<Parameter> parameters) {
    var given = parameters.stream().map(Parameter::position).filter(p -> p > 0).sorted().toList();
    for (int i = 0; i < given.size(); i++) {
      if (given.get(i) != i + 1) {
        yaml.problem("has the positions %s, which should be 1, 2 and so on, each once.", given);
        return;
      }
    }
  }
}
