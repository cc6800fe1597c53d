package dev.dre.operations.planning;

import dev.dre.config.Runbook;
import dev.dre.config.Runbook.Parameter;
import dev.dre.config.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gives each word that was typed to the parameter it is for. */
final class Assignment {

  private final Runbook runbook;
  private final Map<String, String> values = new TreeMap<>();

  private Assignment(Runbook runbook) {
    this.runbook = runbook;
  }

  /** The values by parameter, defaults included; what is missing or empty is not in it. */
  static Map<String, String> of(Runbook runbook, ArgumentText.Arguments typed) throws Refusal {
    var assignment = new Assignment(runbook);
    for (int i = 0; i < typed.positional().size(); i++) {
      assignment.position(i + 1, typed.positional().get(i));
    }
    for (var flag : typed.flags().entrySet()) {
      assignment.flag(flag.getKey(), flag.getValue());
    }
    assignment.values.values().removeIf(String::isBlank);
    runbook
        .parameters()
        .forEach(p -> p.otherwise().ifPresent(v -> assignment.values.putIfAbsent(p.name(), v)));
    return assignment.values;
  }

  private void position(int position, String word) throws Refusal {
    Optional<Parameter> parameter =
        runbook.parameters().stream().filter(p -> p.position() == position).findFirst();
    if (parameter.isEmpty()) {
      throw new Refusal(
          "\"%s\" is one word too many. Usage: /dre %s"
              .formatted(Refusal.shortened(word), Usage.of(runbook)));
    }
    values.put(parameter.get().name(), word);
  }

  private void flag(String flag, String value) throws Refusal {
    List<String> names = runbook.parameters().stream().map(Parameter::name).toList();
    String name = flag.replace('-', '_');
    if (!names.contains(name)) {
      throw new Refusal(
          "%s has %s Usage: /dre %s"
              .formatted(
                  runbook.name(),
                  Suggestion.unknown(
                      "flag",
                      "--" + Refusal.shortened(flag),
                      names.stream().map(Usage::flag).toList()),
                  Usage.of(runbook)));
    }
    if (values.put(name, value) != null) {
      throw new Refusal("%s is given twice.".formatted(name));
    }
  }
}
