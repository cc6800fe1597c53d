package dev.dre.operations.planning;

import dev.dre.approvals.Policy;
import dev.dre.config.ApprovalRule;
import dev.dre.config.Configuration;
import dev.dre.config.Datastore;
import dev.dre.config.Runbook;
import dev.dre.config.Suggestion;
import dev.dre.config.Team;
import dev.dre.operations.plan.Mode;
import dev.dre.operations.plan.PlannedGate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How much a plan is trusted: what the configuration says, or what is asked for if it is less. */
final class Modes {

  /** The flag that every runbook has. */
  static final String FLAG = "mode";

  private final Configuration configuration;
  private final Policies policies;

  Modes(Configuration configuration) {
    this.configuration = configuration;
    this.policies = new Policies(configuration);
  }

  /** {@code flags}: as they were typed. */
  Mode of(Runbook runbook, Datastore datastore, Map<String, String> flags) throws Refusal {
    Mode usual = usual(runbook, datastore.environment());
    String asked = flags.get(FLAG);
    if (asked == null) {
      return usual;
    }
    Mode mode =
        Mode.of(asked)
            .orElseThrow(
                () -> new Refusal("I know " + Suggestion.unknown(FLAG, asked, Mode.words())));
    if (usual.isMoreCarefulThan(mode)) {
      throw new Refusal(
          "%s is run as %s on %s: %s. Only the configuration can trust it more; --mode can only be more careful."
              .formatted(runbook.name(), usual.word(), datastore.environment(), usual.sentence()));
    }
    return mode;
  }

  /** The more careful of what runbook and environment say. */
  private Mode usual(Runbook runbook, String environment) {
    return Stream.of(runbook.modes(), configuration.settings().modes())
        .flatMap(modes -> Optional.ofNullable(modes.get(environment)).stream())
        .flatMap(word -> Mode.of(word).stream())
        .min(Mode::compareTo)
        .orElse(Mode.AUTO);
  }

  /** The gate before a step that has none of its own: the policy for the least risk there is. */
  PlannedGate supervision(
      String step, Datastore datastore, Map<String, String> values, Optional<Team> owner)
      throws Refusal {
    for (String risk : Runbook.RISKS) {
      Optional<Policy> policy =
          policies.of(risk, values).map((ApprovalRule rule) -> rule.policyOf(owner));
      if (policy.isPresent()) {
        return new PlannedGate(risk, policy.get(), "", List.of());
      }
    }
    throw new Refusal(
        "step %s is to be supervised, and no policy in approvals.yaml says who approves anything for the environment %s."
            .formatted(step, datastore.environment()));
  }
}
