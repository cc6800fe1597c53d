package dev.dre.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every pod is let into a namespace whose Pod Security is "restricted", and has what it needs only.
 */
class RestrictedTest {

  static Stream<Path> examples() {
    return Chart.examples();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyPodIsRestricted(Path values) {
    assertThat(pods(values))
        .allSatisfy(
            pod -> {
              assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
              assertThat(pod.getSecurityContext().getRunAsUser()).isGreaterThanOrEqualTo(1000);
              assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                  .isEqualTo("RuntimeDefault");
              assertThat(pod.getHostNetwork()).isNull();
              assertThat(pod.getHostPID()).isNull();
              assertThat(pod.getVolumes()).allMatch(volume -> volume.getHostPath() == null);
            });
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyContainerIsRestricted(Path values) {
    assertThat(containers(values))
        .allSatisfy(
            container -> {
              var context = container.getSecurityContext();
              assertThat(context.getAllowPrivilegeEscalation()).isFalse();
              assertThat(context.getReadOnlyRootFilesystem()).isTrue();
              assertThat(context.getRunAsNonRoot()).isTrue();
              assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
              assertThat(context.getCapabilities().getAdd()).isEmpty();
              assertThat(context.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
              assertThat(context.getPrivileged()).isNull();
            });
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyContainerSaysHowMuchItNeedsAndTakes(Path values) {
    assertThat(containers(values))
        .allSatisfy(
            container -> {
              assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
              assertThat(container.getResources().getLimits()).containsKeys("memory");
            });
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyDeploymentIsAskedHowItIs(Path values) {
    assertThat(Chart.objects(Deployment.class, values))
        .flatExtracting(d -> d.getSpec().getTemplate().getSpec().getContainers())
        .allSatisfy(
            container -> {
              assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/live");
              assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/ready");
              assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/live");
            });
  }

  @ParameterizedTest
  @MethodSource("examples")
  void secretsAreNamedAndNeverWrittenIntoAVariable(Path values) {
    assertThat(containers(values))
        .flatExtracting(Container::getEnv)
        .filteredOn(variable -> variable.getName().matches(".*(TOKEN|SECRET|API_KEY)"))
        .allMatch(variable -> variable.getValue() == null)
        .allMatch(variable -> variable.getValueFrom().getSecretKeyRef() != null);
  }

  @Test
  void onlyAWorkerInItsOwnClusterHasAToken() {
    assertThat(withToken(Chart.ONE_CLUSTER)).containsExactly("worker");
    assertThat(withToken(Chart.CENTRAL)).isEmpty();
  }

  private static List<String> withToken(Path values) {
    return pods(values).stream()
        .filter(PodSpec::getAutomountServiceAccountToken)
        .map(pod -> pod.getContainers().getFirst().getName())
        .toList();
  }

  private static List<Container> containers(Path values) {
    return pods(values).stream().flatMap(pod -> pod.getContainers().stream()).toList();
  }

  private static List<PodSpec> pods(Path values) {
    return Chart.objects(values).stream().flatMap(RestrictedTest::pod).toList();
  }

  private static Stream<PodSpec> pod(HasMetadata object) {
    return switch (object) {
      case Deployment deployment -> Stream.of(deployment.getSpec().getTemplate().getSpec());
      case Pod pod -> Stream.of(pod.getSpec());
      default -> Stream.of();
    };
  }
}
