package dev.dre.worker.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Something that a worker must be allowed in the namespace of its Jobs, or where it changes
 * objects.
 *
 * @param apiGroup empty for the core group
 * @param resource with its subresource, as in {@code pods/log}
 * @param why what dre does with it
 */
public record NeededRight(String apiGroup, String resource, List<String> verbs, String why) {

  private static final String LIST = "rights.yaml";
  private static final Set<String> WORKLOADS = Set.of("statefulsets", "deployments");

  public NeededRight {
    verbs = List.copyOf(verbs);
  }

  /** All that a worker needs in the namespace of its Jobs. */
  public static List<NeededRight> all() {
    return read(LIST);
  }

  /** All that a worker needs where steps change objects. */
  public static List<NeededRight> ofChanges() {
    return read("rights-of-changes.yaml");
  }

  /**
   * The names by which it is needed.
   *
   * @param workloads as in {@code statefulset/db-42}
   * @return one that is empty where it is needed for all; none where others of its kind are named
   */
  List<String> names(List<String> workloads) {
    var named =
        workloads.stream()
            .filter(
                workload -> (workload.substring(0, workload.indexOf('/')) + "s").equals(resource))
            .map(workload -> workload.substring(workload.indexOf('/') + 1))
            .toList();
    boolean ofOthers = named.isEmpty() && !workloads.isEmpty() && WORKLOADS.contains(resource);
    return named.isEmpty() && !ofOthers ? List.of("") : named;
  }

  private static List<NeededRight> read(String file) {
    try (InputStream list = NeededRight.class.getResourceAsStream(file)) {
      var read =
          new Load(LoadSettings.builder().setLabel(file).build())
              .loadFromInputStream(Objects.requireNonNull(list, file));
      return ((List<?>) Objects.requireNonNull(read, file))
          .stream().map(entry -> of((Map<?, ?>) entry)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NeededRight of(Map<?, ?> entry) {
    return new NeededRight(
        text(entry, "apiGroup"),
        text(entry, "resource"),
        ((List<?>) Objects.requireNonNull(entry.get("verbs"), "verbs"))
            .stream().map(String::valueOf).toList(),
        text(entry, "why"));
  }

  private static String text(Map<?, ?> entry, String key) {
    return String.valueOf(Objects.requireNonNull(entry.get(key), key));
  }
}
