package dev.dre.config;

import dev.dre.config.Runbook.MaxPause;
import dev.dre.config.Runbook.Parameter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads one runbook, and checks what can be checked without knowing what it will be run for. */
final class RunbookReader {

  /** What {@code /dre} itself understands, now or one day. */
  private static final List<String> TAKEN =
      List.of(
          "help",
          "list",
          "show",
          "history",
          "plan",
          "shadow",
          "doctor",
          "pause",
          "resume",
          "abort",
          "approve",
          "reject",
          "retry",
          "skip",
          "done",
          "answer",
          "reverse",
          "finish-forward",
          "go-back",
          "give-up",
          "assume-gone",
          "acknowledge");

  private final Settings settings;
  private final PeopleReader people;
  private final List<String> clusters;
  private final RunbooksReader others;
  private final Yaml yaml;

  RunbookReader(
      Settings settings,
      List<String> clusters,
      PeopleReader people,
      RunbooksReader others,
      Yaml yaml) {
    this.settings = settings;
    this.people = people;
    this.clusters = clusters;
    this.others = others;
    this.yaml = yaml;
  }

  Runbook read() {
    yaml.only(
        "runbook",
        "summary",
        "title",
        "parameters",
        "lock",
        "moves_to",
        "reverse",
        "mode",
        "defaults",
        "steps",
        "guards",
        "residue",
        "max_pause");
    yaml.get("lock").oneOf("lock", List.of("datastore"));
    String name = yaml.get("runbook").text(Form.NAME);
    if (TAKEN.contains(name)) {
      yaml.get("runbook").problem("\"%s\" is a word of dre itself: /dre %s.", name, name);
    }
    var parameters = new ParametersReader(clusters).read(yaml.get("parameters"));
    var templates = new Templates(parameters);
    var jobs =
        new JobReader(settings, clusters, templates, yaml.get("defaults").only("job").get("job"));
    var conditions = new ConditionReader(parameters);
    var reader =
        new StepReader(
            jobs, new CallReader(settings, templates), templates, conditions, people, others);
    var steps = yaml.get("steps").some("what the runbook does").stream().map(reader::read).toList();
    var guards = new GuardsReader(jobs, conditions, templates, reader.ids());
    Yaml movesTo = yaml.get("moves_to");
    return new Runbook(
        name,
        yaml.get("summary").text(),
        templates.checked(yaml.get("title")),
        parameters,
        movesTo.present() ? Optional.of(jobs.cluster(movesTo)) : Optional.empty(),
        ModesReader.ofRunbook(yaml.get("mode"), settings.environments()),
        steps,
        yaml.get("guards").list().stream().map(guards::read).toList(),
        yaml.get("residue").list().stream().map(jobs::read).toList(),
        maxPause(yaml.get("max_pause")),
        reverse(yaml.get("reverse"), parameters));
  }

  /** What is said after /dre to go back; it can name the operation that is to be gone back on. */
  private Optional<String> reverse(Yaml yaml, List<Parameter> parameters) {
    if (!yaml.present()) {
      return Optional.empty();
    }
    var templates = new Templates(parameters);
    String command = templates.with(Runbook.OPERATION, () -> templates.checked(yaml));
    others.exists(yaml, command.strip().replaceFirst("\\s.*", ""));
    return command.isEmpty() ? Optional.empty() : Optional.of(command);
  }

  private static Optional<MaxPause> maxPause(Yaml yaml) {
    if (!yaml.present()) {
      return Optional.empty();
    }
    yaml.only("after", "then");
    if (!yaml.get("after").present()) {
      yaml.get("after").text(); // Says that it is missing.
    }
    return Optional.of(
        new MaxPause(
            yaml.get("after").duration(Duration.ofDays(1)),
            yaml.get("then").oneOf("choice", List.of("page", "abort"))));
  }
}
