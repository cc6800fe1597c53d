package dev.dre.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The configurations in the examples are ones that dre takes. */
class ConfigurationTest {

  private static final Path SHIPPED = Path.of("../config/runbooks").toAbsolutePath().normalize();

  @TempDir private Path folder;

  static Stream<Path> examples() {
    return Chart.examples().filter(file -> Chart.values(file).containsKey("config"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void dreTakesIt(Path values) throws IOException {
    for (var file : files(values).entrySet()) {
      Path written = folder.resolve(String.valueOf(file.getKey()));
      Files.createDirectories(written.getParent());
      Files.writeString(
          written, String.valueOf(file.getValue()).replace("/app/runbooks", SHIPPED.toString()));
    }

    assertThat(Configuration.load(folder).runbooks()).containsKeys("analyze", "migrate");
  }

  private static Map<?, ?> files(Path values) {
    return (Map<?, ?>) Objects.requireNonNull(Chart.values(values).get("config"));
  }
}
