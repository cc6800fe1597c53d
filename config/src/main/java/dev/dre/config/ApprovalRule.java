package dev.dre.config;

import dev.dre.approvals.Policy;
import dev.dre.approvals.Principal;
import dev.dre.config.Runbook.Predicate;
import dev.dre.config.expression.Condition;
import dev.dre.config.expression.NotKnown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which steps a policy is for. The first rule that fits counts.
 *
 * @param when what has to hold of the datastore; empty: it is for each
 * @param policy without the team that owns the datastore, which differs from one to the next
 * @param ownerApproves whether the team that owns the datastore may approve too
 */
public record ApprovalRule(
    List<String> environments,
    List<String> risks,
    Optional<Predicate> when,
    Policy policy,
    boolean ownerApproves) {

  public ApprovalRule {
    environments = List.copyOf(environments);
    risks = List.copyOf(risks);
  }

  /**
   * Whether it is for a step of {@code risk}.
   *
   * @param values of the datastore, by {@code datastore.…}
   * @throws NotKnown when nobody can say: then no other rule may be taken instead
   */
  public boolean fits(String risk, Map<String, String> values) throws NotKnown {
    return environments.contains(values.getOrDefault("datastore.environment", ""))
        && risks.contains(risk)
        && (when.isEmpty() || Condition.holds(when.get().text(), when.get().types(), values));
  }

  /** The policy for a datastore of {@code owner}; of nobody when it is empty. */
  public Policy policyOf(Optional<Team> owner) {
    if (!ownerApproves || owner.isEmpty()) {
      return policy;
    }
    var from = new ArrayList<>(policy.from());
    var group = Principal.group(owner.get().group());
    if (!from.contains(group)) {
      from.add(group);
    }
    return policy.from(from);
  }
}
