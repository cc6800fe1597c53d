package dev.dre.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.worker.kubernetes.NeededRight;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what in a cluster. */
class RightsTest {

  static Stream<Path> examples() {
    return Chart.examples();
  }

  @Test
  void theRoleIsExactlyWhatTheWorkerNeeds() {
    assertThat(Chart.objects(Role.class, Chart.ONE_CLUSTER))
        .singleElement()
        .satisfies(
            role -> {
              assertThat(granted(role)).isEqualTo(needed(NeededRight.all()));
              assertThat(role.getMetadata().getNamespace()).isEqualTo("dre-jobs");
            });
  }

  @Test
  void eachNamespaceOfJobsHasItsRole() {
    assertThat(Chart.objects(Role.class, Chart.EVERYTHING))
        .filteredOn(role -> role.getMetadata().getName().endsWith("-worker"))
        .extracting(role -> role.getMetadata().getNamespace())
        .containsExactly("dre-jobs", "other-jobs");
  }

  @Test
  void whereObjectsMayBeChangedTheRoleIsExactlyWhatThatNeeds() {
    var role = changes("databases");

    assertThat(grantedBy(role)).isEqualTo(needed(NeededRight.ofChanges()));
    assertThat(role.getRules())
        .flatExtracting(PolicyRule::getResourceNames)
        .containsExactly("db-42", "pooler");
  }

  @Test
  void onlyWhereItIsSaidMayObjectsBeMadeAndDeleted() {
    var more = grantedBy(changes("everything"));
    more.removeAll(needed(NeededRight.ofChanges()));

    assertThat(more)
        .containsExactly(
            "/configmaps create",
            "/configmaps delete",
            "/services create",
            "/services delete",
            "apps/deployments create",
            "apps/deployments delete",
            "apps/statefulsets create",
            "apps/statefulsets delete");
    assertThat(Chart.objects(RoleBinding.class, Chart.EVERYTHING))
        .filteredOn(binding -> binding.getMetadata().getName().equals("dre-changes"))
        .flatExtracting(RoleBinding::getSubjects)
        .extracting(s -> s.getKind() + " " + s.getName())
        .containsOnly("ServiceAccount dre-worker");
  }

  private static Role changes(String namespace) {
    return Chart.objects(Role.class, Chart.EVERYTHING).stream()
        .filter(role -> role.getMetadata().getName().equals("dre-changes"))
        .filter(role -> namespace.equals(role.getMetadata().getNamespace()))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void nothingIsGrantedInAWholeCluster(Path values) {
    assertThat(Chart.objects(ClusterRole.class, values)).isEmpty();
    assertThat(Chart.objects(ClusterRoleBinding.class, values)).isEmpty();
  }

  @Test
  void onlyTheWorkerHasTheRole() {
    assertThat(Chart.objects(RoleBinding.class, Chart.ONE_CLUSTER))
        .flatExtracting(RoleBinding::getSubjects)
        .extracting(s -> s.getKind() + " " + s.getName())
        .containsExactly("ServiceAccount my-dre-worker");
  }

  @Test
  void whoeverReachesTheClusterFromElsewhereIsGrantedTheSame() {
    assertThat(Chart.objects(RoleBinding.class, Chart.RIGHTS_ONLY))
        .flatExtracting(RoleBinding::getSubjects)
        .extracting(s -> s.getKind() + " " + s.getName())
        .containsExactly("User dre-central", "ServiceAccount dre-central");
  }

  @Test
  void withoutRbacNothingIsGranted() {
    assertThat(Chart.objects(Role.class, Chart.ONE_CLUSTER, "rbac.create=false")).isEmpty();
    assertThat(Chart.objects(RoleBinding.class, Chart.ONE_CLUSTER, "rbac.create=false")).isEmpty();
  }

  @Test
  void jobsMayDoNothingAndGetNoToken() {
    var jobs =
        Chart.objects(ServiceAccount.class, Chart.ONE_CLUSTER).stream()
            .filter(account -> "dre-jobs".equals(account.getMetadata().getName()))
            .toList();

    assertThat(jobs)
        .singleElement()
        .satisfies(account -> assertThat(account.getAutomountServiceAccountToken()).isFalse());
    assertThat(Chart.objects(RoleBinding.class, Chart.ONE_CLUSTER))
        .flatExtracting(RoleBinding::getSubjects)
        .extracting(s -> s.getName())
        .doesNotContain("dre-jobs");
  }

  private static Set<String> needed(List<NeededRight> rights) {
    return rights.stream()
        .flatMap(right -> rights(right.apiGroup(), right.resource(), right.verbs()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> granted(Role role) {
    assertThat(role.getRules()).flatExtracting(PolicyRule::getResourceNames).isEmpty();
    return grantedBy(role);
  }

  /** Whatever it is restricted to. */
  private static Set<String> grantedBy(Role role) {
    return role.getRules().stream()
        .flatMap(RightsTest::rightsOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> rightsOf(PolicyRule rule) {
    return rule.getApiGroups().stream()
        .flatMap(
            group ->
                rule.getResources().stream()
                    .flatMap(resource -> rights(group, resource, rule.getVerbs())));
  }

  private static Stream<String> rights(String group, String resource, List<String> verbs) {
    return verbs.stream().map(verb -> group + "/" + resource + " " + verb);
  }
}
