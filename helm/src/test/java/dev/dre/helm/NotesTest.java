package dev.dre.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What whoever has installed it is told. */
class NotesTest {

  @Test
  void theySayHowToCheck() {
    assertThat(notes(Chart.ONE_CLUSTER))
        .contains("helm test my --namespace dre --logs")
        .contains("/dre help")
        .contains("deployment/my-dre-bot", "deployment/my-dre-worker");
  }

  @Test
  void ofAWorkerAloneTheySayWhatItServes() {
    assertThat(notes(Chart.WORKER_ONLY))
        .contains("serves cluster-b")
        .doesNotContain("/dre help", "my-dre-bot");
  }

  @Test
  void withClustersElsewhereTheySayHowTheRightsGetThere() {
    assertThat(notes(Chart.CENTRAL)).contains("rbac.subjects");
  }

  private static String notes(Path values) {
    return new Helm(Chart.FOLDER)
        .install()
        .clientOnly()
        .dryRun()
        .debug()
        .withKubeVersion(Chart.OLDEST)
        .withName("my")
        .withNamespace("dre")
        .withValuesFile(values)
        .call()
        .getOutput();
  }
}
