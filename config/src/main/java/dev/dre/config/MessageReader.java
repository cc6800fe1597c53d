package dev.dre.config;

import dev.dre.config.expression.Message;
import dev.dre.config.expression.ValueType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads what is said to people when something does not hold. Said with what is known when a plan is
 * made: parameters and the datastore.
 */
final class MessageReader {

  private final ConditionReader conditions;
  private final Templates templates;

  MessageReader(ConditionReader conditions, Templates templates) {
    this.conditions = conditions;
    this.templates = templates;
  }

  /** A message, which has to be there, of something that no probe is asked about. */
  Runbook.Message read(Yaml yaml) {
    return read(yaml, Map.of());
  }

  /** The same beside a probe that reports {@code reading}, which it cannot name. */
  Runbook.Message read(Yaml yaml, Map<String, ValueType> reading) {
    String text = yaml.text();
    var expressions = Message.expressionsIn(text);
    if (expressions.isEmpty()) {
      yaml.problem("\"%s\" has a ${ without its }.", text);
    }
    var all = expressions.orElse(List.of());
    if (all.size() > Message.MOST) {
      yaml.problem("has %d times ${…}; at most %d fit.", all.size(), Message.MOST);
      return new Runbook.Message(text, new TreeMap<>());
    }
    var named = new TreeMap<String, ValueType>();
    for (String expression : all) {
      named.putAll(named(yaml, expression, reading));
    }
    return new Runbook.Message(text, named);
  }

  private Map<String, ValueType> named(
      Yaml yaml, String expression, Map<String, ValueType> reading) {
    if (templates.entries().contains(expression)) {
      return Map.of(expression, ValueType.TEXT);
    }
    var types = conditions.whenPlanned();
    var problem = Message.problemOf(expression, types);
    if (problem.isPresent()) {
      yaml.problem("\"${%s}\": %s", expression, later(expression, reading, problem.get()));
      return Map.of();
    }
    var named = new TreeMap<String, ValueType>();
    Message.namesIn(expression, types).forEach(name -> named.put(name, types.get(name)));
    return named;
  }

  /** Why it cannot be said where it would be right later; {@code problem} otherwise. */
  private String later(String expression, Map<String, ValueType> reading, String problem) {
    var types = new TreeMap<>(conditions.whenPlanned());
    templates.entries().forEach(entry -> types.put(entry, ValueType.TEXT));
    if (Message.problemOf(expression, types).isEmpty()) {
      return "what stands in the list is known later. Name it alone, as ${%s}."
          .formatted(String.join("} or ${", templates.entries()));
    }
    types.putAll(conditions.known());
    types.putAll(reading);
    return Message.problemOf(expression, types).isEmpty()
        ? "what steps and probes report is known later, and shown beside it. Here parameters and datastore.… can be named."
        : problem;
  }
}
