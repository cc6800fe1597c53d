package dev.dre.operations.planning;

import dev.dre.config.ApprovalRule;
import dev.dre.config.Configuration;
import dev.dre.config.expression.NotKnown;
import java.util.Map;
import java.util.Optional;

/** Which policy says who approves a step. */
final class Policies {

  private final Configuration configuration;

  Policies(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * The first that fits; empty when none does.
   *
   * @param values everything that is known of the datastore
   */
  Optional<ApprovalRule> of(String risk, Map<String, String> values) throws Refusal {
    for (ApprovalRule rule : configuration.approvals()) {
      try {
        if (rule.fits(risk, values)) {
          return Optional.of(rule);
        }
      } catch (NotKnown e) {
        throw new Refusal(
            "nobody can say whether the policy %s is meant: %s"
                .formatted(rule.policy().name(), e.getMessage()));
      }
    }
    return Optional.empty();
  }
}
