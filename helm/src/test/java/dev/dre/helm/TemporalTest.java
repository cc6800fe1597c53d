package dev.dre.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How every pod is told whom it is to Temporal, and whom it believes there. */
class TemporalTest {

  private static final String FOLDER = "/etc/dre-temporal/";
  private static final String CERTIFICATE = "TEMPORAL_TLS_CLIENT_CERT_PATH";
  private static final String KEY = "TEMPORAL_TLS_CLIENT_KEY_PATH";
  private static final String AUTHORITY = "TEMPORAL_TLS_SERVER_CA_CERT_PATH";

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true"})
  void onlyFilesThatTheSecretHasAreNamed(boolean client, boolean ca) {
    var expected =
        Stream.of(
                client ? Map.of(CERTIFICATE, "tls.crt", KEY, "tls.key") : Map.<String, String>of(),
                ca ? Map.of(AUTHORITY, "ca.crt") : Map.<String, String>of())
            .flatMap(each -> each.entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    assertThat(
            pods(
                "temporal.tls.existingSecret=dre-temporal",
                "temporal.tls.client=" + client,
                "temporal.tls.ca=" + ca))
        .hasSize(3)
        .allSatisfy(pod -> assertNamesAndMounts(pod, expected));
  }

  @Test
  void aSecretOfTheTypeForTlsNeedsNoFurtherWord() {
    assertThat(pods("temporal.tls.existingSecret=dre-temporal"))
        .hasSize(3)
        .allSatisfy(
            pod -> assertNamesAndMounts(pod, Map.of(CERTIFICATE, "tls.crt", KEY, "tls.key")));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void withoutASecretNoFileIsNamed(boolean client) {
    assertThat(pods("temporal.tls.enabled=true", "temporal.tls.client=" + client))
        .hasSize(3)
        .allSatisfy(
            pod -> {
              assertThat(paths(pod)).isEmpty();
              assertThat(pod.getVolumes()).noneMatch(each -> each.getName().equals("temporal"));
              assertThat(pod.getContainers().getFirst().getVolumeMounts())
                  .noneMatch(each -> each.getName().equals("temporal"));
            });
  }

  private static void assertNamesAndMounts(PodSpec pod, Map<String, String> expected) {
    assertThat(paths(pod)).isEqualTo(expected);
    var mounted =
        pod.getVolumes().stream()
            .filter(each -> each.getName().equals("temporal"))
            .flatMap(each -> each.getSecret().getItems().stream());
    assertThat(mounted)
        .allMatch(item -> item.getKey().equals(item.getPath()))
        .extracting(KeyToPath::getPath)
        .containsExactlyInAnyOrderElementsOf(expected.values());
  }

  /** By variable, the file below where the Secret is mounted. */
  private static Map<String, String> paths(PodSpec pod) {
    return pod.getContainers().getFirst().getEnv().stream()
        .filter(each -> each.getName().matches("TEMPORAL_TLS_.*_PATH"))
        .collect(
            Collectors.toMap(EnvVar::getName, each -> each.getValue().substring(FOLDER.length())));
  }

  /** Of the bot, the worker, and the doctor. */
  private static List<PodSpec> pods(String... set) {
    return Chart.objects(Chart.ONE_CLUSTER, set).stream().flatMap(TemporalTest::pod).toList();
  }

  private static Stream<PodSpec> pod(HasMetadata object) {
    return switch (object) {
      case Deployment deployment -> Stream.of(deployment.getSpec().getTemplate().getSpec());
      case Pod pod -> Stream.of(pod.getSpec());
      default -> Stream.empty();
    };
  }
}
