package dev.dre.config;

import dev.dre.approvals.Policy;
import dev.dre.approvals.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which steps a policy is for. The first rule that fits counts.
 *
 * @param policy without the team that owns the datastore, which differs from one to the next
 * @param ownerApproves whether the team that owns the datastore may approve too
 */
public record ApprovalRule(
    List<String> environments, List<String> risks, Policy policy, boolean ownerApproves) {

  public ApprovalRule {
    environments = List.copyOf(environments);
    risks = List.copyOf(risks);
  }

  public boolean fits(String environment, String risk) {
    return environments.contains(environment) && risks.contains(risk);
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
    return new Policy(
        policy.name(),
        policy.required(),
        from,
        policy.excludeRequester(),
        policy.commentRequired(),
        policy.expiry());
  }
}
