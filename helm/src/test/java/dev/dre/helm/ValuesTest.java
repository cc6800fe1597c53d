package dev.dre.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator may write into values, and what is told otherwise. */
class ValuesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "botReplicas=2",
        "bot.replica=2",
        "worker.resources.requests.gpu=1",
        "temporal.tls.secret=x",
        "clusters[0].kubeconfig.value=x",
        "jobs.namespaces[0].serviceaccount=x",
        "metrics.enabled=true",
        "log.file=dre.log",
        "slack.botToken=xoxb-1"
      })
  void aValueThatIsNotKnownIsRefused(String set) {
    assertThatThrownBy(() -> Chart.render(Chart.ONE_CLUSTER, set))
        .hasMessageContaining("additional properties");
  }

  @ParameterizedTest
  @CsvSource({
    "worker.replicas=0, /worker/replicas",
    "image.tag=latest, /image/tag",
    "image.digest=sha256:1, /image/digest",
    "temporal.address=temporal, /temporal/address",
    "temporal.tls.client=tls.crt, /temporal/tls/client",
    "temporal.tls.ca=ca.crt, /temporal/tls/ca",
    "worker.terminationGracePeriodSeconds=5, /worker/terminationGracePeriodSeconds",
    "log.format=xml, /log/format",
    "log.level=warning, /log/level",
    "opentelemetry.endpoint=collector:4318, /opentelemetry/endpoint",
    "opentelemetry.endpoint=http://collector, /opentelemetry/endpoint",
    "config.notes=text, notes"
  })
  void aValueThatCannotBeIsRefusedByItsName(String set, String where) {
    assertThatThrownBy(() -> Chart.render(Chart.ONE_CLUSTER, set)).hasMessageContaining(where);
  }

  @ParameterizedTest
  @CsvSource({
    "image.repository=, docs/operating.md",
    "temporal.address=, temporal.address is not set",
    "slack.existingSecret=, docs/slack.md",
    "worker.versioning.deployment=dre, set both or none",
    "temporal.tls.ca=true, existingSecret does not say which"
  })
  void whatIsMissingIsSaidInWords(String set, String says) {
    assertThatThrownBy(() -> Chart.render(Chart.ONE_CLUSTER, set)).hasMessageContaining(says);
  }

  @Test
  void aSecretOfWhichNothingIsUsedIsSaid() {
    assertThatThrownBy(
            () ->
                Chart.render(
                    Chart.ONE_CLUSTER,
                    "temporal.tls.existingSecret=dre-temporal",
                    "temporal.tls.client=false"))
        .hasMessageContaining("set client, ca or both");
  }

  @Test
  void theSchemaIsClosedEverywhere() throws IOException {
    var open = new ArrayList<String>();
    collectOpen(
        new ObjectMapper().readTree(Chart.FOLDER.resolve("values.schema.json").toFile()), "", open);

    assertThat(open).isEmpty();
  }

  @Test
  void everyValueIsExplained() throws IOException {
    List<String> lines = Files.readAllLines(Chart.FOLDER.resolve("values.yaml"));
    var silent = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean sets = line.matches("\\s*\\w+: \\S.*");
      if (sets && (i == 0 || !lines.get(i - 1).strip().startsWith("#"))) {
        silent.add(line.strip());
      }
    }

    assertThat(silent).isEmpty();
  }

  private static void collectOpen(JsonNode node, String path, List<String> open) {
    if (node.path("type").asText().equals("object")) {
      JsonNode more = node.path("additionalProperties");
      if (more.isMissingNode() || more.asBoolean()) {
        open.add(path);
      }
    }
    node.properties().forEach(e -> collectOpen(e.getValue(), path + "/" + e.getKey(), open));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collectOpen(node.get(i), path + "/" + i, open);
    }
  }
}
