package dev.dre.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How bot and worker of a release log. */
class LogTest {

  @ParameterizedTest
  @ValueSource(strings = {"bot", "worker"})
  void inJsonUnlessSomethingElseIsWanted(String component) {
    assertThat(variable(component, "DRE_LOG_FORMAT")).containsExactly("json");
    assertThat(variable(component, "DRE_LOG_LEVEL")).containsExactly("WARN");
    assertThat(variable(component, "DRE_LOG_FORMAT", "log.format=text")).containsExactly("text");
    assertThat(variable(component, "DRE_LOG_LEVEL", "log.level=INFO")).containsExactly("INFO");
  }

  @Test
  void whatOneOfThemIsToldItselfCounts() {
    String own = "worker.env.DRE_LOG_LEVEL=DEBUG";

    assertThat(variable("worker", "DRE_LOG_LEVEL", own)).containsExactly("DEBUG");
    assertThat(variable("bot", "DRE_LOG_LEVEL", own)).containsExactly("WARN");
  }

  private static List<String> variable(String component, String name, String... set) {
    return Chart.objects(Deployment.class, Chart.ONE_CLUSTER, set).stream()
        .filter(deployment -> deployment.getMetadata().getName().endsWith(component))
        .flatMap(d -> d.getSpec().getTemplate().getSpec().getContainers().stream())
        .flatMap(container -> container.getEnv().stream())
        .filter(variable -> variable.getName().equals(name))
        .map(EnvVar::getValue)
        .toList();
  }
}
