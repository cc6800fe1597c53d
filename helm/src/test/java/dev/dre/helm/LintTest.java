package dev.dre.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

/** Helm's own opinion of the chart, at its strictest. */
class LintTest {

  @TempDir private Path scratch;

  static Stream<Path> examples() {
    return Chart.examples();
  }

  @Test
  void itIsFineWithTheValuesThatItHas() {
    assertFine(Chart.FOLDER);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void itIsFineForEachWayToInstallIt(Path values) throws IOException {
    assertFine(withValues(values));
  }

  @Test
  void aChartThatIsNotFineIsSeen() throws IOException {
    Path chart = withValues(Chart.ONE_CLUSTER);
    Files.writeString(chart.resolve("templates/more.yaml"), "a: {{ .Values.bot.resources }}\n b");

    assertThat(new Helm(chart).lint().strict().call().isFailed()).isTrue();
  }

  @Test
  void itIsOfTheReleaseThatItComesWith() {
    assertThat(Chart.values(Chart.FOLDER.resolve("Chart.yaml")).get("appVersion"))
        .isEqualTo(System.getProperty("dre.version"));
  }

  private static void assertFine(Path chart) {
    var result = new Helm(chart).lint().strict().call();

    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
  }

  /** Lint takes no values: the chart with {@code values} as its own. */
  private Path withValues(Path values) throws IOException {
    Path copy = scratch.resolve("dre");
    Chart.copy(copy);
    var merged = merged(Chart.values(Chart.FOLDER.resolve("values.yaml")), Chart.values(values));
    Files.writeString(
        copy.resolve("values.yaml"), new Dump(DumpSettings.builder().build()).dumpToString(merged));
    return copy;
  }

  private static Map<Object, Object> merged(Map<?, ?> below, Map<?, ?> above) {
    var all = new LinkedHashMap<Object, Object>(below);
    above.forEach(
        (key, value) ->
            all.merge(
                key,
                value,
                (one, other) ->
                    one instanceof Map<?, ?> a && other instanceof Map<?, ?> b
                        ? merged(a, b)
                        : other));
    return all;
  }
}
