package dev.dre.operations.planning;

import dev.dre.approvals.Principal;
import dev.dre.config.Configuration;
import dev.dre.config.Datastore;
import dev.dre.config.Runbook;
import dev.dre.config.Suggestion;
import dev.dre.config.Team;
import dev.dre.config.Templates;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.plan.MaxPause;
import dev.dre.operations.plan.Mode;
import dev.dre.operations.plan.PauseFate;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedDatastore;
import dev.dre.operations.plan.PlannedGate;
import dev.dre.operations.plan.PlannedGate.OutputReference;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.PlannedRequirement;
import dev.dre.operations.plan.PlannedRollback;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.Right;
import dev.dre.operations.plan.Rights;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.plan.Zone;
import dev.dre.operations.planning.ArgumentText.Arguments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Makes plans. Pure: the same configuration, words and locations make the same plan, with the same
 * digest.
 */
public final class Planner {

  private final Configuration configuration;
  private final Modes modes;

  public Planner(Configuration configuration) {
    this.configuration = configuration;
    this.modes = new Modes(configuration);
  }

  /**
   * Plans {@code runbook} for {@code arguments} as they were typed.
   *
   * @param location where a datastore lives as far as is known; empty means where the inventory
   *     says
   */
  public PlanResult plan(
      String runbook, String arguments, Function<DatastoreName, Optional<ClusterName>> location) {
    return plan(runbook, ArgumentText.parse(arguments), location);
  }

  /** Plans {@code runbook} for arguments that were split into words already. */
  public PlanResult plan(
      String runbook, Arguments typed, Function<DatastoreName, Optional<ClusterName>> location) {
    try {
      if (!typed.problem().isEmpty()) {
        throw new Refusal("I did not understand that: " + typed.problem());
      }
      Runbook found = configuration.runbooks().get(runbook);
      if (found == null) {
        throw new Refusal(
            "I know "
                + Suggestion.unknown(
                    "runbook", shortened(runbook), configuration.runbooks().keySet()));
      }
      var parameters = new ParameterValues(configuration, found);
      var values =
          parameters.of(
              withoutMode(typed),
              datastore ->
                  location
                      .apply(new DatastoreName(datastore.name()))
                      .map(ClusterName::value)
                      .orElse(datastore.cluster()));
      Datastore datastore = parameters.datastore(values);
      Mode mode = modes.of(found, datastore, typed.flags());
      return new PlanResult.Planned(plan(found, datastore, values, mode));
    } catch (Refusal e) {
      return new PlanResult.Refused(String.valueOf(e.getMessage()));
    }
  }

  /** What can be run, by name. */
  public Collection<Runbook> runbooks() {
    return configuration.runbooks().values();
  }

  private static String shortened(String word) {
    return word.length() <= 40 ? word : word.substring(0, 40) + "…";
  }

  private static Arguments withoutMode(Arguments typed) {
    var flags = new LinkedHashMap<>(typed.flags());
    flags.remove(Modes.FLAG);
    return new Arguments(typed.positional(), flags, typed.problem());
  }

  private Plan plan(Runbook runbook, Datastore datastore, Map<String, String> values, Mode mode)
      throws Refusal {
    var steps = new ArrayList<PlannedStep>();
    for (Runbook.Step step : runbook.steps()) {
      steps.add(step(step, datastore, values, mode));
    }
    var guards = new ArrayList<PlannedGuard>();
    for (Runbook.Guard guard : runbook.guards()) {
      guards.add(guard(guard, datastore, values));
    }
    var residue = new ArrayList<PlannedJob>();
    for (Runbook.Job job : runbook.residue()) {
      residue.add(job(job, datastore, values));
    }
    var parameters = new TreeMap<String, String>();
    runbook.parameters().forEach(p -> parameters.put(p.name(), values.getOrDefault(p.name(), "")));
    return new Plan(
        runbook.name(),
        Templates.resolve(runbook.title(), values),
        new PlannedDatastore(
            new DatastoreName(datastore.name()),
            datastore.team(),
            datastore.environment(),
            new ClusterName(values.getOrDefault("datastore.cluster", datastore.cluster()))),
        parameters,
        steps,
        guards,
        residue,
        rights(datastore),
        movesTo(runbook, datastore, values),
        Optional.of(mode).filter(m -> m != Mode.AUTO),
        runbook.maxPause().map(Planner::maxPause));
  }

  private static MaxPause maxPause(Runbook.MaxPause written) {
    return new MaxPause(
        written.after(), MaxPause.Then.valueOf(written.then().toUpperCase(Locale.ROOT)));
  }

  private static Optional<ClusterName> movesTo(
      Runbook runbook, Datastore datastore, Map<String, String> values) throws Refusal {
    var cluster = runbook.movesTo().map(to -> Templates.resolve(to, values));
    if (cluster.isPresent() && !datastore.placements().containsKey(cluster.get())) {
      throw new Refusal("%s has no place in %s.".formatted(datastore.name(), cluster.get()));
    }
    return cluster.map(ClusterName::new);
  }

  private PlannedStep step(
      Runbook.Step step, Datastore datastore, Map<String, String> values, Mode mode)
      throws Refusal {
    var gate = gate(step, datastore, values);
    if (gate.isEmpty() && mode == Mode.SUPERVISED && !step.readOnly()) {
      gate = Optional.of(modes.supervision(step.id(), datastore, owner(datastore)));
    }
    Optional<PlannedJob> verify = Optional.empty();
    if (step.verify().isPresent()) {
      verify = Optional.of(job(step.verify().get(), datastore, values));
    }
    var rollback = new ArrayList<PlannedRollback>();
    for (Runbook.Rollback entry : step.rollback()) {
      rollback.add(
          new PlannedRollback(
              Templates.resolve(entry.undoes(), values), job(entry.job(), datastore, values)));
    }
    Optional<PlannedRequirement> require = Optional.empty();
    if (step.require().isPresent()) {
      require = Optional.of(requirement(step.require().get(), datastore, values));
    }
    return new PlannedStep(
        new StepId(step.id()),
        Templates.resolve(step.title(), values),
        action(step.action(), datastore, values),
        step.readOnly(),
        gate,
        verify,
        rollback,
        Zone.valueOf(step.zone().toUpperCase(Locale.ROOT)),
        step.idempotent() || !(step.action() instanceof Runbook.Action.Run),
        step.retries(),
        pause(step),
        step.budget(),
        step.outputs(),
        step.skippable(),
        step.when().map(when -> PlannedConditions.of(when, values)),
        require,
        step.expected(),
        Templates.resolve(step.meanwhile(), values));
  }

  /** What only looks or lets time pass is stopped by a pause, and goes on after it. */
  private static PauseFate pause(Runbook.Step step) {
    return step.action() instanceof Runbook.Action.Run
        ? PauseFate.valueOf(step.pause().toUpperCase(Locale.ROOT))
        : PauseFate.REDO;
  }

  private StepAction action(Runbook.Action action, Datastore datastore, Map<String, String> values)
      throws Refusal {
    return switch (action) {
      case Runbook.Action.Run run -> new StepAction.RunJob(job(run.job(), datastore, values));
      case Runbook.Action.Watch watch ->
          new StepAction.Watch(
              job(watch.probe(), datastore, values),
              PlannedConditions.of(watch.until(), values),
              watch.every(),
              watch.delay(),
              watch.lasts(),
              watch.successes(),
              watch.failures(),
              watch.blind(),
              watch.limit());
      case Runbook.Action.Sleep sleep -> new StepAction.Sleep(sleep.lasts());
      case Runbook.Action.Approve ignored -> new StepAction.Approve();
    };
  }

  private PlannedRequirement requirement(
      Runbook.Requirement requirement, Datastore datastore, Map<String, String> values)
      throws Refusal {
    Optional<PlannedJob> probe = Optional.empty();
    if (requirement.probe().isPresent()) {
      probe = Optional.of(job(requirement.probe().get(), datastore, values));
    }
    return new PlannedRequirement(
        probe,
        PlannedConditions.of(requirement.that(), values),
        Templates.resolve(requirement.otherwise(), values));
  }

  private PlannedGuard guard(Runbook.Guard guard, Datastore datastore, Map<String, String> values)
      throws Refusal {
    return new PlannedGuard(
        guard.id(),
        Templates.resolve(guard.title(), values),
        new StepId(guard.from()),
        new StepId(guard.to()),
        job(guard.probe(), datastore, values),
        guard.every(),
        guard.readings(),
        guard.breaches().stream()
            .map(
                b ->
                    new PlannedGuard.Breach(
                        PlannedConditions.of(b.when(), values),
                        Templates.resolve(b.says(), values),
                        then(b.then())))
            .toList(),
        new PlannedGuard.Blind(guard.blindAfter(), then(guard.blindThen())));
  }

  private static PlannedGuard.Then then(String word) {
    return PlannedGuard.Then.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private Optional<PlannedGate> gate(
      Runbook.Step step, Datastore datastore, Map<String, String> values) throws Refusal {
    if (step.risk().isEmpty()) {
      return Optional.empty();
    }
    String risk = step.risk().get();
    var rule =
        configuration.approvals().stream()
            .filter(r -> r.fits(datastore.environment(), risk))
            .findFirst();
    if (rule.isEmpty()) {
      throw new Refusal(
          "step %s is of %s risk, and no policy in approvals.yaml says who approves that for the environment %s."
              .formatted(step.id(), risk, datastore.environment()));
    }
    return rule.map(r -> r.policyOf(owner(datastore)))
        .map(
            policy ->
                new PlannedGate(
                    risk,
                    policy,
                    Templates.resolve(step.consequence(), values),
                    step.evidence().stream().map(Planner::reference).toList()));
  }

  private Optional<Team> owner(Datastore datastore) {
    return Optional.ofNullable(configuration.teams().get(datastore.team()));
  }

  private static OutputReference reference(String text) {
    int dot = text.indexOf('.');
    return new OutputReference(new StepId(text.substring(0, dot)), text.substring(dot + 1));
  }

  private PlannedJob job(Runbook.Job job, Datastore datastore, Map<String, String> values)
      throws Refusal {
    String name = Templates.resolve(job.cluster(), values);
    var cluster = configuration.clusters().get(name);
    if (cluster == null) {
      throw new Refusal(
          "I know " + Suggestion.unknown("cluster", name, configuration.clusters().keySet()));
    }
    String image = configuration.settings().images().getOrDefault(job.image(), "");
    if (datastore.environment().equals("prod") && !image.contains("@sha256:")) {
      throw new Refusal(
          "image %s is \"%s\": for the environment prod it has to be named by its digest (…@sha256:…)."
              .formatted(job.image(), image));
    }
    var env = new TreeMap<String, String>();
    job.env().forEach((k, v) -> env.put(k, Templates.resolve(v, values)));
    var secrets = new TreeMap<String, PlannedJob.SecretKey>();
    for (var database : job.databases().entrySet()) {
      connect(
          database.getKey(),
          Templates.resolve(database.getValue(), values),
          datastore,
          env,
          secrets);
    }
    return new PlannedJob(
        new ClusterName(name),
        cluster.namespace(),
        cluster.serviceAccount(),
        image,
        job.run().stream().map(word -> Templates.resolve(word, values)).toList(),
        env,
        secrets,
        job.timeout());
  }

  /** Addresses as plain variables; user and password only by reference. */
  private static void connect(
      String prefix,
      String cluster,
      Datastore datastore,
      SortedMap<String, String> env,
      SortedMap<String, PlannedJob.SecretKey> secrets)
      throws Refusal {
    var placement = datastore.placements().get(cluster);
    if (placement == null) {
      throw new Refusal("%s has no place in %s.".formatted(datastore.name(), cluster));
    }
    String name = prefix.toUpperCase(Locale.ROOT);
    env.put(name + "_HOST", placement.host());
    env.put(name + "_PORT", String.valueOf(placement.port()));
    env.put(name + "_DATABASE", placement.database());
    secrets.put(name + "_USER", new PlannedJob.SecretKey(placement.secret(), "username"));
    secrets.put(name + "_PASSWORD", new PlannedJob.SecretKey(placement.secret(), "password"));
  }

  private Rights rights(Datastore datastore) {
    var holders = new TreeMap<Right, List<Principal>>();
    configuration
        .settings()
        .rights()
        .forEach(
            (right, names) ->
                holders.put(
                    Right.valueOf(right.toUpperCase(Locale.ROOT)),
                    names.stream().flatMap(n -> principal(n, datastore).stream()).toList()));
    return new Rights(holders);
  }

  private Optional<Principal> principal(String name, Datastore datastore) {
    if (name.equals("team:owner")) {
      return Optional.ofNullable(configuration.teams().get(datastore.team()))
          .map(team -> Principal.group(team.group()));
    }
    return Principal.parse(name);
  }
}
