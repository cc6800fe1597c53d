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
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedDatastore;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.Right;
import dev.dre.operations.plan.Rights;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.plan.Zone;
import dev.dre.operations.planning.ArgumentText.Arguments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    var parts = new Parts(new ArrayList<>(), new ArrayList<>(), new LinkedHashSet<>());
    add(Scope.of(runbook, values), datastore, mode, parts);
    if (parts.steps().isEmpty()) {
      throw new Refusal(
          "%s has nothing to do for that: none of its steps is needed. Usage: /dre %s"
              .formatted(runbook.name(), Usage.of(runbook)));
    }
    String where = values.getOrDefault("datastore.cluster", datastore.cluster());
    var parameters = new TreeMap<String, String>();
    runbook.parameters().forEach(p -> parameters.put(p.name(), values.getOrDefault(p.name(), "")));
    return new Plan(
        runbook.name(),
        Templates.resolve(runbook.title(), values),
        new PlannedDatastore(
            new DatastoreName(datastore.name()),
            datastore.team(),
            datastore.environment(),
            new ClusterName(where),
            place(datastore, where).map(place -> new ClusterName(datastore.clusterOf(where)))),
        parameters,
        parts.steps(),
        parts.guards(),
        List.copyOf(parts.residue()),
        rights(datastore),
        movesTo(runbook, datastore, values),
        Optional.of(mode).filter(m -> m != Mode.AUTO),
        runbook.maxPause().map(Planner::maxPause),
        runbook.reverse().map(command -> reverse(command, values)));
  }

  /** {@code where}, when it is a place that is not called as its cluster. */
  static Optional<ClusterName> place(Datastore datastore, String where) {
    return datastore.clusterOf(where).equals(where)
        ? Optional.empty()
        : Optional.of(new ClusterName(where));
  }

  /** The operation has no id yet: that is filled in when somebody wants to go back. */
  private static String reverse(String command, Map<String, String> values) {
    var known = new TreeMap<>(values);
    known.put(Runbook.OPERATION, Plan.OPERATION);
    return Templates.resolve(command, known);
  }

  /** What a plan is made of, so far. */
  private record Parts(
      List<PlannedStep> steps, List<PlannedGuard> guards, Set<PlannedJob> residue) {

    boolean has(StepId step) {
      return steps.stream().anyMatch(s -> s.id().equals(step));
    }

    /** How far it has come: a runbook that is a step of another begins there. */
    Zone zone() {
      return steps.isEmpty() ? Zone.CANCEL : steps.getLast().zone();
    }
  }

  /** A runbook that is a step of another becomes a part of the same plan. */
  private void add(Scope scope, Datastore datastore, Mode mode, Parts parts) throws Refusal {
    var planner = new StepPlanner(configuration, modes, mode, datastore, scope);
    for (Runbook.Step step : scope.runbook().steps()) {
      if (scope.leavesOut(step.when())) {
        continue;
      }
      if (step.action() instanceof Runbook.Action.Nested nested) {
        add(inside(scope, step, nested, datastore, mode), datastore, mode, parts);
      } else if (step.action() instanceof Runbook.Action.Parallel(var members, int atMost)) {
        Zone reached = parts.zone();
        for (Runbook.Step member : members) {
          if (!scope.leavesOut(member.when())) {
            parts.steps().add(planner.beside(step, atMost, member, reached));
          }
        }
      } else {
        parts.steps().add(planner.step(step, parts.zone()));
      }
    }
    for (Runbook.Guard guard : scope.runbook().guards()) {
      PlannedGuard planned = planner.guard(guard);
      if (parts.has(planned.from())) {
        parts.guards().add(planned);
      }
    }
    for (Runbook.Job job : scope.runbook().residue()) {
      parts.residue().add(new JobPlanner(configuration, datastore, scope).plan(job));
    }
  }

  private Scope inside(
      Scope scope, Runbook.Step step, Runbook.Action.Nested nested, Datastore datastore, Mode mode)
      throws Refusal {
    Runbook inner = Objects.requireNonNull(configuration.runbooks().get(nested.runbook()));
    Mode usual = modes.of(inner, datastore, Map.of());
    if (usual.isMoreCarefulThan(mode)) {
      throw new Refusal(
          "step %s is the runbook %s, which is run as %s on %s: say --mode %s."
              .formatted(
                  step.id(), inner.name(), usual.word(), datastore.environment(), usual.word()));
    }
    var given = new TreeMap<String, String>();
    for (Runbook.Parameter parameter : inner.parameters()) {
      if (parameter.type() == Runbook.ParameterType.DATASTORE) {
        given.put(parameter.name(), datastore.name());
      }
    }
    nested
        .with()
        .forEach((name, value) -> given.put(name, Templates.resolve(value, scope.values())));
    String cluster = scope.values().getOrDefault("datastore.cluster", datastore.cluster());
    var values =
        new ParameterValues(configuration, inner)
            .of(new Arguments(List.of(), given, ""), ignored -> cluster);
    return scope.inside(step, inner, values);
  }

  private static MaxPause maxPause(Runbook.MaxPause written) {
    return new MaxPause(
        written.after(), MaxPause.Then.valueOf(written.then().toUpperCase(Locale.ROOT)));
  }

  private static Optional<ClusterName> movesTo(
      Runbook runbook, Datastore datastore, Map<String, String> values) throws Refusal {
    var place = runbook.movesTo().map(to -> Templates.resolve(to, values));
    if (place.isPresent() && !datastore.placements().containsKey(place.get())) {
      throw new Refusal("%s has no place in %s.".formatted(datastore.name(), place.get()));
    }
    return place.map(ClusterName::new);
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
    if (name.equals(Team.OWNER)) {
      return Optional.ofNullable(configuration.teams().get(datastore.team()))
          .map(team -> Principal.group(team.group()));
    }
    return Principal.parse(name);
  }
}
