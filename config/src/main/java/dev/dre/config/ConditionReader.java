package dev.dre.config;

import dev.dre.config.Runbook.Parameter;
import dev.dre.config.Runbook.Predicate;
import dev.dre.config.expression.Condition;
import dev.dre.config.expression.ValueType;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads conditions, and knows what can be named in them: parameters, the datastore, outputs. */
final class ConditionReader {

  private final SortedMap<String, ValueType> known = new TreeMap<>();
  private final SortedMap<String, ValueType> whenPlanned;

  ConditionReader(List<Parameter> parameters) {
    Templates.DATASTORE_FIELDS.forEach(field -> known.put(field, ValueType.TEXT));
    for (Parameter parameter : parameters) {
      known.put(
          parameter.name(),
          switch (parameter.type()) {
            case NUMBER -> ValueType.NUMBER;
            case DURATION -> ValueType.DURATION;
            case DATASTORE, CLUSTER, TEXT -> ValueType.TEXT;
          });
    }
    whenPlanned = new TreeMap<>(known);
  }

  /** What is known when a plan is made: parameters and the datastore. */
  SortedMap<String, ValueType> whenPlanned() {
    return whenPlanned;
  }

  /** The same, and what the steps read so far report. */
  SortedMap<String, ValueType> known() {
    return known;
  }

  /** What follows can name the outputs of {@code step}. */
  void add(String step, Map<String, ValueType> outputs) {
    outputs.forEach((name, type) -> known.put(step + "." + name, type));
  }

  /** What earlier steps report of {@code type}, as {@code step.output}. */
  List<String> known(ValueType type) {
    return known.entrySet().stream()
        .filter(entry -> entry.getValue() == type)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A condition over everything known so far. */
  Predicate read(Yaml yaml) {
    return read(yaml, Map.of());
  }

  /** The same, over what a probe reports too, by its bare names. */
  Predicate read(Yaml yaml, Map<String, ValueType> reading) {
    var types = new TreeMap<>(known);
    reading.forEach(
        (name, type) -> {
          if (known.containsKey(name)) {
            yaml.problem("\"%s\" is the name of a parameter and of an output of the probe.", name);
          }
          types.put(name, type);
        });
    String text = yaml.text();
    if (text.isEmpty()) {
      return new Predicate("true", new TreeMap<>());
    }
    var problem = Condition.problemOf(text, types);
    if (problem.isPresent()) {
      yaml.problem("\"%s\": %s", text, problem.get());
      return new Predicate("true", new TreeMap<>());
    }
    var named = new TreeMap<String, ValueType>();
    Condition.namesIn(text, types).forEach(name -> named.put(name, types.get(name)));
    return new Predicate(text, named);
  }

  /** What a probe or a step reports, by name. */
  static SortedMap<String, ValueType> outputs(Yaml yaml) {
    var outputs = new TreeMap<String, ValueType>();
    yaml.fields(Form.IDENTIFIER)
        .forEach(
            (name, type) -> outputs.put(name, ValueType.of(type.oneOf("type", ValueType.words()))));
    return outputs;
  }
}
