package dev.dre.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a release is made of. */
class ObjectsTest {

  static Stream<Path> examples() {
    return Chart.examples();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyFieldIsOneThatKubernetesKnows(Path values) {
    var unknown =
        Chart.objects(values).stream()
            .filter(object -> !(object instanceof GenericKubernetesResource))
            .flatMap(object -> Unknown.in(object).stream())
            .toList();

    assertThat(unknown).isEmpty();
  }

  @Test
  void aMisspeltFieldIsSeen() {
    var pod = new PodBuilder().withNewSpec().addNewContainer().endContainer().endSpec().build();
    pod.getSpec().getContainers().getFirst().setAdditionalProperty("imagePulPolicy", "Always");

    assertThat(Unknown.in(pod)).containsExactly("Pod.Spec.Containers[0].imagePulPolicy");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void onlyThePrometheusOperatorsKindsAreNotKubernetesOwn(Path values) {
    assertThat(Chart.objects(GenericKubernetesResource.class, values))
        .extracting(HasMetadata::getApiVersion)
        .allMatch("monitoring.coreos.com/v1"::equals);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void noSecretIsMadeOrWrittenDown(Path values) {
    assertThat(Chart.objects(Secret.class, values)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void noTwoObjectsHaveTheSameName(Path values) {
    assertThat(Chart.objects(values))
        .extracting(o -> o.getKind() + " " + o.getMetadata().getNamespace() + "/" + name(o))
        .doesNotHaveDuplicates();
  }

  @Test
  void oneWorkerHasNoDisruptionBudget() {
    assertThat(Chart.objects(PodDisruptionBudget.class, Chart.ONE_CLUSTER, "worker.replicas=1"))
        .isEmpty();
  }

  @Test
  void ofTwoWorkersOneMayBeTakenAtATime() {
    assertThat(Chart.objects(PodDisruptionBudget.class, Chart.ONE_CLUSTER, "worker.replicas=2"))
        .singleElement()
        .satisfies(
            budget -> {
              assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
              assertThat(budget.getSpec().getSelector().getMatchLabels())
                  .isEqualTo(worker(Chart.ONE_CLUSTER).getSpec().getSelector().getMatchLabels());
            });
  }

  @Test
  void podsRestartWhenTheConfigurationChanges() {
    String before = checksum(Chart.ONE_CLUSTER);
    String after = checksum(Chart.ONE_CLUSTER, "config.approvals\\.yaml=approvals: []");

    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void podsStayWhenSomethingElseChanges() {
    assertThat(checksum(Chart.ONE_CLUSTER, "worker.replicas=5"))
        .isEqualTo(checksum(Chart.ONE_CLUSTER));
  }

  @Test
  void aRunbookIsMountedInAFolder() {
    var config =
        Chart.objects(ConfigMap.class, Chart.EVERYTHING).stream()
            .filter(map -> name(map).equals("dre-config"))
            .findFirst()
            .orElseThrow();
    var items =
        worker(Chart.EVERYTHING).getSpec().getTemplate().getSpec().getVolumes().stream()
            .filter(volume -> volume.getName().equals("config"))
            .findFirst()
            .orElseThrow()
            .getConfigMap()
            .getItems();

    assertThat(config.getData()).containsKey("runbooks__vacuum.yaml");
    assertThat(items)
        .anyMatch(
            item ->
                item.getKey().equals("runbooks__vacuum.yaml")
                    && item.getPath().equals("runbooks/vacuum.yaml"));
  }

  @Test
  void aWorkerAloneIsNoBotAndRunsNoOperations() {
    assertThat(Chart.objects(Deployment.class, Chart.WORKER_ONLY))
        .extracting(ObjectsTest::name)
        .containsExactly("my-dre-worker");
    assertThat(arguments(Chart.WORKER_ONLY))
        .containsSequence("--cluster", "cluster-b", "--no-workflows");
  }

  @Test
  void aWorkerAloneHasNoTokenOfSlack() {
    assertThat(Chart.render(Chart.WORKER_ONLY)).doesNotContain("SLACK");
  }

  @Test
  void kubeconfigsReachTheWorkerAndNotTheBot() {
    assertThat(secretsOf(deployment(Chart.CENTRAL, "my-dre-worker")))
        .containsExactly("cluster-a", "cluster-b");
    assertThat(secretsOf(deployment(Chart.CENTRAL, "my-dre-bot"))).isEmpty();
  }

  @Test
  void aDigestCountsInsteadOfATag() {
    assertThat(container(Chart.CENTRAL).getImage())
        .isEqualTo("registry.example/dre@sha256:" + "1".repeat(64));
    assertThat(container(Chart.ONE_CLUSTER).getImage())
        .isEqualTo("registry.example/dre:" + System.getProperty("dre.version"));
  }

  @Test
  void aWorkerIsGivenLongerThanItTakesToHandOver() {
    assertThat(
            worker(Chart.ONE_CLUSTER)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getTerminationGracePeriodSeconds())
        .isGreaterThan(20);
  }

  @Test
  void twoBotsNeverWriteOneRecord() {
    var bot = deployment(Chart.ONE_CLUSTER, "my-dre-bot").getSpec();

    assertThat(bot.getReplicas()).isEqualTo(1);
    assertThat(bot.getStrategy().getType()).isEqualTo("Recreate");
  }

  private static List<String> secretsOf(Deployment deployment) {
    return deployment.getSpec().getTemplate().getSpec().getVolumes().stream()
        .filter(volume -> volume.getSecret() != null)
        .map(volume -> volume.getSecret().getSecretName())
        .toList();
  }

  private static List<String> arguments(Path values) {
    return container(values).getArgs();
  }

  private static io.fabric8.kubernetes.api.model.Container container(Path values) {
    return worker(values).getSpec().getTemplate().getSpec().getContainers().getFirst();
  }

  private static String checksum(Path values, String... set) {
    Map<String, String> annotations =
        worker(values, set).getSpec().getTemplate().getMetadata().getAnnotations();
    return annotations.getOrDefault("dre.dev/config-checksum", "");
  }

  private static Deployment worker(Path values, String... set) {
    return Chart.objects(Deployment.class, values, set).stream()
        .filter(d -> name(d).endsWith("worker"))
        .findFirst()
        .orElseThrow();
  }

  private static Deployment deployment(Path values, String name) {
    return Chart.objects(Deployment.class, values).stream()
        .filter(d -> name(d).equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }
}
