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
              assertThat(granted(role)).isEqualTo(needed());
              assertThat(role.getMetadata().getNamespace()).isEqualTo("dre-jobs");
            });
  }

  @Test
  void eachNamespaceOfJobsHasItsRole() {
    assertThat(Chart.objects(Role.class, Chart.EVERYTHING))
        .extracting(role -> role.getMetadata().getNamespace())
        .containsExactly("dre-jobs", "other-jobs");
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

  private static Set<String> needed() {
    return NeededRight.all().stream()
        .flatMap(right -> rights(right.apiGroup(), right.resource(), right.verbs()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> granted(Role role) {
    var all = new TreeSet<String>();
    for (PolicyRule rule : role.getRules()) {
      assertThat(rule.getResourceNames()).isEmpty();
      for (String group : rule.getApiGroups()) {
        rule.getResources().stream()
            .flatMap(resource -> rights(group, resource, rule.getVerbs()))
            .forEach(all::add);
      }
    }
    return all;
  }

  private static Stream<String> rights(String group, String resource, List<String> verbs) {
    return verbs.stream().map(verb -> group + "/" + resource + " " + verb);
  }
}
