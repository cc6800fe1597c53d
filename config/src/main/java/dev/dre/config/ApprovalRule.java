package dev.dre.config;

import dev.dre.approvals.Policy;
import java.util.List;

/** Which steps a policy is for. The first rule that fits counts. */
public record ApprovalRule(List<String> environments, List<String> risks, Policy policy) {

  public boolean fits(String environment, String risk) {
    return environments.contains(environment) && risks.contains(risk);
  }
}
