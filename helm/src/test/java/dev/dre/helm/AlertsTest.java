package dev.dre.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When somebody is woken, and when not. */
class AlertsTest {

  private static final Path RULES = Chart.FOLDER.resolve("files/alerts.yaml");
  private static final Path STORIES = Path.of("src/test/alerts/alerts-test.yaml");

  @Test
  void everyAlertHasAStoryInWhichItFires() throws IOException {
    String stories = Files.readString(STORIES);

    assertThat(alerts()).hasSizeGreaterThan(5).allMatch(stories::contains);
  }

  @Test
  void theChartHandsThemOnAsTheyAre() {
    var handedOn =
        Chart.objects(GenericKubernetesResource.class, Chart.EVERYTHING).stream()
            .filter(o -> o.getKind().equals("PrometheusRule"))
            .map(o -> o.getAdditionalProperties().get("spec"))
            .toList();

    assertThat(handedOn).singleElement().isEqualTo(Chart.values(RULES));
  }

  /** Prometheus' own judgement. */
  @Nested
  class WithPromtool {

    private static final String NONE =
        "skipped: no promtool on the PATH; it is part of Prometheus (apt-get install prometheus)";

    @TempDir private Path folder;
    private Path promtool = Path.of("promtool");

    @BeforeEach
    void find() throws IOException {
      Optional<Path> found = onThePath();
      found.ifPresent(path -> promtool = path);
      assumeTrue(found.isPresent(), NONE);
      Files.copy(RULES, folder.resolve("alerts.yaml"));
      Files.copy(STORIES, folder.resolve("alerts-test.yaml"));
    }

    @Test
    void theRulesAreOnes() throws Exception {
      assertThat(run("check", "rules", "alerts.yaml")).isZero();
    }

    @Test
    void eachFiresWhenItShouldAndNotOtherwise() throws Exception {
      assertThat(run("test", "rules", "alerts-test.yaml")).isZero();
    }

    @Test
    void aStoryThatIsNotSoIsSeen() throws Exception {
      Path stories = folder.resolve("alerts-test.yaml");
      Files.writeString(
          stories, Files.readString(stories).replace("exp_alerts: []", "exp_alerts: [{}]"));

      assertThat(run("test", "rules", "alerts-test.yaml")).isNotZero();
    }

    private int run(String... arguments) throws IOException, InterruptedException {
      var command =
          Stream.concat(Stream.of(promtool.toString()), Arrays.stream(arguments)).toList();
      return new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start().waitFor();
    }

    private static Optional<Path> onThePath() {
      return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
          .map(folder -> Path.of(folder, "promtool"))
          .filter(Files::isExecutable)
          .findFirst();
    }
  }

  private static List<String> alerts() {
    return groups().stream()
        .flatMap(group -> ((List<?>) of(group, "rules")).stream())
        .map(rule -> String.valueOf(of(rule, "alert")))
        .toList();
  }

  private static List<?> groups() {
    return (List<?>) of(Chart.values(RULES), "groups");
  }

  private static Object of(Object map, String key) {
    return Optional.<Object>ofNullable(((Map<?, ?>) map).get(key)).orElseThrow();
  }
}
