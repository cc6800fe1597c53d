package dev.dre.operations.planning;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dre.approvals.Principal;
import dev.dre.config.Configuration;
import dev.dre.config.Datastore;
import dev.dre.config.Durations;
import dev.dre.config.Moments;
import dev.dre.config.Question;
import dev.dre.config.Runbook;
import dev.dre.config.Runbook.ForEach;
import dev.dre.config.Team;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.plan.ClusterTask;
import dev.dre.operations.plan.Mode;
import dev.dre.operations.plan.PauseFate;
import dev.dre.operations.plan.PlannedCall;
import dev.dre.operations.plan.PlannedEach;
import dev.dre.operations.plan.PlannedGate;
import dev.dre.operations.plan.PlannedGate.OutputReference;
import dev.dre.operations.plan.PlannedGroup;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.PlannedOutput;
import dev.dre.operations.plan.PlannedRequirement;
import dev.dre.operations.plan.PlannedRollback;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.Probe;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.Zone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Plans the steps and guards of one runbook: who is asked, which Jobs run where, and as what. */
final class StepPlanner {

  private final Configuration configuration;
  private final Modes modes;
  private final Mode mode;
  private final Datastore datastore;
  private final Scope scope;
  private final JobPlanner jobs;

  StepPlanner(
      Configuration configuration, Modes modes, Mode mode, Datastore datastore, Scope scope) {
    this.configuration = configuration;
    this.modes = modes;
    this.mode = mode;
    this.datastore = datastore;
    this.scope = scope;
    this.jobs = new JobPlanner(configuration, datastore, scope);
  }

  /** {@code furthest}: the zone that the plan has reached; what comes after never goes back. */
  PlannedStep step(Runbook.Step step, Zone furthest) throws Refusal {
    if (step.each().isEmpty()) {
      return alone(step, furthest);
    }
    ForEach each = step.each().get();
    return new StepPlanner(configuration, modes, mode, datastore, scope.naming(each.item()))
        .alone(step, furthest)
        .forEach(
            new PlannedEach(
                each.item(),
                reference(each.list()),
                each.atMost(),
                Optional.empty(),
                Optional.empty()));
  }

  /** One that runs beside others, where the mode lets it. */
  PlannedStep beside(Runbook.Step group, int atMost, Runbook.Step member, Zone furthest)
      throws Refusal {
    PlannedStep planned = alone(member, furthest);
    return mode.runsBesideEachOther()
        ? planned.beside(new PlannedGroup(scope.id(group.id()), scope.title(group.title()), atMost))
        : planned;
  }

  private PlannedStep alone(Runbook.Step step, Zone furthest) throws Refusal {
    var gate = gate(step);
    if (gate.isEmpty() && mode == Mode.SUPERVISED && !step.readOnly()) {
      gate = Optional.of(modes.supervision(step.id(), datastore, scope.values(), owner()));
    }
    StepAction action = action(step.action());
    Optional<ClusterTask> verify = Optional.empty();
    if (step.verify().isPresent()) {
      verify = Optional.of(jobs.plan(step.verify().get()));
    }
    var rollback = new ArrayList<PlannedRollback>();
    for (Runbook.Rollback entry : step.rollback()) {
      rollback.add(new PlannedRollback(scope.resolve(entry.undoes()), jobs.plan(entry.job())));
    }
    if (action.change().isPresent()) {
      // It knows by itself how it is looked at and undone.
      var change = action.change().get();
      verify = Optional.of(change);
      rollback.add(new PlannedRollback(change.undoes(), change));
    }
    Optional<PlannedRequirement> require = Optional.empty();
    if (step.require().isPresent()) {
      require = Optional.of(requirement(step.require().get()));
    }
    return new PlannedStep(
        scope.id(step.id()),
        scope.title(step.title()),
        action,
        step.readOnly(),
        gate,
        verify,
        rollback,
        further(furthest, Zone.valueOf(step.zone().toUpperCase(Locale.ROOT))),
        step.idempotent() || looks(step.action()),
        step.retries(),
        pause(step),
        step.budget(),
        step.outputs().entrySet().stream()
            .map(output -> new PlannedOutput(output.getKey(), output.getValue()))
            .toList(),
        step.skippable(),
        scope.when(step.when()),
        require,
        step.expected(),
        scope.resolve(step.meanwhile()),
        step.unverified(),
        step.stall(),
        Optional.empty(),
        Optional.empty());
  }

  /** What only looks or lets time pass is stopped by a pause, and goes on after it. */
  private static PauseFate pause(Runbook.Step step) {
    return looks(step.action())
        ? PauseFate.REDO
        : PauseFate.valueOf(step.pause().toUpperCase(Locale.ROOT));
  }

  private static boolean looks(Runbook.Action action) {
    return action instanceof Runbook.Action.Watch
        || action instanceof Runbook.Action.Sleep
        || action instanceof Runbook.Action.SleepUntil
        || action instanceof Runbook.Action.SleepUntilOpen
        || action instanceof Runbook.Action.Ask
        || action instanceof Runbook.Action.Approve;
  }

  private StepAction.Ask ask(Runbook.Action.Ask ask) throws Refusal {
    var of = ask.of().stream().flatMap(this::principal).toList();
    if (of.isEmpty()) {
      throw new Refusal(
          "nobody can be asked: no team owns %s that could answer.".formatted(datastore.name()));
    }
    var datastores = List.copyOf(configuration.datastores().keySet());
    var questions =
        ask.questions().stream()
            .map(q -> q.type() == Question.Type.DATASTORE ? q.among(datastores) : q)
            .map(q -> q.titled(scope.resolve(q.title())))
            .toList();
    for (Question question : questions) {
      var problem = question.otherwise().map(question::normalized).flatMap(question::problemOf);
      if (problem.isPresent()) {
        throw new Refusal(
            "the default of the question %s: %s".formatted(question.id(), problem.get()));
      }
    }
    return new StepAction.Ask(of, ask.all(), questions, ask.deadline(), ask.remind());
  }

  private Stream<Principal> principal(String name) {
    return name.equals(Team.OWNER)
        ? owner().map(team -> Principal.group(team.group())).stream()
        : Principal.parse(name).stream();
  }

  private static Zone further(Zone one, Zone other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private StepAction action(Runbook.Action action) throws Refusal {
    return switch (action) {
      case Runbook.Action.Run run -> new StepAction.RunJob(jobs.plan(run.job()));
      case Runbook.Action.Watch watch ->
          new StepAction.Watch(
              probe(watch.probe()),
              scope.condition(watch.until()),
              watch.every(),
              watch.initialDelay(),
              watch.lasts().isEmpty() ? Duration.ZERO : duration(watch.lasts()),
              watch.successes(),
              watch.failures(),
              watch.blind(),
              watch.errors(),
              watch.limit());
      case Runbook.Action.Sleep sleep -> new StepAction.Sleep(duration(sleep.lasts()));
      case Runbook.Action.SleepUntil until -> new StepAction.SleepUntil(moment(until.at()));
      case Runbook.Action.SleepUntilOpen until -> new StepAction.SleepUntilOpen(until.window());
      case Runbook.Action.Approve ignored -> new StepAction.Approve();
      case Runbook.Action.Ask ask -> ask(ask);
      case Runbook.Action.Http http -> new StepAction.Call(call(http.call()));
      case Runbook.Action.Change change ->
          new StepAction.Change(
              new ChangePlanner(configuration, datastore, scope).plan(change, this::resolved));
      case Runbook.Action.StartWorkflow start ->
          new StepAction.StartWorkflow(
              start.type(), start.queue(), json(start.input()), start.timeout());
      case Runbook.Action.Nested nested ->
          throw new IllegalStateException("its steps are planned: " + nested.runbook());
      case Runbook.Action.Parallel parallel ->
          throw new IllegalStateException("its steps are planned: " + parallel.steps());
    };
  }

  private Duration duration(String written) throws Refusal {
    String text = scope.resolve(written);
    return Durations.parse(text)
        .filter(Duration::isPositive)
        .orElseThrow(() -> new Refusal("\"%s\" should be %s.".formatted(text, Durations.FORM)));
  }

  private Instant moment(String written) throws Refusal {
    String text = scope.resolve(written);
    return Moments.parse(text)
        .orElseThrow(() -> new Refusal("\"%s\" should be %s.".formatted(text, Moments.FORM)));
  }

  private Probe probe(Runbook.Probe probe) throws Refusal {
    return switch (probe) {
      case Runbook.Job job -> jobs.plan(job);
      case Runbook.Call call -> call(call);
    };
  }

  private PlannedCall call(Runbook.Call call) throws Refusal {
    String url = scope.resolve(call.url());
    var problem = configuration.settings().problemOfCalling(url);
    if (problem.isPresent()) {
      throw new Refusal(problem.get());
    }
    var headers = new TreeMap<String, String>();
    call.headers().forEach((name, value) -> headers.put(name, scope.resolve(value)));
    return new PlannedCall(
        call.method(), url, headers, json(call.body()), call.expect(), call.timeout(), call.take());
  }

  /** Empty when nothing is to be sent. */
  private String json(Object document) {
    if (document.equals("")) {
      return "";
    }
    try {
      return OperationJson.mapper().writeValueAsString(resolved(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a document is maps, lists, texts and numbers", e);
    }
  }

  private Object resolved(Object document) {
    return switch (document) {
      case Map<?, ?> map -> {
        var all = new LinkedHashMap<String, Object>();
        map.forEach((name, value) -> all.put(String.valueOf(name), resolved(value)));
        yield all;
      }
      case List<?> list -> list.stream().map(this::resolved).toList();
      case String text -> scope.resolve(text);
      default -> document;
    };
  }

  private PlannedRequirement requirement(Runbook.Requirement requirement) throws Refusal {
    Optional<PlannedJob> probe = Optional.empty();
    if (requirement.probe().isPresent()) {
      probe = Optional.of(jobs.plan(requirement.probe().get()));
    }
    return new PlannedRequirement(
        probe, scope.condition(requirement.that()), scope.say(requirement.otherwise()));
  }

  PlannedGuard guard(Runbook.Guard guard) throws Refusal {
    return new PlannedGuard(
        scope.id(guard.id()).value(),
        scope.resolve(guard.title()),
        scope.id(guard.from()),
        scope.id(guard.to()),
        jobs.plan(guard.probe()),
        guard.every(),
        guard.readings(),
        guard.breaches().stream()
            .map(
                b ->
                    new PlannedGuard.Breach(
                        scope.condition(b.when()), scope.say(b.says()), then(b.then())))
            .toList(),
        new PlannedGuard.Blind(guard.blindAfter(), then(guard.blindThen())));
  }

  private static PlannedGuard.Then then(String word) {
    return PlannedGuard.Then.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private Optional<PlannedGate> gate(Runbook.Step step) throws Refusal {
    if (step.risk().isEmpty()) {
      return Optional.empty();
    }
    String risk = step.risk().get();
    var rule = new Policies(configuration).of(risk, scope.values());
    if (rule.isEmpty()) {
      throw new Refusal(
          "step %s is of %s risk, and no policy in approvals.yaml says who approves that for the environment %s."
              .formatted(step.id(), risk, datastore.environment()));
    }
    return rule.map(r -> r.policyOf(owner()))
        .map(
            policy ->
                new PlannedGate(
                    risk,
                    policy,
                    scope.resolve(step.consequence()),
                    step.evidence().stream().map(this::reference).toList()));
  }

  private Optional<Team> owner() {
    return Optional.ofNullable(configuration.teams().get(datastore.team()));
  }

  private OutputReference reference(String text) {
    int dot = text.indexOf('.');
    return new OutputReference(scope.id(text.substring(0, dot)), text.substring(dot + 1));
  }
}
