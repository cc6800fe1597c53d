package dev.dre.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is there only when it is wanted: metrics for Prometheus, and a closed network. */
class SwitchesTest {

  @Test
  void byDefaultNothingIsThereThatNeedsAnOperator() {
    assertThat(Chart.objects(GenericKubernetesResource.class, Chart.ONE_CLUSTER)).isEmpty();
    assertThat(Chart.objects(Service.class, Chart.ONE_CLUSTER)).isEmpty();
    assertThat(Chart.objects(NetworkPolicy.class, Chart.ONE_CLUSTER)).isEmpty();
  }

  @Test
  void theServiceMonitorFindsTheServicesAndTheyThePods() {
    var monitor =
        Chart.objects(GenericKubernetesResource.class, Chart.EVERYTHING).stream()
            .filter(o -> o.getKind().equals("ServiceMonitor"))
            .findFirst()
            .orElseThrow();
    Map<String, String> wanted = monitor.get("spec", "selector", "matchLabels");
    var services = Chart.objects(Service.class, Chart.EVERYTHING);

    assertThat(services).hasSize(2);
    assertThat(services)
        .allSatisfy(
            service -> assertThat(service.getMetadata().getLabels()).containsAllEntriesOf(wanted));
    assertThat(Chart.objects(Deployment.class, Chart.EVERYTHING))
        .allSatisfy(
            deployment ->
                assertThat(services)
                    .filteredOn(
                        service ->
                            deployment
                                .getSpec()
                                .getTemplate()
                                .getMetadata()
                                .getLabels()
                                .entrySet()
                                .containsAll(service.getSpec().getSelector().entrySet()))
                    .hasSize(1));
  }

  @Test
  void theDashboardIsHandedOnAsItIs() throws IOException {
    var json = new ObjectMapper();
    var handedOn =
        Chart.objects(ConfigMap.class, Chart.EVERYTHING).stream()
            .filter(map -> map.getMetadata().getName().endsWith("-dashboard"))
            .findFirst()
            .orElseThrow();

    assertThat(json.readTree(handedOn.getData().get("dre.json")))
        .isEqualTo(json.readTree(Chart.FOLDER.resolve("files/dashboard.json").toFile()));
    assertThat(handedOn.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
  }

  @Test
  void bothSendTracesWhereTheyAreCollected() {
    assertThat(Chart.render(Chart.ONE_CLUSTER)).doesNotContain("OTEL_");
    assertThat(Chart.objects(Deployment.class, Chart.EVERYTHING))
        .hasSize(2)
        .allSatisfy(
            deployment ->
                assertThat(
                        deployment
                            .getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .getFirst()
                            .getEnv())
                    .anySatisfy(
                        variable -> {
                          assertThat(variable.getName()).isEqualTo("OTEL_EXPORTER_OTLP_ENDPOINT");
                          assertThat(variable.getValue())
                              .isEqualTo("http://collector.monitoring:4318");
                        }));
  }

  @Test
  void aClosedNetworkLetsOutOnlyWhatIsNeeded() {
    assertThat(egress("dre-bot")).containsExactlyInAnyOrder(53, 53, 7233, 4318, 443);
    assertThat(egress("dre-worker")).containsExactlyInAnyOrder(53, 53, 7233, 4318, 443, 6443);
  }

  @Test
  void aClosedNetworkLetsInOnlyWhoeverReadsTheMetrics() {
    assertThat(policy("dre-bot").getSpec().getIngress())
        .singleElement()
        .satisfies(
            rule ->
                assertThat(rule.getFrom().getFirst().getNamespaceSelector().getMatchLabels())
                    .containsEntry("kubernetes.io/metadata.name", "monitoring"));
    assertThat(
            Chart.objects(NetworkPolicy.class, Chart.ONE_CLUSTER, "networkPolicy.enabled=true")
                .stream()
                .map(p -> p.getSpec().getIngress()))
        .allMatch(List::isEmpty);
  }

  private static List<Integer> egress(String name) {
    return policy(name).getSpec().getEgress().stream()
        .map(NetworkPolicyEgressRule::getPorts)
        .flatMap(List::stream)
        .map(port -> port.getPort().getIntVal())
        .toList();
  }

  private static NetworkPolicy policy(String name) {
    return Chart.objects(NetworkPolicy.class, Chart.EVERYTHING).stream()
        .filter(policy -> policy.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
