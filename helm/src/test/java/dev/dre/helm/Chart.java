package dev.dre.helm;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The chart, and what Helm makes of it. */
final class Chart {

  static final Path FOLDER = Path.of("dre").toAbsolutePath();
  static final Path ONE_CLUSTER = example("one-cluster");
  static final Path CENTRAL = example("central");
  static final Path WORKER_ONLY = example("worker-only");
  static final Path RIGHTS_ONLY = example("rights-only");
  static final Path EVERYTHING = example("everything");

  /** The oldest Kubernetes that the chart is for. */
  static final String OLDEST = "1.31.0";

  /** Rendered here are hooks too, which Helm otherwise leaves out: the pod of helm test. */
  private static final Path ALL_AT_ONCE = withoutHooks();

  private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

  private Chart() {}

  /** Every values file that comes along: each a way to install dre. */
  static Stream<Path> examples() {
    try (Stream<Path> files = Files.list(FOLDER.resolve("ci"))) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path withoutHooks() {
    Path copy = Path.of("target", "all-at-once").toAbsolutePath();
    copy(copy);
    Path hook = copy.resolve("templates/tests/doctor.yaml");
    try {
      Files.writeString(hook, Files.readString(hook).replace("helm.sh/hook: test", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy;
  }

  /** Copies the chart to {@code folder}. */
  static void copy(Path folder) {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.toList()) {
        Path to = folder.resolve(FOLDER.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path example(String name) {
    return FOLDER.resolve("ci").resolve(name + "-values.yaml");
  }

  /**
   * What {@code helm template} prints.
   *
   * @param set further values, {@code name=value} as {@code --set} takes them
   */
  static String render(Path values, String... set) {
    var template =
        new Helm(ALL_AT_ONCE)
            .template()
            .withKubeVersion(OLDEST)
            .withName("my")
            .withNamespace("dre")
            .withValuesFile(values);
    for (String each : set) {
      int is = each.indexOf('=');
      template.set(each.substring(0, is), each.substring(is + 1));
    }
    return template.call();
  }

  /** All objects of a release, as Kubernetes' own types. */
  static List<HasMetadata> objects(Path values, String... set) {
    return documents(render(values, set)).map(Chart::typed).toList();
  }

  static <T extends HasMetadata> List<T> objects(Class<T> type, Path values, String... set) {
    return objects(values, set).stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static HasMetadata typed(Map<?, ?> document) {
    return Objects.requireNonNull(KUBERNETES.convertValue(document, HasMetadata.class));
  }

  static Stream<Map<?, ?>> documents(String yaml) {
    var all = new Load(LoadSettings.builder().build()).loadAllFromString(yaml);
    return StreamSupport.stream(all.spliterator(), false)
        .filter(Map.class::isInstance)
        .map(document -> (Map<?, ?>) document);
  }

  static Map<?, ?> values(Path file) {
    try {
      return documents(Files.readString(file)).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
