package dev.dre.config;

import dev.dre.config.Runbook.Guard;
import dev.dre.config.expression.ValueType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the guards of a runbook: what is looked at beside its steps. */
final class GuardsReader {

  private static final List<String> THEN = List.of("page", "pause", "abort");

  private final JobReader jobs;
  private final ConditionReader conditions;
  private final Templates templates;
  private final MessageReader messages;
  private final List<String> steps;
  private final Set<String> ids = new HashSet<>();

  GuardsReader(
      JobReader jobs, ConditionReader conditions, Templates templates, List<String> steps) {
    this.jobs = jobs;
    this.conditions = conditions;
    this.templates = templates;
    this.messages = new MessageReader(conditions, templates);
    this.steps = steps;
  }

  Guard read(Yaml yaml) {
    yaml.only(
        "id", "title", "from", "to", "probe", "outputs", "every", "readings", "breach", "blind");
    String id = yaml.get("id").text(Form.IDENTIFIER);
    if (!ids.add(id) && !id.isEmpty()) {
      yaml.get("id").problem("\"%s\" is the id of another guard too.", id);
    }
    String from = yaml.get("from").oneOf("step", steps);
    String to = yaml.get("to").oneOf("step", steps);
    boolean bothKnown =
        steps.containsAll(yaml.get("from").texts()) && steps.containsAll(yaml.get("to").texts());
    if (bothKnown && steps.indexOf(to) <= steps.indexOf(from)) {
      yaml.get("to").problem("\"%s\" should come after \"%s\".", to, from);
    }
    var outputs = ConditionReader.outputs(yaml.get("outputs"));
    Yaml blind = yaml.get("blind").only("after", "then");
    return new Guard(
        id,
        templates.checked(yaml.get("title")),
        from,
        to,
        jobs.read(yaml.get("probe")),
        outputs,
        StepKinds.every(yaml.get("every")),
        yaml.get("readings").number(1, 1, 1_000),
        yaml.get("breach").some("what must not be").stream()
            .map(b -> breach(b, outputs, from))
            .toList(),
        blind.get("after").number(3, 1, 1_000),
        blind.get("then").present() ? blind.get("then").oneOf("choice", THEN) : "page");
  }

  private Guard.Breach breach(Yaml yaml, Map<String, ValueType> outputs, String from) {
    yaml.only("when", "says", "then");
    var when = conditions.read(yaml.get("when"), outputs);
    for (String later : steps.subList(steps.indexOf(from) + 1, steps.size())) {
      when.types().keySet().stream()
          .filter(name -> name.startsWith(later + "."))
          .forEach(
              name ->
                  yaml.get("when")
                      .problem("%s is not known when the guard begins, after %s.", name, from));
    }
    return new Guard.Breach(
        when, messages.read(yaml.get("says"), outputs), yaml.get("then").oneOf("choice", THEN));
  }
}
