package dev.dre.worker.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Something that a worker must be allowed in the namespace of its Jobs.
 *
 * @param apiGroup empty for the core group
 * @param resource with its subresource, as in {@code pods/log}
 * @param why what dre does with it
 */
public record NeededRight(String apiGroup, String resource, List<String> verbs, String why) {

  private static final String LIST = "rights.yaml";

  public NeededRight {
    verbs = List.copyOf(verbs);
  }

  /** All that a worker needs. */
  public static List<NeededRight> all() {
    try (InputStream list = NeededRight.class.getResourceAsStream(LIST)) {
      var read =
          new Load(LoadSettings.builder().setLabel(LIST).build())
              .loadFromInputStream(Objects.requireNonNull(list, LIST));
      return ((List<?>) Objects.requireNonNull(read, LIST))
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
