package dev.dre.sandbox.realclusters;

import dev.dre.worker.kubernetes.NeededRight;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A worker's account in one cluster, with the rights that it needs and no other. */
final class WorkerAccount {

  private static final String JOBS = "dre-jobs";
  private static final String WORKER = "dre-worker";

  /** What a runbook may make where it is not there. */
  private static final Set<String> MADE =
      Set.of("statefulsets", "deployments", "services", "configmaps");

  private final String cluster;
  private final String namespace;
  private final KubernetesClient admin;
  private final Map<String, List<NeededRight>> granted = new TreeMap<>();

  /**
   * @param namespace of the Jobs
   */
  WorkerAccount(String cluster, String namespace, KubernetesClient admin) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.admin = admin;
  }

  /** Makes it, and that of the Jobs; objects may be changed in {@code changeable}. */
  void make(String changeable) {
    for (String account : List.of(JOBS, WORKER)) {
      create(
          new ServiceAccountBuilder()
              .withNewMetadata()
              .withName(account)
              .withNamespace(namespace)
              .endMetadata()
              .build());
    }
    grant(namespace, NeededRight.all());
    grant(changeable, NeededRight.ofChanges().stream().map(WorkerAccount::withCreate).toList());
  }

  /** The worker's account gets {@code rights} in {@code where}, and no others. */
  private void grant(String where, List<NeededRight> rights) {
    granted.put(where, rights);
    var meta = new ObjectMetaBuilder().withName(WORKER).withNamespace(where).build();
    create(new RoleBuilder().withMetadata(meta).withRules(rules(rights)).build());
    create(
        new RoleBindingBuilder()
            .withMetadata(meta)
            .withNewRoleRef("rbac.authorization.k8s.io", "Role", WORKER)
            .addNewSubject()
            .withKind("ServiceAccount")
            .withName(WORKER)
            .withNamespace(namespace)
            .endSubject()
            .build());
  }

  /** As the chart grants it where its values say {@code create: true}. */
  private static NeededRight withCreate(NeededRight right) {
    return MADE.contains(right.resource())
        ? new NeededRight(
            right.apiGroup(),
            right.resource(),
            Stream.concat(right.verbs().stream(), Stream.of("create", "delete")).toList(),
            right.why())
        : right;
  }

  private static List<PolicyRule> rules(List<NeededRight> rights) {
    return rights.stream().map(WorkerAccount::rule).toList();
  }

  private static PolicyRule rule(NeededRight right) {
    return new PolicyRuleBuilder()
        .withApiGroups(right.apiGroup())
        .withResources(right.resource())
        .withVerbs(right.verbs())
        .build();
  }

  private void create(HasMetadata object) {
    admin.resource(object).create();
  }

  /** How the worker's account reaches the cluster: an entry of a kubeconfig for each of three. */
  Config kubeconfig() {
    String token =
        admin
            .serviceAccounts()
            .inNamespace(namespace)
            .withName(WORKER)
            .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
            .getStatus()
            .getToken();
    var connected = admin.getConfiguration();
    return new ConfigBuilder()
        .addNewCluster()
        .withName(cluster)
        .withNewCluster()
        .withServer(connected.getMasterUrl())
        .withCertificateAuthorityData(connected.getCaCertData())
        .endCluster()
        .endCluster()
        .addNewUser()
        .withName(cluster)
        .withNewUser()
        .withToken(token)
        .endUser()
        .endUser()
        .addNewContext()
        .withName(cluster)
        .withNewContext()
        .withCluster(cluster)
        .withUser(cluster)
        .endContext()
        .endContext()
        .withCurrentContext(cluster)
        .build();
  }

  /** Takes one right in {@code where} away from the worker. */
  void forbid(String where, String resource, String verb) {
    role(where)
        .edit(
            role -> {
              role.getRules()
                  .forEach(
                      rule -> {
                        if (rule.getResources().contains(resource)) {
                          rule.setVerbs(
                              rule.getVerbs().stream().filter(v -> !v.equals(verb)).toList());
                        }
                      });
              // A rule that allows nothing is refused.
              role.setRules(
                  role.getRules().stream().filter(rule -> !rule.getVerbs().isEmpty()).toList());
              return role;
            });
  }

  /** Gives the worker all that it needs again. */
  void allowAll() {
    granted.forEach(
        (where, rights) ->
            role(where)
                .edit(
                    role -> {
                      role.setRules(rules(rights));
                      return role;
                    }));
  }

  private Resource<Role> role(String where) {
    return admin.rbac().roles().inNamespace(where).withName(WORKER);
  }
}
