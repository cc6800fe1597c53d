package dev.dre.operations.planning;

import dev.dre.approvals.Principal;
import dev.dre.config.Configuration;
import dev.dre.config.Suggestion;
import dev.dre.config.Team;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.plan.Right;
import dev.dre.operations.plan.Rights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the configuration says about stopping the line. */
public final class LineSettings {

  private final Configuration configuration;

  public LineSettings(Configuration configuration) {
    this.configuration = configuration;
  }

  /** What is wrong with {@code scope}, in words that say what would work; empty when it exists. */
  public Optional<String> problemOf(LineScope scope) {
    return switch (scope) {
      case LineScope.Everything all -> Optional.empty();
      case LineScope.OfTeam(String team) -> unknown("team", team, configuration.teams().keySet());
      case LineScope.OfCluster(var cluster) ->
          unknown("cluster", cluster.value(), configuration.clusters().keySet());
    };
  }

  private static Optional<String> unknown(String what, String name, Set<String> known) {
    return known.contains(name)
        ? Optional.empty()
        : Optional.of("I know " + Suggestion.unknown(what, name, known));
  }

  /**
   * Who may let the line go on for {@code scope}: whom the settings let resume. The owner of a
   * datastore is meant only where the stop is about one team.
   */
  public Rights rights(LineScope scope) {
    var names = configuration.settings().rights().getOrDefault("resume", List.of());
    var holders = names.stream().flatMap(name -> principal(name, scope).stream()).toList();
    return new Rights(new TreeMap<>(Map.of(Right.RESUME, holders)));
  }

  private Optional<Principal> principal(String name, LineScope scope) {
    if (!name.equals(Team.OWNER)) {
      return Principal.parse(name);
    }
    return scope instanceof LineScope.OfTeam(String team)
        ? Optional.ofNullable(configuration.teams().get(team))
            .map(Team::group)
            .map(Principal::group)
        : Optional.empty();
  }
}
